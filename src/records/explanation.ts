import * as v from "valibot";
import { METRICS } from "./metric-table.ts";

const Finite = v.pipe(v.number(), v.finite());
const Interval = v.tuple([Finite, Finite]);
/** A figure with its interval; without one where no bootstrap can tell. */
export const Estimated = v.strictObject({ value: Finite, interval: v.optional(Interval) });
export type Estimated = v.InferOutput<typeof Estimated>;

/** How much worse the metric gets when one column of the data is shuffled, in the metric's own units; above zero: worse. */
export const ColumnImportance = v.strictObject({
  column: v.string(),
  /** Null where the model does not read the column. */
  challenger: v.nullable(Estimated),
  champion: v.nullable(Estimated),
  /** Challenger's less champion's; a model that does not read a column has an importance of zero. Absent without a champion. */
  change: v.optional(Estimated),
});
export type ColumnImportance = v.InferOutput<typeof ColumnImportance>;

/** What the models say on average when one column has this value in all rows. */
export const Dependence = v.strictObject({
  column: v.string(),
  type: v.picklist(["number", "text"]),
  /** The class whose probability this is; null for a regression. */
  class: v.nullable(v.string()),
  points: v.array(
    v.strictObject({
      at: v.union([Finite, v.string()]),
      challenger: v.nullable(Finite),
      champion: v.nullable(Finite),
    }),
  ),
});
export type Dependence = v.InferOutput<typeof Dependence>;

/** One row of the holdout on which the two models differ, and by which columns. */
export const ExplainedRow = v.strictObject({
  key: v.string(),
  truth: v.union([v.string(), Finite]),
  champion: v.union([v.string(), Finite]),
  challenger: v.union([v.string(), Finite]),
  /** The class whose probability (by trees: log odds) is explained, that which the challenger names; null for a regression. */
  class: v.nullable(v.string()),
  /** What each model gives for it: the sum of `base` (the mean over the background rows) and of all parts. */
  output: v.strictObject({ champion: Finite, challenger: Finite }),
  base: v.strictObject({ champion: Finite, challenger: Finite }),
  /** Shapley values, those first by which the models differ most. */
  parts: v.array(v.strictObject({ column: v.string(), champion: Finite, challenger: Finite })),
  /** Of k nearest neighbours: the keys of the challenger's nearest training rows, the nearest first. */
  nearest: v.optional(v.array(v.strictObject({ key: v.string(), distance: Finite }))),
});
export type ExplainedRow = v.InferOutput<typeof ExplainedRow>;

/** Why models say what they say: by asking them about rows that were changed. */
export const Explanation = v.strictObject({
  metric: v.picklist(METRICS),
  /** Rows of the holdout that were asked about, and how many there were to choose from. */
  rows: v.number(),
  of: v.number(),
  /** How often each column was shuffled. */
  rounds: v.number(),
  confidence: v.number(),
  resamples: v.number(),
  /** Whether the champion could be asked, too. */
  champion: v.boolean(),
  /** Where there was no time for all columns: how many were looked at, those that the answers follow most closely. */
  columns: v.optional(v.strictObject({ looked: v.number(), of: v.number() })),
  /** The most important columns first. */
  importance: v.array(ColumnImportance),
  dependence: v.array(Dependence),
  disagreements: v.array(ExplainedRow),
  /** How the Shapley values were found; absent where no row was explained. */
  shapley: v.optional(
    v.strictObject({
      exact: v.boolean(),
      /** How many sets of columns were asked about; absent where trees told without. */
      coalitions: v.optional(v.number()),
      /** In what the values are where they come from the trees themselves. */
      trees: v.optional(v.picklist(["log odds", "amount"])),
      /** Why they do not, of models that have some, as a sentence. */
      not_trees: v.optional(v.string()),
      background: v.number(),
      /** So many columns have a value of their own, and all others one together; absent where each has its own. */
      apart: v.optional(v.number()),
    }),
  ),
});
export type Explanation = v.InferOutput<typeof Explanation>;
