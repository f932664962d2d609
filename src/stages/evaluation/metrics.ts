import type { Predictions, Truth } from "../../records/bundle.ts";
import { METRICS, type MetricName } from "../../records/metric-table.ts";
import type { FilePredictions } from "../../records/predictions.ts";
import type { Task } from "../../records/spec.ts";
import { alignPredictions } from "./align-predictions.ts";
import { measure } from "./compare/resample-families.ts";
import { familiesOf } from "./families/families-of.ts";

/**
 * Every metric of the task that can be computed, over the rows of the truth that have a prediction: some need probabilities, two
 * classes, or two rows; all of them one row and predictions of the task's kind. A figure beyond the largest double is left out, too.
 */
export function computeMetrics(
  task: Task,
  truth: Truth,
  predictions: Predictions,
): Partial<Record<MetricName, number>> {
  return metricsOfRows(alignPredictions(task, truth, [predictions])[0]!);
}

export function metricsOfRows(predictions: FilePredictions): Partial<Record<MetricName, number>> {
  const rows = predictions.keys.length;
  if (rows === 0) return {};
  const found = measure(familiesOf(predictions), rows);
  const finite = METRICS.filter((name) => Number.isFinite(found.get(name)));
  return Object.fromEntries(finite.map((name) => [name, found.get(name)!]));
}
