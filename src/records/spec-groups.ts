import * as v from "valibot";
import { METRICS } from "./metric-table.ts";
import { about, Cell, ColumnName, Finite, Share, Text } from "./spec-values.ts";

/** The parts of `evaluate` that look at some rows apart from the others: slices, and groups of people. */

const Tolerance = v.pipe(Finite, v.minValue(0, "expected 0 or more"));

/** Rows that are looked at apart. Either `column` (each of its values is a slice) or `where`. */
export const SliceRule = v.strictObject({
  column: v.optional(about(ColumnName, "A column: each of its values is a slice; of numbers, each quarter.")),
  where: v.optional(
    about(Text, "An expression over the columns of a row: the slice is the rows for which it is true."),
  ),
  name: v.optional(about(Text, "What a slice by `where` is called in reports.")),
  metric: v.optional(
    about(v.picklist(METRICS), "What is compared; by default the first metric of `problem.success`."),
  ),
  tolerance: v.optional(
    about(
      Tolerance,
      "The loss against the champion that is tolerated in a slice; by default the metric's `regression`.",
    ),
  ),
});
export type SliceRule = v.InferOutput<typeof SliceRule>;
export const SliceRules = v.array(v.union([Text, SliceRule]));
export type SliceRules = v.InferOutput<typeof SliceRules>;

/** How far groups may be apart, by Fairlearn's names: of classes, then of numbers. A ratio must be at least its bound, a difference at most. */
export const CLASS_MEASURES = [
  "demographic_parity_difference",
  "demographic_parity_ratio",
  "equalized_odds_difference",
  "equal_opportunity_difference",
  "predictive_parity_difference",
] as const;
export const NUMBER_MEASURES = ["mae_difference", "mean_error_difference"] as const;
export type ClassMeasure = (typeof CLASS_MEASURES)[number];
export type NumberMeasure = (typeof NUMBER_MEASURES)[number];
export type FairnessMeasureName = ClassMeasure | NumberMeasure;

const Most = v.optional(about(Share, "The largest difference that passes, 0 to 1."));
const MostError = v.optional(about(Tolerance, "The largest difference that passes, in units of the target."));
export const FairnessBounds = v.strictObject({
  demographic_parity_difference: Most,
  demographic_parity_ratio: v.optional(
    about(Share, "The least ratio that passes, 0 to 1; the four-fifths rule says 0.8."),
  ),
  equalized_odds_difference: Most,
  equal_opportunity_difference: Most,
  predictive_parity_difference: Most,
  mae_difference: MostError,
  mean_error_difference: MostError,
});
export type FairnessBounds = v.InferOutput<typeof FairnessBounds>;

export const FairnessRule = v.strictObject({
  attributes: about(
    v.pipe(v.array(ColumnName), v.minLength(1, "expected at least one column")),
    "Columns that tell groups of people apart. They need not be features (`features: { sex: false }`).",
  ),
  positive: v.optional(
    about(Cell, "The class that is good for a person; by default the greater of two classes."),
  ),
  bounds: v.optional(about(FairnessBounds, "How far groups may be apart, by measure."), {}),
});
export type FairnessRule = v.InferOutput<typeof FairnessRule>;
