import type { Evaluation } from "../../records/evaluation.ts";
import type { MetricName } from "../../records/metric-table.ts";
import type { FilePredictions } from "../../records/predictions.ts";
import type { EvaluationInput } from "./evaluation-input.ts";
import { fairness } from "./fairness/fairness.ts";
import { compareSlices } from "./slices/compare-slices.ts";
import { tolerances } from "./tolerances.ts";
import { weakSlices } from "./weak/weak-slices.ts";

interface Models {
  /** The challenger on its whole holdout. */
  readonly whole: FilePredictions;
  /** Champion and challenger on the rows that they share. */
  readonly shared: readonly [FilePredictions, FilePredictions] | null;
  readonly decide: readonly MetricName[];
  readonly seed: number;
}

/** The figures of everything that the spec looks at apart, as an evaluation holds them. */
export function groupFigures(
  { groups, truth, success, confidence, resamples }: EvaluationInput,
  { whole, shared, decide, seed }: Models,
): Pick<Evaluation, "slices" | "weak_slices" | "fairness"> {
  if (!groups) return {};
  const places = new Map(truth.keys.map((key, index) => [key, index]));
  const common = { places, whole, shared, confidence, resamples, seed };
  const { slices, unnamed, searched } = groups;
  const tolerance = tolerances(success);
  return {
    ...(slices.length + unnamed.length > 0 && {
      slices: compareSlices({ ...common, slices, unnamed, metric: decide[0]!, tolerance }),
    }),
    ...(searched.length > 0 &&
      whole.keys.length > 0 && { weak_slices: weakSlices({ ...common, columns: searched }) }),
    ...(groups.fairness && { fairness: fairness({ ...common, ...groups.fairness }) }),
  };
}
