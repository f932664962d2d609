import * as v from "valibot";
import { DATE_PARTS } from "./spec-features.ts";
import type { Table } from "./table.ts";

/** Raised whenever the same spec and data would give other features: part of every recipe. */
export const TRANSFORM_REVISION = 2;

const Finite = v.pipe(v.number(), v.finite());
const ColumnType = v.picklist(["number", "text"]);

/** A column computed from others of the same row. `inputs` are the columns that the expression reads, sorted. */
export const Derivation = v.strictObject({
  name: v.string(),
  expression: v.string(),
  inputs: v.array(v.string()),
  type: ColumnType,
});
export type Derivation = v.InferOutput<typeof Derivation>;

/** (value - center) / width. */
const Scale = v.strictObject({ center: Finite, width: Finite });
export type Scale = v.InferOutput<typeof Scale>;

/** Numbers below `low` or above `high` are outliers; null where the training rows gave no bound. */
const Outliers = v.strictObject({
  low: v.nullable(Finite),
  high: v.nullable(Finite),
  /** Whether they become the bound that they are beyond. */
  clip: v.boolean(),
});
export type Outliers = v.InferOutput<typeof Outliers>;

const Categories = v.array(v.string());
/**
 * How a filled cell becomes numbers. One-hot: a column of 0 and 1 a category, all 0 for one that was not seen in training or is
 * missing. Ordinal: the category's index, -1 for one that was not seen. Frequency: its share of the training rows, 0 for one that was
 * not seen. Target: its smoothed mean of the target, a column a class where there are more than two; `unseen` for the others. Hash and
 * text: signed counts in buckets.
 */
export const Encoding = v.variant("kind", [
  v.strictObject({ kind: v.picklist(["one-hot", "ordinal"]), categories: Categories }),
  v.strictObject({ kind: v.literal("frequency"), categories: Categories, shares: v.array(Finite) }),
  v.strictObject({ kind: v.literal("hash"), buckets: v.number() }),
  v.strictObject({
    kind: v.literal("target"),
    categories: Categories,
    values: v.array(v.array(Finite)),
    unseen: v.array(Finite),
  }),
  v.strictObject({ kind: v.literal("date"), parts: v.array(v.picklist(DATE_PARTS)), cyclic: v.boolean() }),
  v.strictObject({
    kind: v.literal("text"),
    length: v.boolean(),
    ngrams: v.picklist(["words", "characters", "none"]),
    fewest: v.number(),
    most: v.number(),
    buckets: v.number(),
  }),
]);
export type Encoding = v.InferOutput<typeof Encoding>;

/**
 * How one column becomes features. The steps in their order: clip, fill, encode, scale. What is optional is absent where
 * it is not used, so that the same preparation has the same bytes for ever.
 */
export const FittedColumn = v.strictObject({
  name: v.string(),
  type: ColumnType,
  outliers: v.optional(Outliers),
  /** Fills a missing cell with the mean of so many nearest rows of `Transform.donors`; `fill` is what is left where none is near. */
  neighbours: v.optional(v.number()),
  /** What a missing cell becomes, for a date in milliseconds since 1970; null keeps it missing. */
  fill: v.nullable(v.union([Finite, v.string()])),
  /** Null: the value itself. */
  encoding: v.nullable(Encoding),
  /** Null: as it is. */
  scale: v.nullable(Scale),
  /** Of an encoding into several numbers: the scale of each; those beyond the end of the list stay as they are. */
  scales: v.optional(v.array(Scale)),
  /** Columns of 0 and 1 after the others: whether the cell was missing, whether it was an outlier. */
  flags: v.optional(v.array(v.picklist(["missing", "outlier"]))),
  outputs: v.array(v.string()),
});
export type FittedColumn = v.InferOutput<typeof FittedColumn>;

/** The numbers of the training rows, from which missing cells are filled: by distance, each column over its `width`. */
export const Donors = v.strictObject({
  columns: v.array(v.string()),
  widths: v.array(Finite),
  /** Sorted, so that their order does not depend on that of the file; at least one cell of a row is known. */
  rows: v.array(v.array(v.nullable(Finite))),
});
export type Donors = v.InferOutput<typeof Donors>;

/** Principal components: (features - center) times each row of weights. */
export const Components = v.strictObject({
  center: v.array(Finite),
  /** A row a component, a weight a feature; the first has the most variance. */
  weights: v.array(v.array(Finite)),
  /** The share of the variance of the training rows that each explains. */
  explained: v.array(Finite),
});
export type Components = v.InferOutput<typeof Components>;

/** A feature that selection left out: by what, its figure, and for a correlation the feature that it goes with. */
export const LeftOut = v.strictObject({
  name: v.string(),
  by: v.picklist(["variance", "correlation", "mutual_information"]),
  value: Finite,
  with: v.optional(v.string()),
});
export type LeftOut = v.InferOutput<typeof LeftOut>;

/** All that turns raw rows into features, learned from the training rows alone: `transform.json` of a bundle. */
export const Transform = v.strictObject({
  format: v.literal(1),
  /** The raw columns that are read, by derived columns too, sorted by name. */
  inputs: v.array(v.strictObject({ name: v.string(), type: ColumnType })),
  /** In the order in which they must be computed. */
  derived: v.array(Derivation),
  donors: v.optional(Donors),
  columns: v.array(FittedColumn),
  /** The outputs that stay, in their order; absent: all. */
  selected: v.optional(v.array(v.string())),
  left_out: v.optional(v.array(LeftOut)),
  components: v.optional(Components),
});
export type Transform = v.InferOutput<typeof Transform>;

/** A table with its derived columns, and how each was made. */
export interface DerivedTable extends Table {
  readonly derived: readonly Derivation[];
}
