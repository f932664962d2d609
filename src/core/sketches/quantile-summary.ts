import { numbersFromBase64, numbersToBase64 } from "./base64.ts";

/**
 * Weighted points that stand for many values: what a quantile sketch leaves behind. Summaries merge by union, and their
 * errors with them: a summary of n values that is off by at most e·n ranks and one of m values by f·m are together off by
 * at most e·n + f·m. So the merge of parts is as good as the parts, in whatever order they come.
 */
export interface QuantileSummary {
  readonly count: number;
  /** How far a rank may be off, as a share of `count`; 0 when every value is a point. */
  readonly error: number;
  /** Ascending. */
  readonly points: Float64Array;
  /** How many values each point stands for; their sum is `count`. */
  readonly weights: Float64Array;
}

export const NO_SUMMARY: QuantileSummary = {
  count: 0,
  error: 0,
  points: new Float64Array(0),
  weights: new Float64Array(0),
};

/** Points with weights in any order, as a summary. */
export function summaryOf(
  pairs: readonly { readonly points: Float64Array; readonly weight: number }[],
  error: number,
): QuantileSummary {
  const parts = pairs.map(({ points, weight }) => ({
    points,
    weights: new Float64Array(points.length).fill(weight),
  }));
  const union = parts.reduce(mergeSorted, NO_SUMMARY);
  return { ...union, count: union.weights.reduce((sum, weight) => sum + weight, 0), error };
}

export function mergeSummaries(left: QuantileSummary, right: QuantileSummary): QuantileSummary {
  const count = left.count + right.count;
  const error = count === 0 ? 0 : (left.error * left.count + right.error * right.count) / count;
  return { ...mergeSorted(left, right), count, error };
}

/**
 * At most `most` points of equal weight, each at the middle of its share of the ranks. That moves a rank by at most half a
 * point, and so does reading between two points later: the error grows by 1 / `most`.
 */
export function compressSummary(summary: QuantileSummary, most: number): QuantileSummary {
  const { count, points, weights, error } = summary;
  if (points.length <= most && weights.every((weight) => weight === weights[0])) return summary;
  const kept = new Float64Array(most);
  let at = 0;
  let upTo = weights[0]!;
  for (let index = 0; index < most; index++) {
    const rank = ((index + 0.5) * count) / most;
    while (upTo < rank && at < points.length - 1) upTo += weights[++at]!;
    kept[index] = points[at]!;
  }
  return {
    count,
    error: error + 1 / most,
    points: kept,
    weights: new Float64Array(most).fill(count / most),
  };
}

/**
 * The quantile at `share`. Between two points the value is interpolated; where every value is a point that is R's type 7,
 * NumPy's default. The smallest and the largest value, which are known, are the ends.
 */
export function quantileAt(
  { count, points, weights }: QuantileSummary,
  share: number,
  [minimum, maximum]: readonly [number, number],
): number {
  const target = share * (count - 1);
  let [before, low] = [0, minimum];
  let total = 0;
  for (let index = 0; index < points.length; index++) {
    const middle = total + (weights[index]! - 1) / 2;
    if (middle >= target) return between(low, points[index]!, middle - before, target - before);
    total += weights[index]!;
    [before, low] = [middle, points[index]!];
  }
  return between(low, maximum, count - 1 - before, target - before);
}

/** Not `low + (high - low) * part`: the difference of two finite numbers may be infinite. */
function between(low: number, high: number, width: number, distance: number): number {
  const part = width > 0 ? Math.max(0, Math.min(1, distance / width)) : 1;
  if (part === 0 || low === high) return low;
  return part === 1 ? high : low * (1 - part) + high * part;
}

/** About how many values are below `value`, or with `inclusive` also those equal to it. */
export function countBelow(summary: QuantileSummary, value: number, inclusive = false): number {
  let sum = 0;
  for (let index = 0; index < summary.points.length; index++) {
    const point = summary.points[index]!;
    if (point > value || (point === value && !inclusive)) break;
    sum += summary.weights[index]!;
  }
  return sum;
}

/** As in a JSON document; the points must have equal weights, as `compressSummary` makes them. */
export interface QuantileText {
  readonly count: number;
  readonly error: number;
  readonly points: string;
}

export function writeSummary({ count, error, points }: QuantileSummary): QuantileText {
  return { count, error, points: numbersToBase64(points) };
}

export function readSummary({ count, error, points }: QuantileText): QuantileSummary {
  const values = numbersFromBase64(points);
  return {
    count,
    error,
    points: values,
    weights: new Float64Array(values.length).fill(count / values.length),
  };
}

type Weighted = Pick<QuantileSummary, "points" | "weights">;

function mergeSorted(left: Weighted, right: Weighted): QuantileSummary {
  const length = left.points.length + right.points.length;
  const points = new Float64Array(length);
  const weights = new Float64Array(length);
  for (let l = 0, r = 0, index = 0; index < length; index++) {
    const fromLeft =
      r >= right.points.length || (l < left.points.length && left.points[l]! <= right.points[r]!);
    points[index] = fromLeft ? left.points[l]! : right.points[r]!;
    weights[index] = fromLeft ? left.weights[l++]! : right.weights[r++]!;
  }
  return { count: 0, error: 0, points, weights };
}
