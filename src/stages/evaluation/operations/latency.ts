import { quantile } from "../../../core/describe-numbers.ts";

/** z of a one-sided confidence of 0.99. */
const Z = 2.326;

/** A quantile of measured times, and what it is at the least: an order statistic, whatever their distribution. */
export function latencyAt(share: number, milliseconds: readonly number[]) {
  const sorted = Float64Array.from(milliseconds).sort();
  const n = sorted.length;
  // So many of n times are below the true quantile, but in one case of a hundred (binomial, as a normal).
  const rank = Math.floor(n * share - Z * Math.sqrt(n * share * (1 - share)));
  return { value: quantile(sorted, share), atLeast: rank >= 1 ? sorted[rank - 1]! : null };
}
