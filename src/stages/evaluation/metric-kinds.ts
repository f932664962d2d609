import type { MetricName, Task } from "../../records/spec.ts";

export interface MetricKind {
  readonly direction: "higher" | "lower";
  /** Whether its values lie in [0, 1], so that a hundredth means the same everywhere. */
  readonly share: boolean;
}

const SCORE: MetricKind = { direction: "higher", share: true };
const ERROR: MetricKind = { direction: "lower", share: false };

export const METRIC_KINDS: Readonly<Record<MetricName, MetricKind>> = {
  accuracy: SCORE,
  precision_macro: SCORE,
  precision_weighted: SCORE,
  recall_macro: SCORE,
  recall_weighted: SCORE,
  f1_macro: SCORE,
  f1_weighted: SCORE,
  log_loss: ERROR,
  mae: ERROR,
  rmse: ERROR,
  r2: { direction: "higher", share: false },
};

/** The metric that decides where the spec names none. */
export function mainMetric(task: Task): MetricName {
  return task === "classification" ? "f1_macro" : "rmse";
}

/** The loss that is tolerated where the spec names none: a hundredth, of the whole range or of the champion's value. */
export function defaultTolerance(metric: MetricName, champion: number): number {
  return METRIC_KINDS[metric].share ? 0.01 : 0.01 * Math.abs(champion);
}
