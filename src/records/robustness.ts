import * as v from "valibot";
import { METRICS } from "./metric-table.ts";

const Finite = v.pipe(v.number(), v.finite());
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/**
 * Ways in which rows are spoiled; `noise` and `worst_noise` touch every number of a row, all others one cell of it. `worst_noise` is
 * searched for: it moves each number to the side that harms the answer most.
 */
export const SPOILINGS = [
  "noise",
  "worst_noise",
  "missing",
  "swapped",
  "out_of_range",
  "times_10",
  "times_1000",
  "letter_case",
  "white_space",
] as const;
export type Spoiling = (typeof SPOILINGS)[number];

/** What is done to a row, as it follows "rows with". */
export const SPOILED: Readonly<Record<Spoiling, string>> = {
  noise: "noise in every number",
  worst_noise: "noise in the worst direction",
  missing: "a missing cell",
  swapped: "a swapped category",
  out_of_range: "a number out of range",
  times_10: "a number × 10",
  times_1000: "a number × 1000",
  letter_case: "text in other letters",
  white_space: "a space after a text",
};

export const SpoiledRows = v.strictObject({
  kind: v.picklist(SPOILINGS),
  /** Rows in which a cell was changed; the others have none that could be, or none that would do harm. */
  changed: v.number(),
  /** The metric on the spoiled rows, and by how much it is worse, in its own units; absent where the model gave no answer. */
  figure: v.optional(Finite),
  drop: v.optional(Finite),
  interval: v.optional(v.tuple([Finite, Finite])),
  /** The drop that the spec tolerates. */
  bound: v.optional(Finite),
  /** What the model said instead of an answer. */
  failed: v.optional(v.string()),
});
export type SpoiledRows = v.InferOutput<typeof SpoiledRows>;

/** What must not happen when one column changes and all others stay. */
export const KeptExpectation = v.strictObject({
  kind: v.picklist(["increasing", "decreasing", "invariant"]),
  column: v.string(),
  /** The class whose probability must not fall, or not rise; null for a regression and where nothing may change. */
  class: v.nullable(v.string()),
  /** Rows that were tried, and those that break it. */
  rows: v.number(),
  broken: v.number(),
  /** The share that may. */
  allowed: Share,
  /** Keys of rows that break it, the worst first. */
  examples: v.array(v.string()),
  failed: v.optional(v.string()),
});
export type KeptExpectation = v.InferOutput<typeof KeptExpectation>;

/** The smallest change of one cell that was found to give another class. */
export const Flip = v.strictObject({
  key: v.string(),
  column: v.string(),
  /** In deviations of the training rows; absent for text. */
  deviations: v.optional(Finite),
  before: v.string(),
  after: v.string(),
});
export type Flip = v.InferOutput<typeof Flip>;

/** How a model bears rows that are not as they should be. */
export const Robustness = v.strictObject({
  metric: v.picklist(METRICS),
  /** Rows of the holdout that were asked about, and how many there were to choose from. */
  rows: v.number(),
  of: v.number(),
  /** The metric on these rows as they are. */
  figure: Finite,
  /** That all intervals together hold. */
  confidence: v.number(),
  spoiled: v.array(SpoiledRows),
  expectations: v.array(KeptExpectation),
  /** Of classes: rows that were tried to be turned, those that were, and the smallest changes first. */
  flips: v.optional(
    v.strictObject({
      rows: v.number(),
      turned: v.number(),
      /** Where there was no time for all columns: how many were changed, those that the answers follow most closely. */
      columns: v.optional(v.strictObject({ looked: v.number(), of: v.number() })),
      /** The median of the smallest changes of numbers, in deviations. */
      median: v.optional(Finite),
      examples: v.array(Flip),
    }),
  ),
});
export type Robustness = v.InferOutput<typeof Robustness>;

/** Asked for, and not found out: no model that could be asked, or no rows. */
export const Unasked = v.strictObject({ unasked: v.string() });
