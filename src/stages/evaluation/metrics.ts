import type { Predictions, Truth } from "../../records/bundle.ts";
import type { Evaluation } from "../../records/evaluation.ts";
import type { MetricName, Task } from "../../records/spec.ts";
import { allRows, scorerOf } from "./scorer.ts";

/** Every metric of the task that the predictions allow: log_loss needs probabilities. Predictions must have all of the truth's keys. */
export function computeMetrics(
  task: Task,
  truth: Truth,
  predictions: Predictions,
): Partial<Record<MetricName, number>> {
  const scorer = scorerOf(task, { keys: truth.keys, truth: truth.values }, predictions);
  return Object.fromEntries(scorer.score(allRows(truth.keys.length))) as Partial<Record<MetricName, number>>;
}

/** How often each class was taken for each: counts by true class, then by predicted class. */
export function confusionOf(truth: Truth, predictions: Predictions): NonNullable<Evaluation["confusion"]> {
  const place = new Map(predictions.keys.map((key, index) => [key, index]));
  const predicted = truth.keys.map((key) => String(predictions.predicted[place.get(key)!]));
  const classes = [...new Set([...truth.values.map(String), ...predicted])].sort();
  const number = new Map(classes.map((name, index) => [name, index]));
  const counts = classes.map(() => classes.map(() => 0));
  truth.values.forEach((value, row) => {
    counts[number.get(String(value))!]![number.get(predicted[row]!)!]! += 1;
  });
  return { classes, counts };
}
