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

/** A difference with its sign. */
export function signedText(value: number): string {
  return value > 0 ? `+${figureText(value)}` : figureText(value);
}
