import type { MetricComparison } from "../../records/evaluation.ts";

const MINUS = "−";

/** How many decimals show these values' differences: three significant digits of the largest, and the interval's first digit. */
export function decimalsFor(values: readonly number[], fine: readonly number[] = []): number {
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  const coarse = largest < 1 ? 3 : Math.max(0, 3 - Math.floor(Math.log10(largest)));
  const smallest = Math.min(...fine.map(Math.abs).filter((value) => value > 0 && Number.isFinite(value)));
  const needed = Number.isFinite(smallest) ? Math.ceil(-Math.log10(smallest)) : 0;
  const tiny = largest > 0 && largest < 0.01 ? Math.ceil(-Math.log10(largest)) + 2 : 0;
  return Math.min(8, Math.max(coarse, needed, tiny));
}

/** The same number of decimals for all that stands in one row of the table. */
export function rowDecimals({ challenger, compared }: MetricComparison): number {
  if (!compared) return decimalsFor([challenger]);
  const [low, high] = compared.interval;
  // Beyond a tenth of a per mille of the figure nobody reads, however narrow the interval.
  const figures = [challenger, compared.champion, compared.challenger];
  return Math.min(decimalsFor(figures) + 2, decimalsFor(figures, [high - low]));
}

/** `0.951`; exponents beyond what a person reads. */
export function figure(value: number, decimals: number): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const magnitude = Math.abs(value);
  const text = magnitude >= 1e9 ? magnitude.toExponential(3) : magnitude.toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

/** `+0.199`, `−0.199`, `0.000`. */
export function signed(value: number, decimals: number): string {
  const text = figure(value, decimals);
  return value > 0 && /[1-9∞]/.test(text) ? `+${text}` : text;
}

/** `+0.199 (+0.071 to +0.330)`. */
export function differenceText(
  { difference, interval }: { difference: number; interval: readonly [number, number] },
  decimals: number,
): string {
  return `${signed(difference, decimals)} (${signed(interval[0], decimals)} to ${signed(interval[1], decimals)})`;
}

/** `99 %`, `99.9 %`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(3))} %`;
}

/** `1 row`, `2 rows`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
