import * as v from "valibot";
import { about, Count, Finite, Text } from "./spec-values.ts";

/** The section `features` of a spec: what becomes of each column before a model sees it. */

const Constant = v.strictObject({
  value: about(v.union([v.string(), Finite]), "What stands for a missing cell: a text or a number."),
});

const TAIL_WORDS = "expected more than 0 and less than 0.5";
/** Beyond which a number is an outlier; learned from the training rows. */
const Bounds = v.pipe(
  v.strictObject({
    iqr: v.optional(
      about(
        v.pipe(Finite, v.gtValue(0, "expected more than 0")),
        "So many interquartile ranges below the first quartile or above the third.",
      ),
    ),
    quantile: v.optional(
      about(
        v.pipe(Finite, v.gtValue(0, TAIL_WORDS), v.ltValue(0.5, TAIL_WORDS)),
        "Below this quantile, or above the one as far from the other end.",
      ),
    ),
  }),
  v.minEntries(1, "expected one of `iqr` and `quantile`"),
  v.maxEntries(1, "expected one of `iqr` and `quantile`"),
);
export type Bounds = v.InferOutput<typeof Bounds>;

/** How an existing column is prepared. What is not said: numbers are imputed by their median and standardised, text is one-hot encoded. */
export const Preparation = v.strictObject({
  /** What fills a missing cell: a statistic of the training rows, or a constant; `keep` leaves it missing. */
  missing: v.optional(
    about(
      v.union([v.picklist(["median", "mean", "mode", "nearest", "drop", "keep"]), Finite, Constant]),
      "What fills a missing cell: a statistic of the training rows, a number, `{ value: … }`, or the mean of the `nearest` rows; `drop` leaves out training rows; `keep` leaves it missing.",
    ),
  ),
  neighbours: v.optional(about(Count, "With `missing: nearest`: how many rows fill a cell; default 5.")),
  indicator: v.optional(
    about(v.boolean(), "Whether a column of 0 and 1 is added that says where cells were missing."),
  ),
  outliers: v.optional(
    about(
      v.picklist(["clip", "flag", "clip-and-flag"]),
      "Whether numbers beyond the bounds are brought to them, flagged by a column of 0 and 1, or both.",
    ),
  ),
  bounds: v.optional(about(Bounds, "Which numbers are outliers; default 1.5 interquartile ranges.")),
  scale: v.optional(
    about(v.picklist(["standard", "minmax", "robust", "none"]), "How numbers are brought to one scale."),
  ),
  encode: v.optional(about(v.picklist(["one-hot", "ordinal", "none"]), "How text becomes numbers.")),
});
export type Preparation = v.InferOutput<typeof Preparation>;

/**
 * By column: text derives a column from others of the same row; `false` leaves the column out; an object prepares it.
 * The name `*` sets the preparation of all columns that are not named.
 */
export const Features = v.record(v.string(), v.union([Text, v.literal(false), Preparation]));
export type Features = v.InferOutput<typeof Features>;
