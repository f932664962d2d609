import { mean, populationDeviation, quantile } from "../../core/describe-numbers.ts";

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

export interface Scale {
  readonly center: number;
  readonly width: number;
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
