import type { MetricName } from "../../records/metric-table.ts";
import type { SuccessRule } from "../../records/spec.ts";

/** Two rules for one metric: both must hold, so the stricter one counts. */
export function tolerances(success: readonly SuccessRule[]): Map<MetricName, number> {
  const found = new Map<MetricName, number>();
  for (const { metric, regression } of success)
    if (regression !== undefined) found.set(metric, Math.min(regression, found.get(metric) ?? regression));
  return found;
}
