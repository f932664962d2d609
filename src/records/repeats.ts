import * as v from "valibot";
import { METRICS } from "./metric-table.ts";
import { Unasked } from "./robustness.ts";

const Spread = v.strictObject({
  mean: v.number(),
  /** The standard deviation over the trainings. */
  deviation: v.number(),
});
export type Spread = v.InferOutput<typeof Spread>;

/** One metric of a recipe that was trained again and again, and how it differs from the champion's recipe. */
export const RepeatedMetric = v.strictObject({
  metric: v.picklist(METRICS),
  direction: v.picklist(["higher", "lower"]),
  challenger: Spread,
  champion: v.nullable(Spread),
  /** Challenger minus champion, by the corrected resampled t-test; null without a champion. */
  difference: v.nullable(
    v.strictObject({ mean: v.number(), interval: v.tuple([v.number(), v.number()]), p_value: v.number() }),
  ),
});
export type RepeatedMetric = v.InferOutput<typeof RepeatedMetric>;

/** Two recipes, each trained anew on the same folds of the rows that are not the holdout. */
export const Repeats = v.strictObject({
  folds: v.number(),
  repeats: v.number(),
  /** Rows that were dealt to the folds. */
  rows: v.number(),
  confidence: v.number(),
  /** Why the champion's recipe was not trained again. */
  alone: v.optional(v.string()),
  metrics: v.array(RepeatedMetric),
});
export type Repeats = v.InferOutput<typeof Repeats>;

export const RepeatsOrNone = v.union([Repeats, Unasked]);
export type RepeatsOrNone = v.InferOutput<typeof RepeatsOrNone>;
