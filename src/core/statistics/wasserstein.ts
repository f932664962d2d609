import { eachStep, type SortedSample } from "./sorted-sample.ts";

/**
 * The first Wasserstein distance, ∫ |F(x) - G(x)| dx, in the column's own units: how far the rows must move, on average, to make one sample the
 * other (Vallender, 1974; SciPy's `wasserstein_distance`). From 0, without bound.
 */
export function wasserstein(left: SortedSample, right: SortedSample): number {
  let distance = 0;
  let before = Number.NaN;
  let gap = 0;
  eachStep(left, right, (value, leftShare, rightShare) => {
    const width = value - before;
    // The width between two finite numbers may be infinite, its part that counts is not.
    if (gap > 0) distance += Number.isFinite(width) ? gap * width : gap * value - gap * before;
    before = value;
    gap = Math.abs(leftShare - rightShare);
  });
  return distance;
}
