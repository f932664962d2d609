import type { MetricName, Task } from "../../records/spec.ts";
import { METRIC_TABLE, type MetricKind, type TableMetric } from "./metric-table.ts";

/** The kinds of the metrics that a spec may name. */
export const METRIC_KINDS: Readonly<Record<MetricName, MetricKind>> = METRIC_TABLE;

/** The metric that decides where the spec names none. */
export function mainMetric(task: Task): MetricName {
  return task === "classification" ? "f1_macro" : "rmse";
}

/** The loss that is tolerated where nobody names one: a hundredth, of the whole range or of the champion's value. */
export function defaultTolerance(metric: TableMetric, champion: number): number {
  return METRIC_TABLE[metric].share ? 0.01 : 0.01 * Math.abs(champion);
}
