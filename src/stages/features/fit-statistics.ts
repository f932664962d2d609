/** The middle value; of an even count the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Values are added in ascending order, so that the order of rows does not change the last digit. */
export function mean(values: readonly number[]): number {
  return Float64Array.from(values)
    .sort()
    .reduce((sum, value) => sum + value / values.length, 0);
}

/** The most frequent value, of several the smallest (as scikit-learn's SimpleImputer does). */
export function mode<V extends number | string>(values: readonly V[]): V {
  const counts = new Map<V, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: readonly [V, number] | undefined;
  for (const entry of counts) {
    const [value, count] = entry;
    if (best === undefined || count > best[1] || (count === best[1] && value < best[0])) best = entry;
  }
  return best![0];
}

export interface Scale {
  readonly center: number;
  readonly width: number;
}

/** Mean and population deviation (ddof 0). A column that is constant but for rounding gets width 1, as in scikit-learn. */
export function standardScale(values: readonly number[]): Scale {
  const center = mean(values);
  const squares = values.map((value) => (value - center) ** 2);
  const variance = mean(squares);
  // scikit-learn, `_is_constant_feature`: the bound of the rounding error of a variance.
  const rounding = values.length * Number.EPSILON * variance + (values.length * center * Number.EPSILON) ** 2;
  return { center, width: variance <= rounding ? 1 : Math.sqrt(variance) };
}

/** Onto [0, 1]; a constant column gets width 1. */
export function minmaxScale(values: readonly number[]): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { center: low, width: high > low ? high - low : 1 };
}
