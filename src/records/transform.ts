import * as v from "valibot";
import type { Table } from "./table.ts";

/** Raised whenever the same spec and data would give other features: part of every recipe. */
export const TRANSFORM_REVISION = 1;

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

/** How one column becomes features. The steps in their order: fill, encode, scale. */
export const FittedColumn = v.strictObject({
  name: v.string(),
  type: ColumnType,
  /** What a missing cell becomes; null keeps it missing. */
  fill: v.nullable(v.union([Finite, v.string()])),
  /**
   * One-hot: a column of 0 and 1 a category, all 0 for one that was not seen in training or is missing.
   * Ordinal: the category's index, -1 for one that was not seen. Null: the value itself.
   */
  encoding: v.nullable(
    v.strictObject({ kind: v.picklist(["one-hot", "ordinal"]), categories: v.array(v.string()) }),
  ),
  /** (value - center) / width; null: as it is. */
  scale: v.nullable(v.strictObject({ center: Finite, width: Finite })),
  outputs: v.array(v.string()),
});
export type FittedColumn = v.InferOutput<typeof FittedColumn>;

/** All that turns raw rows into features, learned from the training rows alone: `transform.json` of a bundle. */
export const Transform = v.strictObject({
  format: v.literal(1),
  /** The raw columns that are read, by derived columns too, sorted by name. */
  inputs: v.array(v.strictObject({ name: v.string(), type: ColumnType })),
  /** In the order in which they must be computed. */
  derived: v.array(Derivation),
  columns: v.array(FittedColumn),
});
export type Transform = v.InferOutput<typeof Transform>;

/** A table with its derived columns, and how each was made. */
export interface DerivedTable extends Table {
  readonly derived: readonly Derivation[];
}
