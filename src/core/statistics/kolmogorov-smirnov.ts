import { kolmogorovTail } from "./kolmogorov-tail.ts";
import { divisor, exactTail } from "./lattice-paths.ts";
import { eachStep, type SortedSample } from "./sorted-sample.ts";

/** Beyond this many rows on either side the exact count gives way to the asymptotic distribution, as in SciPy. */
const MOST_EXACT = 10_000;

/**
 * The two-sample Kolmogorov-Smirnov test, two-sided: the largest distance between the empirical distribution functions (0 to 1) and the chance of
 * at least that distance without drift. Equals SciPy's `ks_2samp(left, right, method="auto")`: exact up to 10,000 rows on the larger side, else the
 * one-sample distribution with round(nm / (n + m)) rows. Ties make the p-value too large, never too small.
 * Of sketches, whose ranks are off by a stated share, the p-value is that of the distance less both shares: too large, never too small.
 * Throws a RangeError when a sample is empty.
 */
export function kolmogorovSmirnov(
  left: SortedSample,
  right: SortedSample,
): { statistic: number; pValue: number } {
  let statistic = 0;
  eachStep(left, right, (_, leftShare, rightShare) => {
    const distance = Math.abs(leftShare - rightShare);
    if (distance > statistic) statistic = distance;
  });
  // What sketches may have added to the distance proves nothing.
  const certain = Math.max(0, statistic - (left.error ?? 0) - (right.error ?? 0));
  return { statistic, pValue: pValueOf(certain, left.size, right.size) };
}

function pValueOf(statistic: number, n: number, m: number): number {
  if (Math.max(n, m) > MOST_EXACT) return kolmogorovTail(roundHalfEven((n * m) / (n + m)), statistic);
  const h = Math.round(statistic * (n / divisor(n, m)) * m);
  return h === 0 ? 1 : exactTail(n, m, h);
}

/** As NumPy rounds. */
function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}
