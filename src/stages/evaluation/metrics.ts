import type { Predictions, Truth } from "../../records/bundle.ts";
import type { Evaluation } from "../../records/evaluation.ts";
import type { MetricName, Task } from "../../records/spec.ts";
import { type AlignedRows, allRows, scorerOf } from "./scorer.ts";

/**
 * Every metric of the task that can be computed, over the rows of the truth that have a prediction: log_loss needs probabilities,
 * r2 two rows, all of them one row and predictions of the task's kind. A figure beyond the largest double is left out, too.
 */
export function computeMetrics(
  task: Task,
  truth: Truth,
  predictions: Predictions,
): Partial<Record<MetricName, number>> {
  const rows = predictedRows(task, truth, predictions);
  const metrics = scorerOf(task, rows, predictions).score(allRows(rows.keys.length));
  return Object.fromEntries([...metrics].filter(([, value]) => Number.isFinite(value)));
}

/** The rows of the truth that have predictions of the task's kind in each of these, in the order of their keys. */
export function predictedRows(task: Task, truth: Truth, ...models: readonly Predictions[]): AlignedRows {
  const kind = task === "classification" ? "string" : "number";
  const known = models.map(
    ({ keys, predicted }) => new Set(keys.filter((_, index) => typeof predicted[index] === kind)),
  );
  const found = truth.keys.flatMap((key, row) =>
    known.every((keys) => keys.has(key)) ? [{ key, value: truth.values[row]! }] : [],
  );
  // So that an interval does not depend on the order of the rows in the file.
  found.sort((left, right) => (left.key < right.key ? -1 : 1));
  return { keys: found.map(({ key }) => key), truth: found.map(({ value }) => value) };
}

/** How often each class was taken for each: counts by true class, then by predicted class; classes sorted. */
export function confusionOf(truth: Truth, predictions: Predictions): NonNullable<Evaluation["confusion"]> {
  const rows = predictedRows("classification", truth, predictions);
  const place = new Map(predictions.keys.map((key, index) => [key, index]));
  const actual = rows.truth.map(String);
  const predicted = rows.keys.map((key) => String(predictions.predicted[place.get(key)!]));
  const classes = [...new Set([...actual, ...predicted])].sort();
  const number = new Map(classes.map((name, index) => [name, index]));
  const counts = classes.map(() => classes.map(() => 0));
  for (const [row, name] of actual.entries()) counts[number.get(name)!]![number.get(predicted[row]!)!]! += 1;
  return { classes, counts };
}
