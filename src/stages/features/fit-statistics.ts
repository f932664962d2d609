import { mean, populationDeviation, quantile } from "../../core/describe-numbers.ts";
import type { Bounds } from "../../records/spec-features.ts";
import type { Scale } from "../../records/transform.ts";

/** The middle value; of an even count the mean of the middle two. */
export function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
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

/** Mean and population deviation (ddof 0). A column that is constant but for rounding gets width 1, as in scikit-learn. */
export function standardScale(values: readonly number[]): Scale {
  const center = mean(values);
  const deviation = populationDeviation(values, center);
  const variance = deviation ** 2;
  // scikit-learn, `_is_constant_feature`: the bound of the rounding error of a variance.
  const rounding = values.length * Number.EPSILON * variance + (values.length * center * Number.EPSILON) ** 2;
  return {
    center,
    width: deviation === 0 || (variance <= rounding && Number.isFinite(variance)) ? 1 : deviation,
  };
}

/** Onto [0, 1]; a constant column gets width 1. */
export function minmaxScale(values: readonly number[]): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { center: low, width: high > low ? Math.min(high - low, Number.MAX_VALUE) : 1 };
}

/** Median and interquartile range, as scikit-learn's RobustScaler; a range of zero gives width 1. */
export function robustScale(values: readonly number[]): Scale {
  const sorted = Float64Array.from(values).sort();
  const [low, center, high] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [
    number,
    number,
    number,
  ];
  return { center, width: high > low ? Math.min(high - low, Number.MAX_VALUE) : 1 };
}

/**
 * The bounds beyond which a number is an outlier: two quantiles (NumPy's default), or Tukey's fences. Fences need quartiles that
 * differ: where half of the values are one and the same, they would call every other value an outlier, so there are none.
 */
export function outlierBounds(
  values: readonly number[],
  { iqr = 1.5, quantile: tail }: Bounds,
): { low: number | null; high: number | null } {
  const sorted = Float64Array.from(values).sort();
  if (tail !== undefined) return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
  const [first, third] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = iqr * (third - first);
  if (reach === 0) return { low: null, high: null };
  const [low, high] = [first - reach, third + reach];
  return { low: Number.isFinite(low) ? low : null, high: Number.isFinite(high) ? high : null };
}
