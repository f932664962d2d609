import * as v from "valibot";
import { Unnamed } from "./slices.ts";
import { CLASS_MEASURES, NUMBER_MEASURES } from "./spec-groups.ts";

const Figure = v.nullable(v.number());

const FIGURES = {
  /** The share that is predicted to be of the good class. */
  selection_rate: v.optional(Figure),
  /** Of those that are of it, the share that is predicted so; of the others; and of those predicted so, the share that is. */
  true_positive_rate: v.optional(Figure),
  false_positive_rate: v.optional(Figure),
  precision: v.optional(Figure),
  /** For numbers: the mean absolute error, and the mean of predicted less true. */
  mae: v.optional(Figure),
  mean_error: v.optional(Figure),
};
export type Figures = v.InferOutput<v.StrictObjectSchema<typeof FIGURES, undefined>>;

/** The challenger in one group of people. A figure is null where the group has no row that it could be told from: unknown, not zero. */
export const GroupFigures = v.strictObject({
  name: v.string(),
  rows: v.number(),
  /** Whether it has too few rows to be held against others. */
  small: v.boolean(),
  ...FIGURES,
  /** The champion's on the same rows; absent where it was not judged on all of them. */
  champion: v.optional(v.strictObject(FIGURES)),
});
export type GroupFigures = v.InferOutput<typeof GroupFigures>;

/** Against its bound: `unclear`, the figure is beyond it but the interval is not; `unknown`, there is no figure. */
export const HELD = ["within", "beyond", "unclear", "unknown"] as const;

/** How far the groups are apart by one measure: the largest difference, or the smallest ratio, of any two. */
export const FairnessMeasure = v.strictObject({
  measure: v.picklist([...CLASS_MEASURES, ...NUMBER_MEASURES]),
  /** Null with fewer than two groups that it can be told of. */
  value: Figure,
  interval: v.nullable(v.tuple([v.number(), v.number()])),
  /** The champion's, on the rows that both were judged on. */
  champion: v.optional(Figure),
  bound: v.optional(v.number()),
  held: v.optional(v.picklist(HELD)),
  /** Groups that it cannot be told of. */
  unknown: v.array(v.string()),
});
export type FairnessMeasure = v.InferOutput<typeof FairnessMeasure>;

export const AttributeFairness = v.strictObject({
  attribute: v.string(),
  groups: v.array(GroupFigures),
  unnamed: v.nullable(Unnamed),
  measures: v.array(FairnessMeasure),
});
export type AttributeFairness = v.InferOutput<typeof AttributeFairness>;

export const Fairness = v.strictObject({
  /** The class that is good for a person; null for a regression. */
  positive: v.nullable(v.string()),
  attributes: v.array(AttributeFairness),
});
export type Fairness = v.InferOutput<typeof Fairness>;
