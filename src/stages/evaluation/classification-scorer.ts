import type { Predictions } from "../../records/bundle.ts";
import { classificationMetrics, rowLogLoss } from "./classification-metrics.ts";
import type { Scorer } from "./scorer.ts";

/**
 * Scores classes. `at` is each row's place in the predictions. Rows of the same true and predicted class are the same to every
 * metric but the log loss, so a resample is counted by such pairs: one addition a row, however many classes there are.
 */
export function classificationScorer(
  truth: readonly string[],
  at: readonly number[],
  predictions: Predictions,
): Scorer {
  const predicted = at.map((index) => String(predictions.predicted[index]));
  const classes = numbered([...truth, ...predicted].sort());
  const pairs = numbered(truth.map((name, row) => pairOf(name, predicted[row]!)));
  const pairOfRow = Int32Array.from(truth, (name, row) => pairs.get(pairOf(name, predicted[row]!))!);
  const members = [...pairs.keys()].map((pair) =>
    (JSON.parse(pair) as string[]).map((name) => classes.get(name)!),
  );
  const losses = rowLosses(truth, at, predictions);
  const wrong = Float64Array.from(truth, (name, row) => (name === predicted[row] ? 0 : 1));
  const counts = new Float64Array(pairs.size);
  return {
    judged: (metric) => {
      if (metric === "log_loss" && losses) return losses;
      // To these a wrong class is not like another: it takes from the precision of the class that was named.
      const named = metric.startsWith("precision") || metric.startsWith("f1");
      return named ? predicted : wrong;
    },
    score: (rows) => {
      if (rows.length === 0) return new Map();
      counts.fill(0);
      let loss = 0;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        counts[pairOfRow[row]!]! += 1;
        if (losses) loss += losses[row]!;
      }
      const metrics = classificationMetrics(countClasses(counts, members, classes.size));
      return losses ? metrics.set("log_loss", loss / rows.length) : metrics;
    },
  };
}

function countClasses(counts: Float64Array, members: readonly (readonly number[])[], classes: number) {
  const [truth, predicted, right] = [0, 1, 2].map(() => new Float64Array(classes)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const [pair, [actual, claimed]] of members.entries()) {
    truth[actual!]! += counts[pair]!;
    predicted[claimed!]! += counts[pair]!;
    if (actual === claimed) right[actual!]! += counts[pair]!;
  }
  return { truth, predicted, right };
}

/** Null without probabilities. */
function rowLosses(
  truth: readonly string[],
  at: readonly number[],
  { classes, probabilities }: Predictions,
): Float64Array | null {
  if (!classes || !probabilities) return null;
  const number = numbered(classes);
  return Float64Array.from(truth, (name, row) => {
    const known = number.get(name);
    return rowLogLoss(known === undefined ? 0 : probabilities[at[row]!]![known]!);
  });
}

/** Each different name with its number, in the order of the first appearances. */
function numbered(names: readonly string[]): Map<string, number> {
  return new Map([...new Set(names)].map((name, index) => [name, index]));
}

function pairOf(truth: string, predicted: string): string {
  return JSON.stringify([truth, predicted]);
}
