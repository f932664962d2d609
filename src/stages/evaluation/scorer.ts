import type { Predictions } from "../../records/bundle.ts";
import type { MetricName, Task } from "../../records/spec.ts";
import { classificationScorer } from "./classification-scorer.ts";
import { regressionScorer } from "./regression-scorer.ts";

/** One model's predictions on some rows, ready to be scored on any multiset of them. */
export interface Scorer {
  /** Every metric over the rows, by their numbers; one may repeat, as in a resample. Empty without rows. */
  score(rows: Int32Array): Map<MetricName, number>;
  /** What a metric looks at in each row: where it is the same for two models, the row does not tell them apart. */
  judged(metric: MetricName): Judged;
}

/** By row: whether it is wrong, how wrong, or which class it was taken for. */
export type Judged = ArrayLike<number | string>;

/** True values by row identity. */
export interface AlignedRows {
  readonly keys: readonly string[];
  readonly truth: readonly (string | number)[];
}

/** Scores predictions against the truth; every key of `rows` must have a prediction. */
export function scorerOf(task: Task, { keys, truth }: AlignedRows, predictions: Predictions): Scorer {
  const place = new Map(predictions.keys.map((key, index) => [key, index]));
  const at = keys.map((key) => place.get(key)!);
  return task === "classification"
    ? classificationScorer(truth.map(String), at, predictions)
    : regressionScorer(truth.map(Number), at, predictions);
}

/** The numbers 0 to count - 1. */
export function allRows(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}
