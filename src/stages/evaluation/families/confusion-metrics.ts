import type { AnyMetric } from "../../../records/metric-table.ts";

/** Rows (or their weight) by class: how many are of it, were taken for it, and both. */
export interface ClassTotals {
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
  readonly right: Float64Array;
}

/**
 * Every metric that follows from the confusion matrix, as scikit-learn 1.9 has them with `zero_division=0`. A class that is neither
 * true nor predicted in any row is no part of the macro averages; the weighted averages go by the true rows of each class. Cohen's
 * kappa is NaN where all rows are of one class and taken for it. `positive` adds precision, recall and F1 of that class.
 */
export function confusionMetrics(totals: ClassTotals, positive: number | null): Map<AnyMetric, number> {
  const metrics = averages(totals);
  const { truth, predicted, right } = totals;
  if (positive === null) return metrics;
  const [actual, claimed, hit] = [truth[positive]!, predicted[positive]!, right[positive]!];
  metrics.set("precision", claimed === 0 ? 0 : hit / claimed);
  metrics.set("recall", actual === 0 ? 0 : hit / actual);
  metrics.set("f1", actual + claimed === 0 ? 0 : (2 * hit) / (actual + claimed));
  return metrics;
}

function averages({ truth, predicted, right }: ClassTotals): Map<AnyMetric, number> {
  let rows = 0;
  let hits = 0;
  let present = 0;
  let trueClasses = 0;
  let chance = 0;
  let truthSquares = 0;
  let predictedSquares = 0;
  const macro = { precision: 0, recall: 0, f1: 0 };
  const weighted = { precision: 0, recall: 0, f1: 0 };
  for (let number = 0; number < truth.length; number++) {
    const [actual, claimed, hit] = [truth[number]!, predicted[number]!, right[number]!];
    if (actual === 0 && claimed === 0) continue;
    present++;
    if (actual > 0) trueClasses++;
    rows += actual;
    hits += hit;
    chance += actual * claimed;
    truthSquares += actual * actual;
    predictedSquares += claimed * claimed;
    const precision = claimed === 0 ? 0 : hit / claimed;
    const recall = actual === 0 ? 0 : hit / actual;
    const f1 = (2 * hit) / (actual + claimed);
    macro.precision += precision;
    macro.recall += recall;
    macro.f1 += f1;
    weighted.precision += actual * precision;
    weighted.recall += actual * recall;
    weighted.f1 += actual * f1;
  }
  const accuracy = hits / rows;
  // The correlation of Gorodkin (2004): zero where either side names one class only.
  const spread = (rows * rows - truthSquares) * (rows * rows - predictedSquares);
  const expected = chance / rows;
  return new Map<AnyMetric, number>([
    ["accuracy", accuracy],
    ["balanced_accuracy", macro.recall / trueClasses],
    ["precision_micro", accuracy],
    ["precision_macro", macro.precision / present],
    ["precision_weighted", weighted.precision / rows],
    ["recall_micro", accuracy],
    ["recall_macro", macro.recall / present],
    ["recall_weighted", weighted.recall / rows],
    ["f1_micro", accuracy],
    ["f1_macro", macro.f1 / present],
    ["f1_weighted", weighted.f1 / rows],
    ["mcc", spread === 0 ? 0 : (hits * rows - chance) / Math.sqrt(spread)],
    ["kappa", rows === expected ? Number.NaN : 1 - (rows - hits) / (rows - expected)],
  ]);
}
