import type { AnyMetric } from "../../../records/metric-table.ts";
import type { ClassPredictions } from "../../../records/predictions.ts";
import { type ClassTotals, confusionMetrics } from "./confusion-metrics.ts";
import type { Family } from "./family.ts";

/**
 * The metrics of the confusion matrix. Rows of the same true and predicted class are the same to all of them, so a resample is
 * counted by such pairs: one addition a row, however many classes there are.
 */
export function labelFamily({ classes, truth, predicted, positive }: ClassPredictions): Family {
  const { pairOfRow, pairs } = pairsOf(truth, predicted, classes.length);
  const counts = new Float64Array(pairs.length);
  for (const pair of pairOfRow) counts[pair]! += 1;
  const whole = totalsOf(counts, pairs, classes.length);
  const names = [...confusionMetrics(whole, positive).keys()];
  let withoutOne: readonly Map<AnyMetric, number>[] | undefined;
  return {
    names,
    passes: 1,
    score: (weights) => {
      const drawn = new Float64Array(pairs.length);
      for (let row = 0; row < weights.length; row++) drawn[pairOfRow[row]!]! += weights[row]!;
      const metrics = confusionMetrics(totalsOf(drawn, pairs, classes.length), positive);
      return names.map((name) => metrics.get(name)!);
    },
    leaveOneOut: (name) => {
      withoutOne ??= pairs.map((pair) => withoutRow(whole, pair, positive));
      const values = withoutOne.map((metrics) => metrics.get(name)!);
      return Float64Array.from(pairOfRow, (pair) => values[pair]!);
    },
    judged: (name) =>
      RIGHT_OR_WRONG.has(name)
        ? [truth.map((actual, row) => (actual === predicted[row] ? 0 : 1))]
        : [predicted],
  };
}

type Pair = readonly [actual: number, claimed: number];

function totalsOf(counts: Float64Array, pairs: readonly Pair[], classes: number): ClassTotals {
  const [truth, predicted, right] = [0, 1, 2].map(() => new Float64Array(classes));
  for (const [pair, [actual, claimed]] of pairs.entries()) {
    truth![actual]! += counts[pair]!;
    predicted![claimed]! += counts[pair]!;
    if (actual === claimed) right![actual]! += counts[pair]!;
  }
  return { truth: truth!, predicted: predicted!, right: right! };
}

function withoutRow(
  { truth, predicted, right }: ClassTotals,
  [actual, claimed]: Pair,
  positive: number | null,
) {
  const less = (totals: Float64Array, number: number) => totals.with(number, totals[number]! - 1);
  return confusionMetrics(
    {
      truth: less(truth, actual),
      predicted: less(predicted, claimed),
      right: actual === claimed ? less(right, actual) : right,
    },
    positive,
  );
}

/** To the others a wrong class is not like another: it takes from the precision of the class that was named. */
const RIGHT_OR_WRONG: ReadonlySet<AnyMetric> = new Set([
  "accuracy",
  "balanced_accuracy",
  "precision_micro",
  "recall_micro",
  "recall_macro",
  "recall_weighted",
  "f1_micro",
]);

function pairsOf(truth: Int32Array, predicted: Int32Array, classes: number) {
  const numbers = new Map<number, number>();
  const pairs: Pair[] = [];
  const pairOfRow = truth.map((actual, row) => {
    const claimed = predicted[row]!;
    const code = actual * classes + claimed;
    const known = numbers.get(code);
    if (known !== undefined) return known;
    numbers.set(code, pairs.length);
    return pairs.push([actual, claimed]) - 1;
  });
  return { pairOfRow, pairs };
}
