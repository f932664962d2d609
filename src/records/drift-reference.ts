import * as v from "valibot";
import { ColumnSketches, ColumnType } from "./column-profile.ts";

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What drift asks of a column: a part of a profile, so that a whole profile serves as well. */
export const ReferenceColumn = v.strictObject({
  name: v.string(),
  type: ColumnType,
  rows: Count,
  missing: Count,
  sketches: v.strictObject({
    /** Of dates, and of numbers of many values. */
    quantiles: ColumnSketches.entries.quantiles,
    /** Of all other columns. */
    values: v.optional(ColumnSketches.entries.values),
  }),
});
export type ReferenceColumn = v.InferOutput<typeof ReferenceColumn>;
/** Read, never written: only what is named here is looked at. */
export interface ProfiledColumn extends Omit<ReferenceColumn, "sketches"> {
  readonly sketches: Pick<ReferenceColumn["sketches"], "quantiles" | "values">;
  /** Marks a column that says something of persons, of whose values nothing is known. */
  readonly personal?: string | undefined;
}
export interface ProfiledTable {
  readonly rows: number;
  readonly columns: readonly ProfiledColumn[];
}

/**
 * The bundle's file `reference.json`: the data that a version was made from, as small as drift needs them. All rows count, those
 * of the holdout, too: it is what the data were like when the model was found good enough.
 */
export const DriftReference = v.strictObject({
  format: v.literal("trunkline-reference/1"),
  rows: Count,
  columns: v.array(ReferenceColumn),
  /** Columns that say something of persons: nothing of them is kept. */
  personal: v.array(v.string()),
});
export type DriftReference = v.InferOutput<typeof DriftReference>;
