import { quantile } from "../describe-numbers.ts";

/**
 * The interval that holds the middle `confidence` of a statistic's resampled values (Efron and Tibshirani, 1993, chapter 13), by the
 * quantile of type 7: what SciPy's `bootstrap(method="percentile")` reports. Sorts `values` in place.
 */
export function percentileInterval(values: Float64Array, confidence: number): [number, number] {
  const sorted = values.sort();
  const tail = (1 - confidence) / 2;
  return [quantile(sorted, tail), quantile(sorted, 1 - tail)];
}
