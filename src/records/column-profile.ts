import * as v from "valibot";
import { PERSONAL_DATA } from "../core/personal-data.ts";

const Finite = v.pipe(v.number(), v.finite());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Share = v.pipe(v.number(), v.minValue(0));
/** A text and how often it came; where the text was cut, the hash that tells it from others. */
const Counted = v.union([v.tuple([v.string(), Count]), v.tuple([v.string(), Count, v.string()])]);
const Base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]*={0,2}$/));

/** What a present cell is, read by itself. */
export const CellKind = v.picklist([
  "integer",
  "number",
  "not-finite",
  "boolean",
  "date",
  "datetime",
  "text",
]);
export type CellKind = v.InferOutput<typeof CellKind>;

export const ColumnType = v.picklist(["empty", "integer", "number", "boolean", "date", "datetime", "text"]);
export type ColumnType = v.InferOutput<typeof ColumnType>;

/** Cells of one kind, and the first of them. `line` is the row's number, from 1, in a file that has no lines. */
export const KindCount = v.strictObject({
  kind: CellKind,
  count: Count,
  file: v.string(),
  line: Count,
  text: v.string(),
});
export type KindCount = v.InferOutput<typeof KindCount>;

const Moments = v.strictObject({
  count: Count,
  mean: Finite,
  m2: v.pipe(v.number(), v.minValue(0)),
  minimum: Finite,
  maximum: Finite,
});
const Quantiles = v.strictObject({ count: Count, error: Share, points: Base64 });
const Frequent = v.strictObject({ error: Count, values: v.array(Counted) });

/** What two profiles are merged by; the rest of a column's profile is read off it. */
export const ColumnSketches = v.strictObject({
  /** Of numbers, or of dates in milliseconds since 1970. */
  moments: v.optional(Moments),
  quantiles: v.optional(Quantiles),
  distinct: v.pipe(v.string(), v.regex(/^[hr][A-Za-z0-9+/]*={0,2}$/)),
  values: Frequent,
  patterns: Frequent,
  lengths: v.optional(Moments),
});
export type ColumnSketches = v.InferOutput<typeof ColumnSketches>;

/** A column in figures. Dates are ISO texts in `minimum`, `maximum` and `quantiles`, milliseconds in the histogram. */
export const ColumnFigures = v.strictObject({
  name: v.string(),
  type: ColumnType,
  /** The cell that made the type wider than it was, for the last time. */
  decided: v.optional(v.strictObject({ file: v.string(), line: Count, text: v.string() })),
  /** In the order of their first cells. */
  kinds: v.array(KindCount),
  rows: Count,
  missing: Count,
  /** Cells as they are written; numbers that are written in two ways are one while the number is exact and small. */
  distinct: Count,
  /** The relative standard error of `distinct`; 0 when it is exact. */
  distinctError: Share,
  /** What most of its values say of persons. Then none of them is kept, and no figure that is one of them. */
  personal: v.optional(v.picklist(PERSONAL_DATA)),
  /** Whole numbers beyond 2^53, which the figures round to the nearest double. */
  rounded: v.optional(Count),
  minimum: v.optional(v.union([Finite, v.string()])),
  maximum: v.optional(v.union([Finite, v.string()])),
  mean: v.optional(Finite),
  /** Of the population (ddof 0). */
  deviation: v.optional(v.pipe(v.number(), v.minValue(0))),
  /** Pairs of share and value. */
  quantiles: v.optional(v.array(v.tuple([Share, v.union([Finite, v.string()])]))),
  /** How far the share of a quantile may be off; 0 when it is exact. */
  quantileError: v.optional(Share),
  /** Bins of equal width from `minimum` to `maximum`; each holds its lower end, the last one both. */
  histogram: v.optional(v.strictObject({ minimum: Finite, maximum: Finite, counts: v.array(Share) })),
  /** Most frequent first, at most ten: those that came surely more often than the others. Counts are too low by at most `topError`. */
  top: v.array(v.tuple([v.string(), Count])),
  topError: Count,
  /** Characters of a text. */
  lengths: v.optional(v.strictObject({ minimum: Count, maximum: Count, mean: Finite })),
  /** Texts with A for a capital letter, a for a small one, 9 for a digit, x for a character beyond ASCII; at most five. */
  patterns: v.optional(v.array(v.tuple([v.string(), Count]))),
});

/** All that is kept of a column: small, mergeable, and enough to see later that new data differ, without the old ones. */
export const FullColumnProfile = v.strictObject({ ...ColumnFigures.entries, sketches: ColumnSketches });
export type FullColumnProfile = v.InferOutput<typeof FullColumnProfile>;

export const TABLE_PROFILE_FORMAT = "trunkline-profile/1";

export const TableProfile = v.strictObject({
  format: v.literal(TABLE_PROFILE_FORMAT),
  files: v.array(v.strictObject({ path: v.string(), rows: Count })),
  rows: Count,
  /** In the order of the first file. */
  columns: v.array(FullColumnProfile),
});
export type TableProfile = v.InferOutput<typeof TableProfile>;
