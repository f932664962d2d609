import { type BestThreshold, bestThreshold, type Costs } from "../../../core/curves/best-threshold.ts";
import type { AnyPredictions } from "../../../records/predictions.ts";

export interface ThresholdCosts extends BestThreshold {
  readonly costs: Costs;
  /** The mean cost of a row by the answers as they stand in the file. */
  readonly as_predicted: number;
}

/** The threshold that costs least; null without scores of two classes. */
export function costOfThreshold(predictions: AnyPredictions, costs: Costs): ThresholdCosts | null {
  if (predictions.task !== "classification" || predictions.positive === null || !predictions.scores)
    return null;
  const { truth, predicted, positive, scores } = predictions;
  const column = scores.columns[scores.of.indexOf(positive)];
  if (!column) return null;
  const isPositive = Uint8Array.from(truth, (name) => (name === positive ? 1 : 0));
  let cost = 0;
  for (const [row, actual] of isPositive.entries()) {
    const said = predicted[row] === positive;
    if (said && !actual) cost += costs.alarm;
    if (!said && actual) cost += costs.miss;
  }
  return { ...bestThreshold(column, isPositive, costs), costs, as_predicted: cost / truth.length };
}
