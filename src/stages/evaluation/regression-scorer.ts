import type { Predictions } from "../../records/bundle.ts";
import { regressionMetrics } from "./regression-metrics.ts";
import type { Scorer } from "./scorer.ts";

/** Scores numbers. `at` is each row's place in the predictions. */
export function regressionScorer(
  truth: readonly number[],
  at: readonly number[],
  predictions: Predictions,
): Scorer {
  const values = Float64Array.from(truth);
  const errors = Float64Array.from(truth, (value, row) =>
    Math.abs(value - Number(predictions.predicted[at[row]!])),
  );
  return {
    costs: () => errors,
    score: (rows) => {
      if (rows.length === 0) return new Map();
      let [absoluteError, squaredError] = [0, 0];
      for (let i = 0; i < rows.length; i++) {
        const error = errors[rows[i]!]!;
        absoluteError += error;
        squaredError += error * error;
      }
      return regressionMetrics({
        rows: rows.length,
        absoluteError,
        squaredError,
        spread: spreadOf(values, rows),
      });
    },
  };
}

/** The sum of squared distances from the mean, in two passes, since the difference of two large sums would lose every digit. */
function spreadOf(values: Float64Array, rows: Int32Array): number {
  const first = values[rows[0]!]!;
  // Around the first value, so that the mean of equal values is that value to the last digit.
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += values[rows[i]!]! - first;
  const mean = sum / rows.length;
  let spread = 0;
  for (let i = 0; i < rows.length; i++) {
    const distance = values[rows[i]!]! - first - mean;
    spread += distance * distance;
  }
  return spread;
}
