import * as v from "valibot";
import { SPOILED, SPOILINGS, type Spoiling } from "./robustness.ts";
import { about, ColumnName, Count, Finite, Share, Text } from "./spec-values.ts";

const Drop = v.pipe(Finite, v.minValue(0, "expected 0 or more"));
const DROPS = SPOILINGS.map((kind) => [
  kind,
  v.optional(about(Drop, `By how much the metric may get worse in rows with ${SPOILED[kind]}.`)),
]);
const Direction = v.picklist(["increasing", "decreasing"]);

export const Monotonic = v.strictObject({
  direction: about(Direction, "Which way what the model says must go when the column rises."),
  class: v.optional(
    about(Text, "The class whose probability is meant; of two classes by default the positive one."),
  ),
});

/** How a model must bear rows that are not as they should be. */
export const RobustnessOptions = v.strictObject({
  rows: v.optional(
    about(
      v.pipe(Count, v.minValue(10, "expected at least 10"), v.maxValue(10_000, "expected at most 10000")),
      "Rows of the holdout that are spoiled and tried, at the most.",
    ),
    500,
  ),
  /** In deviations of the training rows. */
  noise: v.optional(
    about(
      v.pipe(Finite, v.gtValue(0, "expected more than 0"), v.maxValue(10, "expected at most 10")),
      "The noise that is added to every number, in deviations of the training rows.",
    ),
    0.1,
  ),
  drop: v.optional(
    about(
      v.strictObject(Object.fromEntries(DROPS) as Record<Spoiling, v.OptionalSchema<typeof Drop, undefined>>),
      "By kind of spoiling: by how much the first metric of `problem.success` may get worse. What is not named is shown and not judged.",
    ),
    {},
  ),
  monotonic: v.optional(
    about(
      v.record(ColumnName, v.union([Direction, Monotonic])),
      "By column: what the model says must never fall (`increasing`) or never rise (`decreasing`) when the column rises.",
    ),
    {},
  ),
  invariant: v.optional(about(v.array(ColumnName), "Columns that must not change what the model says."), []),
  breaks: v.optional(about(Share, "The share of rows that may break one of these expectations."), 0),
});
export type RobustnessOptions = v.InferOutput<typeof RobustnessOptions>;

export const RobustnessChoice = v.union([v.literal("off"), RobustnessOptions]);
