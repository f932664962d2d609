import type { MetricName } from "../../records/spec.ts";

/** How many rows (or what weight of rows) each class has, by its number. */
export interface ClassCounts {
  readonly truth: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  /** Of that class and predicted as such. */
  readonly right: ArrayLike<number>;
}

/**
 * Accuracy, precision, recall and F1 as scikit-learn 1.9 has them with `zero_division=0`. A class that is neither true nor
 * predicted in any row is no part of the macro averages; the weighted averages go by the true rows of each class.
 */
export function classificationMetrics({ truth, predicted, right }: ClassCounts): Map<MetricName, number> {
  let rows = 0;
  let hits = 0;
  let present = 0;
  const macro = { precision: 0, recall: 0, f1: 0 };
  const weighted = { precision: 0, recall: 0, f1: 0 };
  for (let number = 0; number < truth.length; number++) {
    const [actual, claimed, hit] = [truth[number]!, predicted[number]!, right[number]!];
    if (actual === 0 && claimed === 0) continue;
    present++;
    rows += actual;
    hits += hit;
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
  return new Map<MetricName, number>([
    ["accuracy", hits / rows],
    ["precision_macro", macro.precision / present],
    ["precision_weighted", weighted.precision / rows],
    ["recall_macro", macro.recall / present],
    ["recall_weighted", weighted.recall / rows],
    ["f1_macro", macro.f1 / present],
    ["f1_weighted", weighted.f1 / rows],
  ]);
}

/**
 * The loss of one row, -ln p(true class), where `probability` is what the model gave to the true class: 0 for a class that it does
 * not know. Clipped to [eps, 1 - eps] with the machine epsilon of a double, as scikit-learn does since 1.5, so that a certain error
 * costs 36.04 and not infinity.
 */
export function rowLogLoss(probability: number): number {
  return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability)));
}
