import * as v from "valibot";
import { Compared } from "./compared.ts";
import { METRICS } from "./metric-table.ts";

/** One slice of the holdout. Its name may hold what stands in the data: a column's name and a category's. */
export const SliceComparison = v.strictObject({
  name: v.string(),
  metric: v.picklist(METRICS),
  direction: v.picklist(["higher", "lower"]),
  /** Rows of the challenger's holdout in it. */
  rows: v.number(),
  /** The challenger on these; null where the metric is not defined on them. */
  challenger: v.nullable(v.number()),
  /** Rows in it that both models were judged on; 0 without a champion. */
  shared: v.number(),
  compared: v.nullable(Compared),
  /** Whether it has too few rows for any comparison. */
  small: v.boolean(),
  /** When it is too small: about how many rows would settle it. */
  rows_to_settle: v.optional(v.number()),
});
export type SliceComparison = v.InferOutput<typeof SliceComparison>;

/** Values of a column that so few rows have that naming them would name people. */
export const Unnamed = v.strictObject({ column: v.string(), values: v.number(), rows: v.number() });
export type Unnamed = v.InferOutput<typeof Unnamed>;

/** The slices that the spec declares. */
export const Slices = v.strictObject({
  declared: v.array(SliceComparison),
  unnamed: v.array(Unnamed),
});
export type Slices = v.InferOutput<typeof Slices>;

/** A part of the holdout that nobody named, found by searching. Its conditions may hold what stands in the data. */
export const WeakSlice = v.strictObject({
  /** One or two: `island = Biscoe`, `age ≤ 30`. */
  conditions: v.array(v.string()),
  rows: v.number(),
  /** The challenger in it. */
  figure: v.number(),
  /** What it is held against: the challenger on all other rows, or the champion on the same rows. */
  against: v.number(),
  /** Of no difference, after correction for everything that was searched. */
  adjusted_p_value: v.number(),
});
export type WeakSlice = v.InferOutput<typeof WeakSlice>;

/** Where a search over the columns found the model weak. It warns and decides nothing. */
export const WeakSlices = v.strictObject({
  measure: v.picklist(["accuracy", "mae"]),
  /** How many columns, and how many slices of one or two of them, were looked at. */
  columns: v.number(),
  searched: v.number(),
  /** Worse than on all other rows. */
  worst: v.array(WeakSlice),
  /** Worse than the champion. */
  worse: v.array(WeakSlice),
});
export type WeakSlices = v.InferOutput<typeof WeakSlices>;
