import type { MetricName } from "../../records/spec.ts";

export type MetricValues = ReadonlyMap<MetricName, number>;

/**
 * Metrics out of a confusion matrix, `counts[true * classes + predicted]`, all weights allowed. As scikit-learn 1.7 has them with
 * `zero_division=0`: a class that is neither true nor predicted anywhere does not count in the macro average.
 */
export function confusionMetrics(counts: ArrayLike<number>, classes: number): Map<MetricName, number> {
  let total = 0;
  let right = 0;
  const macro = { precision: 0, recall: 0, f1: 0 };
  const weighted = { precision: 0, recall: 0, f1: 0 };
  let present = 0;
  for (let c = 0; c < classes; c++) {
    let truth = 0;
    let predicted = 0;
    for (let other = 0; other < classes; other++) {
      truth += counts[c * classes + other]!;
      predicted += counts[other * classes + c]!;
    }
    const hit = counts[c * classes + c]!;
    total += truth;
    right += hit;
    if (truth === 0 && predicted === 0) continue;
    present++;
    const precision = predicted === 0 ? 0 : hit / predicted;
    const recall = truth === 0 ? 0 : hit / truth;
    const f1 = (2 * hit) / (truth + predicted);
    macro.precision += precision;
    macro.recall += recall;
    macro.f1 += f1;
    weighted.precision += truth * precision;
    weighted.recall += truth * recall;
    weighted.f1 += truth * f1;
  }
  return new Map<MetricName, number>([
    ["accuracy", right / total],
    ["precision_macro", macro.precision / present],
    ["precision_weighted", weighted.precision / total],
    ["recall_macro", macro.recall / present],
    ["recall_weighted", weighted.recall / total],
    ["f1_macro", macro.f1 / present],
    ["f1_weighted", weighted.f1 / total],
  ]);
}

/**
 * The loss of one row, -ln p(true class). Probabilities are clipped to [eps, 1 - eps] with the machine epsilon of a double, as
 * scikit-learn does since 1.5, so that a certain error costs 36.04 and not infinity.
 */
export function rowLogLoss(probabilities: readonly number[], trueClass: number): number {
  const given = trueClass < 0 ? 0 : (probabilities[trueClass] ?? 0);
  return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, given)));
}
