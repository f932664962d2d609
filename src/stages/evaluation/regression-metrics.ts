import type { MetricName } from "../../records/spec.ts";

/** Sums over rows that all regression metrics follow from; truths are shifted by a constant so that squares do not cancel. */
export interface RegressionSums {
  readonly rows: number;
  readonly absoluteError: number;
  readonly squaredError: number;
  readonly truth: number;
  readonly squaredTruth: number;
}

/** MAE, RMSE and R2 as scikit-learn 1.7 has them: with a constant truth R2 is 1 when every prediction is right, else 0. */
export function regressionMetrics(sums: RegressionSums): Map<MetricName, number> {
  const { rows, absoluteError, squaredError, truth, squaredTruth } = sums;
  const spread = Math.max(0, squaredTruth - (truth * truth) / rows);
  const constant = spread <= 1e-12 * Math.max(1, squaredTruth);
  const r2 = constant ? (squaredError === 0 ? 1 : 0) : 1 - squaredError / spread;
  return new Map<MetricName, number>([
    ["mae", absoluteError / rows],
    ["rmse", Math.sqrt(squaredError / rows)],
    ["r2", r2],
  ]);
}
