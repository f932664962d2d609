import { quantile } from "../describe-numbers.ts";
import { normalBelow, normalQuantile } from "./normal-distribution.ts";

/** What bends a percentile interval into a BCa one. */
export interface BcaShape {
  /** z of the share of resamples below what was observed (ties count half). */
  readonly bias: number;
  readonly acceleration: number;
}

/** The shape from the resampled statistics and from the statistic with each row left out (Efron and Tibshirani, 1993, 14.3). */
export function bcaShape(resampled: Float64Array, observed: number, leftOut: Float64Array): BcaShape {
  let below = 0;
  for (const value of resampled) below += value < observed ? 1 : value === observed ? 0.5 : 0;
  return { bias: normalQuantile(below / resampled.length), acceleration: accelerationOf(leftOut) };
}

function accelerationOf(leftOut: Float64Array): number {
  let mean = 0;
  for (const value of leftOut) mean += value / leftOut.length;
  let squares = 0;
  let cubes = 0;
  for (const value of leftOut) {
    const off = mean - value;
    squares += off * off;
    cubes += off * off * off;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

/**
 * The bias-corrected and accelerated interval (Efron, 1987), as SciPy's `bootstrap(method="BCa")` has it. `sorted` are the resampled
 * statistics in ascending order. Where every resample lies on one side of what was observed the correction is infinite, and the
 * plain percentiles stand.
 */
export function bcaInterval(sorted: Float64Array, shape: BcaShape, confidence: number): [number, number] {
  const tail = (1 - confidence) / 2;
  return [quantile(sorted, bentShare(tail, shape)), quantile(sorted, bentShare(1 - tail, shape))];
}

function bentShare(share: number, { bias, acceleration }: BcaShape): number {
  if (!Number.isFinite(bias)) return share;
  const z = bias + normalQuantile(share);
  const bent = normalBelow(bias + z / (1 - acceleration * z));
  return Number.isFinite(bent) ? bent : share;
}

/**
 * The two-sided p-value that belongs to the interval: one less the confidence at which its end would touch zero. No resample beyond
 * zero proves no p below 2 / (number of resamples + 1), so it is never smaller than that.
 */
export function bcaPValue(sorted: Float64Array, { bias, acceleration }: BcaShape): number {
  const least = 2 / (sorted.length + 1);
  let below = 0;
  for (const value of sorted) below += value < 0 ? 1 : value === 0 ? 0.5 : 0;
  const share = below / sorted.length;
  const plain = 2 * Math.min(share, 1 - share);
  if (!Number.isFinite(bias) || plain === 0) return Math.max(least, plain);
  // Solved for z: share = below(bias + (bias + z) / (1 - acceleration (bias + z))).
  const off = normalQuantile(share) - bias;
  const z = off / (1 + acceleration * off) - bias;
  return Math.min(1, Math.max(least, 2 * Math.min(normalBelow(z), normalBelow(-z))));
}
