/**
 * Count, mean, sum of squared distances from the mean, minimum and maximum, which can be merged: Chan, Golub and LeVeque,
 * "Updating formulae and a pairwise algorithm for computing sample variances" (1979). A batch is summed in two passes, so
 * that nothing is lost for values far from zero.
 */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** The sum of (value - mean)². */
  readonly m2: number;
  readonly minimum: number;
  readonly maximum: number;
}

export const NO_MOMENTS: Moments = { count: 0, mean: 0, m2: 0, minimum: Infinity, maximum: -Infinity };

/** The moments of the first `count` of these values, which are finite. */
export function momentsOf(values: Float64Array, count = values.length): Moments {
  if (count === 0) return NO_MOMENTS;
  let sum = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let index = 0; index < count; index++) {
    const value = values[index]!;
    sum += value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const mean = Number.isFinite(sum) ? sum / count : meanOfLarge(values, count);
  let m2 = 0;
  for (let index = 0; index < count; index++) {
    const distance = values[index]! - mean;
    m2 += distance * distance;
  }
  return { count, mean, m2, minimum, maximum };
}

/** Dividing first keeps values near the largest double from overflowing. */
function meanOfLarge(values: Float64Array, count: number): number {
  let mean = 0;
  for (let index = 0; index < count; index++) mean += values[index]! / count;
  return mean;
}

export function mergeMoments(left: Moments, right: Moments): Moments {
  if (left.count === 0) return right;
  if (right.count === 0) return left;
  const count = left.count + right.count;
  const share = right.count / count;
  // Each side times its share: the difference of two finite means may be infinite.
  const mean = left.mean * (1 - share) + right.mean * share;
  const distance = right.mean - left.mean;
  return {
    count,
    mean,
    m2: left.m2 + right.m2 + distance * distance * left.count * share,
    minimum: Math.min(left.minimum, right.minimum),
    maximum: Math.max(left.maximum, right.maximum),
  };
}

/** The population's standard deviation (ddof 0). */
export function deviationOf({ count, m2 }: Moments): number {
  return count === 0 ? 0 : Math.sqrt(m2 / count);
}
