const DIGITS = 4;
/** Enough to tell any two doubles apart. */
const ALL_DIGITS = 17;
const MINUS = "−";

/** A figure with four significant digits, no trailing zeros. */
export function figureText(value: number, digits = DIGITS): string {
  return String(Number(value.toPrecision(digits))).replace("-", MINUS);
}

/** A figure with as many digits as show on which side of a bound it lies: 0.89999 is not "0.9" beside 0.9. */
export function figureAgainst(value: number, bound: number): string {
  for (let digits = DIGITS; digits < ALL_DIGITS; digits++) {
    const text = figureText(value, digits);
    if (value === bound || text !== figureText(bound, digits)) return text;
  }
  return figureText(value, ALL_DIGITS);
}

/** A difference and the ends of its interval to one precision, four digits of the largest: −92.2, interval −164.2 to −22.4. */
export function intervalTexts(difference: number, [low, high]: readonly [number, number]): string {
  const largest = Math.max(...[difference, low, high].map(Math.abs));
  // Where there is no such precision, each by itself.
  const plain = !(largest > 0 && largest < 1e9);
  const decimals = plain ? 0 : Math.min(20, Math.max(0, DIGITS - 1 - Math.floor(Math.log10(largest))));
  const text = (value: number) =>
    plain ? signedText(value) : signedText(Number(value.toFixed(decimals)), ALL_DIGITS - 2);
  return `${text(difference)}, interval ${text(low)} to ${text(high)}`;
}

/** A difference with its sign. */
export function signedText(value: number, digits = DIGITS): string {
  return value > 0 ? `+${figureText(value, digits)}` : figureText(value, digits);
}
