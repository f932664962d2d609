import { mean } from "../../core/describe-numbers.ts";
import type { Predictions } from "../../records/bundle.ts";
import { regressionMetrics } from "./regression-metrics.ts";
import type { Scorer } from "./scorer.ts";

/** Scores numbers. `at` is each row's place in the predictions. */
export function regressionScorer(
  truth: readonly number[],
  at: readonly number[],
  predictions: Predictions,
): Scorer {
  // Around their mean, so that squares do not cancel.
  const center = truth.length > 0 ? mean(truth) : 0;
  const distances = Float64Array.from(truth, (value) => value - center);
  const errors = Float64Array.from(truth, (value, row) =>
    Math.abs(value - Number(predictions.predicted[at[row]!])),
  );
  return {
    judged: () => errors,
    score: (rows) => {
      if (rows.length === 0) return new Map();
      let absoluteError = 0;
      let squaredError = 0;
      let sum = 0;
      let squares = 0;
      let differs = false;
      const first = distances[rows[0]!]!;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        const error = errors[row]!;
        const distance = distances[row]!;
        absoluteError += error;
        squaredError += error * error;
        sum += distance;
        squares += distance * distance;
        if (distance !== first) differs = true;
      }
      // Rounding would leave a trace of a spread where all truths are equal.
      const spread = differs ? Math.max(0, squares - (sum * sum) / rows.length) : 0;
      return regressionMetrics({ rows: rows.length, absoluteError, squaredError, spread });
    },
  };
}
