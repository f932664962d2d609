import * as v from "valibot";
import { PERSONAL_DATA } from "../core/personal-data.ts";

const Finite = v.pipe(v.number(), v.finite());

/** What a column looked like in the training data: enough to see that new data differ, without the data. */
export const ColumnProfile = v.strictObject({
  type: v.picklist(["number", "text"]),
  rows: v.number(),
  missing: v.number(),
  distinct: v.number(),
  /** What most of its values say of persons: then nothing else is kept of them. */
  personal: v.optional(v.picklist(PERSONAL_DATA)),
  /** Numbers only. `deviation` is the population's (ddof 0); quantiles are at 0.05, 0.25, 0.5, 0.75, 0.95 (linear interpolation). */
  minimum: v.optional(Finite),
  maximum: v.optional(Finite),
  mean: v.optional(Finite),
  deviation: v.optional(Finite),
  quantiles: v.optional(v.array(Finite)),
  /**
   * Text only: the most frequent values with their counts, at most 20, most frequent first, ties by value. Single values only where
   * fewer than half of the cells are such.
   */
  top: v.optional(v.array(v.tuple([v.string(), v.number()]))),
});
export type ColumnProfile = v.InferOutput<typeof ColumnProfile>;

export const Profile = v.strictObject({ rows: v.number(), columns: v.record(v.string(), ColumnProfile) });
export type Profile = v.InferOutput<typeof Profile>;

/** How the data of a change differ from the champion's, by row identity. */
export const DataChange = v.strictObject({
  rows: v.strictObject({
    before: v.number(),
    after: v.number(),
    added: v.number(),
    removed: v.number(),
    changed: v.number(),
  }),
  columns: v.strictObject({
    added: v.array(v.string()),
    removed: v.array(v.string()),
    /** In which columns cells of changed rows differ, and in how many rows; absent where no row is changed. */
    changed: v.optional(v.array(v.strictObject({ name: v.string(), rows: v.number() }))),
  }),
});
export type DataChange = v.InferOutput<typeof DataChange>;
