import { classificationMetrics } from "../classification-metrics.ts";
import type { TableMetric } from "../metric-table.ts";

/** Rows (or their weight) by class: how many are of it, were taken for it, and both. */
export interface ClassTotals {
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
  readonly right: Float64Array;
}

/**
 * Every metric that follows from the confusion matrix, as scikit-learn 1.9 has them with `zero_division=0`. Cohen's kappa is NaN
 * where all rows are of one class and taken for it. `positive` adds precision, recall and F1 of that class.
 */
export function confusionMetrics(totals: ClassTotals, positive: number | null): Map<TableMetric, number> {
  const { truth, predicted, right } = totals;
  const metrics: Map<TableMetric, number> = classificationMetrics(totals);
  let rows = 0;
  let hits = 0;
  let recalls = 0;
  let trueClasses = 0;
  let chance = 0;
  let truthSquares = 0;
  let predictedSquares = 0;
  for (let number = 0; number < truth.length; number++) {
    const [actual, claimed, hit] = [truth[number]!, predicted[number]!, right[number]!];
    rows += actual;
    hits += hit;
    chance += actual * claimed;
    truthSquares += actual * actual;
    predictedSquares += claimed * claimed;
    if (actual === 0) continue;
    recalls += hit / actual;
    trueClasses++;
  }
  metrics.set("balanced_accuracy", recalls / trueClasses);
  for (const name of ["precision_micro", "recall_micro", "f1_micro"] as const) metrics.set(name, hits / rows);
  // The correlation of Gorodkin (2004): zero where either side names one class only.
  const spread = (rows * rows - truthSquares) * (rows * rows - predictedSquares);
  metrics.set("mcc", spread === 0 ? 0 : (hits * rows - chance) / Math.sqrt(spread));
  const expected = chance / rows;
  metrics.set("kappa", rows === expected ? Number.NaN : 1 - (rows - hits) / (rows - expected));
  if (positive === null) return metrics;
  const [actual, claimed, hit] = [truth[positive]!, predicted[positive]!, right[positive]!];
  metrics.set("precision", claimed === 0 ? 0 : hit / claimed);
  metrics.set("recall", actual === 0 ? 0 : hit / actual);
  metrics.set("f1", actual + claimed === 0 ? 0 : (2 * hit) / (actual + claimed));
  return metrics;
}
