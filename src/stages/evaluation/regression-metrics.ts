import type { MetricName } from "../../records/spec.ts";

/** Sums over rows that all regression metrics follow from. */
export interface RegressionSums {
  readonly rows: number;
  readonly absoluteError: number;
  readonly squaredError: number;
  /** The sum of (truth - mean truth)^2; exactly 0 when all truths are equal. */
  readonly spread: number;
}

/**
 * MAE, RMSE and R2 as scikit-learn 1.9 has them: with a constant truth R2 is 1 when every prediction is right, else 0; of a single
 * row it is not defined, and left out.
 */
export function regressionMetrics(sums: RegressionSums): Map<MetricName, number> {
  const { rows, absoluteError, squaredError, spread } = sums;
  const metrics = new Map<MetricName, number>([
    ["mae", absoluteError / rows],
    ["rmse", Math.sqrt(squaredError / rows)],
  ]);
  if (rows < 2) return metrics;
  const r2 = spread === 0 ? (squaredError === 0 ? 1 : 0) : 1 - squaredError / spread;
  return metrics.set("r2", r2);
}
