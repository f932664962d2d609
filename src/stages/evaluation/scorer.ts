import type { Predictions } from "../../records/bundle.ts";
import type { MetricName, Task } from "../../records/spec.ts";
import { confusionMetrics, rowLogLoss } from "./classification-metrics.ts";
import { regressionMetrics } from "./regression-metrics.ts";

/** One model's predictions on some rows, ready to be scored on any multiset of them. */
export interface Scorer {
  /** Every metric over the rows; `rows` may repeat indices, as a resample does. */
  score(rows: ArrayLike<number>): Map<MetricName, number>;
}

/** Rows of the truth by key, with each model's prediction for it. */
export interface AlignedRows {
  readonly keys: readonly string[];
  readonly truth: readonly (string | number)[];
}

export function scorerOf(task: Task, { keys, truth }: AlignedRows, predictions: Predictions): Scorer {
  const place = new Map(predictions.keys.map((key, index) => [key, index]));
  const at = keys.map((key) => place.get(key)!);
  return task === "classification"
    ? classificationScorer(truth.map(String), at, predictions)
    : regressionScorer(truth.map(Number), at, predictions);
}

function classificationScorer(
  truth: readonly string[],
  at: readonly number[],
  predictions: Predictions,
): Scorer {
  const predicted = at.map((index) => String(predictions.predicted[index]));
  const classes = [...new Set([...truth, ...predicted])].sort();
  const number = new Map(classes.map((name, index) => [name, index]));
  const cells = Int32Array.from(
    truth,
    (name, row) => number.get(name)! * classes.length + number.get(predicted[row]!)!,
  );
  const losses = rowLosses(truth, at, predictions);
  const counts = new Float64Array(classes.length ** 2);
  return {
    score: (rows) => {
      counts.fill(0);
      let loss = 0;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        counts[cells[row]!]! += 1;
        if (losses) loss += losses[row]!;
      }
      const metrics = confusionMetrics(counts, classes.length);
      if (losses) metrics.set("log_loss", loss / rows.length);
      return metrics;
    },
  };
}

function rowLosses(
  truth: readonly string[],
  at: readonly number[],
  { classes, probabilities }: Predictions,
): Float64Array | null {
  if (!classes || !probabilities) return null;
  const number = new Map(classes.map((name, index) => [name, index]));
  return Float64Array.from(truth, (name, row) =>
    rowLogLoss(probabilities[at[row]!]!, number.get(name) ?? -1),
  );
}

function regressionScorer(truth: readonly number[], at: readonly number[], predictions: Predictions): Scorer {
  const shift = truth.length > 0 ? truth.reduce((sum, value) => sum + value / truth.length, 0) : 0;
  const centred = Float64Array.from(truth, (value) => value - shift);
  const errors = Float64Array.from(truth, (value, row) => value - Number(predictions.predicted[at[row]!]));
  return {
    score: (rows) => {
      const sums = { rows: rows.length, absoluteError: 0, squaredError: 0, truth: 0, squaredTruth: 0 };
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        const error = errors[row]!;
        sums.absoluteError += Math.abs(error);
        sums.squaredError += error * error;
        sums.truth += centred[row]!;
        sums.squaredTruth += centred[row]! * centred[row]!;
      }
      return regressionMetrics(sums);
    },
  };
}

/** The numbers 0 to count - 1. */
export function allRows(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}
