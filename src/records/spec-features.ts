import * as v from "valibot";
import { about, Cell, Count, Finite, Text } from "./spec-values.ts";

/** The section `features` of a spec: what becomes of each column before a model sees it. */

const Constant = v.strictObject({
  value: about(v.union([v.string(), Finite]), "What stands for a missing cell: a text or a number."),
});

/** As pandas names and counts them: Monday is weekday 0. `days` counts from 1970-01-01. */
export const DATE_PARTS = [
  "year",
  "quarter",
  "month",
  "week",
  "day",
  "weekday",
  "day_of_year",
  "weekend",
  "hour",
  "minute",
  "days",
] as const;
export type DatePart = (typeof DATE_PARTS)[number];
const RANGE_WORDS = "expected 1 to 10";
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
  encode: v.optional(
    about(
      v.picklist(["one-hot", "ordinal", "frequency", "hash", "target", "date", "text", "none"]),
      "How text becomes numbers: by its category (`one-hot`, `ordinal`, `frequency`, `hash`, `target`), as a `date`, or by its words (`text`).",
    ),
  ),
  order: v.optional(
    about(
      v.pipe(v.array(Cell), v.minLength(2, "expected two categories or more")),
      "With `encode: ordinal`: the categories, the least first; default by name.",
    ),
  ),
  buckets: v.optional(
    about(
      v.pipe(Count, v.maxValue(4096, "expected at most 4096")),
      "With `encode: hash` or `text`: how many columns the values are hashed into; default 32 or 64.",
    ),
  ),
  smoothing: v.optional(
    about(
      v.union([v.literal("auto"), v.pipe(Finite, v.minValue(0, "expected 0 or more, or auto"))]),
      "With `encode: target`: how many rows of the overall mean each category is mixed with; default `auto`, by the variances.",
    ),
  ),
  folds: v.optional(
    about(
      v.pipe(Count, v.minValue(2, "expected at least 2"), v.maxValue(100, "expected at most 100")),
      "With `encode: target`: a training row's value comes from the other folds; default 5.",
    ),
  ),
  parts: v.optional(
    about(
      v.pipe(v.array(v.picklist(DATE_PARTS)), v.minLength(1, "expected at least one part")),
      "With `encode: date`: the parts, in UTC; default year, month, day, weekday.",
    ),
  ),
  cyclic: v.optional(
    about(
      v.boolean(),
      "With `encode: date`: whether parts that come round become a sine and a cosine, so that December is near January.",
    ),
  ),
  length: v.optional(
    about(v.boolean(), "With `encode: text`: whether the number of characters is a column; default true."),
  ),
  ngrams: v.optional(
    about(
      v.picklist(["words", "characters", "none"]),
      "With `encode: text`: what is counted; default words.",
    ),
  ),
  ngram_range: v.optional(
    about(
      v.pipe(
        v.array(v.pipe(Count, v.maxValue(10, RANGE_WORDS))),
        v.length(2, "expected two numbers, such as [1, 2]"),
      ),
      "With `encode: text`: the fewest and the most words or characters that are counted as one; default [1, 1].",
    ),
  ),
});
export type Preparation = v.InferOutput<typeof Preparation>;

/**
 * By column: text derives a column from others of the same row; `false` leaves the column out; an object prepares it.
 * The name `*` sets the preparation of all columns that are not named.
 */
export const Features = v.record(v.string(), v.union([Text, v.literal(false), Preparation]));
export type Features = v.InferOutput<typeof Features>;
