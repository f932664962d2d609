import * as v from "valibot";
import { about, Count } from "./spec-values.ts";

const Rows = v.pipe(
  Count,
  v.minValue(10, "expected at least 10"),
  v.maxValue(10_000, "expected at most 10000"),
);

/** How models are asked why they say what they say. */
export const ExplainOptions = v.strictObject({
  rows: v.optional(about(Rows, "Rows of the holdout that are asked about, at the most."), 200),
  rounds: v.optional(
    about(v.pipe(Count, v.maxValue(100, "expected at most 100")), "How often each column is shuffled."),
    5,
  ),
});
export type ExplainOptions = v.InferOutput<typeof ExplainOptions>;

export const ExplanationChoice = v.union([v.literal("off"), ExplainOptions]);
