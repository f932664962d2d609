import * as v from "valibot";
import { Checks } from "./spec-checks.ts";
import { about, Cell, ColumnName, Count, Finite, Seed, Share, Text } from "./spec-values.ts";

/** The section `data` of a spec: where the data are, what they must be, and how rows are split. */

/** From here to there, both included; either end may be left out. */
const Range = v.strictObject({
  min: v.optional(about(Finite, "The least allowed.")),
  max: v.optional(about(Finite, "The most allowed.")),
});
export type Range = v.InferOutput<typeof Range>;

const DateText = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/, "expected a date as 2026-01-31 or 2026-01-31T12:00:00Z"),
);
/** Of a rule: how much of the data must keep it, and what it means when they do not. */
const Leniency = {
  mostly: v.optional(
    about(
      v.pipe(Share, v.gtValue(0, "expected more than 0")),
      "The share of cells or rows that must pass; default 1, all.",
    ),
  ),
  severity: v.optional(
    about(v.picklist(["error", "warning"]), "Whether a failure stops the change (`error`) or is only told."),
  ),
};

export const Expectation = v.strictObject({
  type: v.optional(about(v.picklist(["number", "integer", "text", "date"]), "What every cell must be.")),
  min: v.optional(about(Finite, "The least number allowed.")),
  max: v.optional(about(Finite, "The greatest number allowed.")),
  /** The only values allowed; compared as text. */
  in: v.optional(
    about(v.pipe(v.array(Cell), v.minLength(1, "expected at least one value")), "The only values allowed."),
  ),
  /** A regular expression (ECMAScript, `u` flag) that the whole cell must match. */
  pattern: v.optional(about(Text, "A regular expression (ECMAScript) that the whole cell must match.")),
  /** The largest share of missing cells that is allowed, 0 to 1. */
  missing: v.optional(about(Share, "The largest share of missing cells that is allowed, 0 to 1.")),
  unique: v.optional(about(v.boolean(), "Whether no value may come twice.")),
  length: v.optional(about(Range, "How many characters a cell has.")),
  after: v.optional(about(DateText, "The earliest date allowed.")),
  before: v.optional(about(DateText, "The latest date allowed.")),
  /** Freshness: how old the newest date may be when the data are checked. */
  max_age: v.optional(
    about(
      v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}[dhm]$/, "expected an age such as 30d, 12h or 45m")),
      "How old the newest date may be when the data are checked: 30d, 12h or 45m.",
    ),
  ),
  mean: v.optional(about(Range, "The mean of the column.")),
  median: v.optional(about(Range, "The median of the column.")),
  deviation: v.optional(about(Range, "The sample standard deviation of the column.")),
  distinct: v.optional(about(Range, "How many different values the column has.")),
  ...Leniency,
});
export type Expectation = v.InferOutput<typeof Expectation>;

/** What must hold within each row, in the language of derived features: `start <= end`. */
export const RowRule = v.strictObject({
  rule: about(Text, "An expression over the columns of a row, true where the row is right: `start <= end`."),
  when: v.optional(about(Text, "An expression: only rows for which it is true are held to the rule.")),
  ...Leniency,
});
export type RowRule = v.InferOutput<typeof RowRule>;

export const Dependency = v.strictObject({
  columns: about(
    v.pipe(v.array(ColumnName), v.minLength(1, "expected at least one column")),
    "The columns that decide: zip and country.",
  ),
  determine: about(ColumnName, "The column that they decide: city."),
  ...Leniency,
});
export type Dependency = v.InferOutput<typeof Dependency>;

/** A date as in the data, or a number. */
const TimePoint = v.union([DateText, Finite]);

const FOLDS_WORDS = "expected 2 to 100";
export const Split = v.strictObject({
  validation: v.optional(about(Share, "The share of rows that tuning looks at, 0 to 1."), 0.2),
  test: v.optional(about(Share, "The share of rows in the holdout, on which models are compared."), 0.2),
  /** Another seed gives another split. Changing it makes old and new figures incomparable. */
  seed: v.optional(
    about(Seed, "Another seed gives another split, and makes old and new figures incomparable."),
    0,
  ),
  // At most one of the next three; without, each row is placed by its key alone. Absent where they are not used: they are part of
  // the recipe.
  group: v.optional(
    about(ColumnName, "Rows with the same cell here stay together: one patient, one house, one user."),
  ),
  stratify: v.optional(
    about(ColumnName, "Each value of this column, such as a class, has the same share of every fold."),
  ),
  time: v.optional(
    about(
      ColumnName,
      "A column of dates or numbers: the holdout is what comes last, validation what comes before.",
    ),
  ),
  test_from: v.optional(
    about(TimePoint, "With `time`: where the holdout begins, instead of a share; it never moves then."),
  ),
  validation_from: v.optional(
    about(TimePoint, "With `test_from`: where validation begins; without, there is none."),
  ),
  // Of the training rows, for commands that validate by themselves. Absent where it is not used: it is part of the recipe.
  folds: v.optional(
    about(
      v.pipe(Count, v.minValue(2, FOLDS_WORDS), v.maxValue(100, FOLDS_WORDS)),
      "How many folds for cross-validation the training rows are dealt to, for the training command (`TRUNKLINE_FOLDS`).",
    ),
  ),
  repeats: v.optional(
    about(
      v.pipe(Count, v.maxValue(100, "expected 1 to 100")),
      "How often these folds are dealt anew; default 1.",
    ),
  ),
});
export type SplitOptions = v.InferOutput<typeof Split>;

/** How numbers are written, where it is not `1234.5`. */
export const NumberForm = v.strictObject({
  decimal: about(v.picklist([",", "."]), "What stands before the decimals."),
  thousands: v.optional(
    about(v.picklist([".", ",", " ", "'", "_"]), "What may stand between thousands; without, nothing."),
  ),
});
export type NumberForm = v.InferOutput<typeof NumberForm>;

export const Data = v.strictObject({
  sources: about(
    v.pipe(v.array(Text), v.minLength(1, "expected at least one file")),
    "Data files with the same columns, by their paths from the spec, or patterns: CSV, TSV, JSON, NDJSON, Parquet, Arrow, also packed (.gz, .zst).",
  ),
  key: v.optional(
    about(ColumnName, "The column that tells rows apart: the split follows it, so new rows move nobody."),
  ),
  /** Cells that mean "not known". */
  missing: v.optional(about(v.array(v.string()), 'Cells that mean "not known".'), ["", "NA"]),
  numbers: v.optional(about(NumberForm, "How numbers are written, where it is not `1234.5`: never guessed.")),
  expect: v.optional(about(v.record(v.string(), Expectation), "What each column must be, by its name."), {}),
  columns: v.optional(
    about(
      v.pipe(v.array(ColumnName), v.minLength(1, "expected at least one column")),
      "All columns that there must be, in this order, and no other.",
    ),
  ),
  rows: v.optional(about(Range, "How many rows there must be.")),
  unique: v.optional(
    about(
      v.array(v.pipe(v.array(ColumnName), v.minLength(2, "expected two columns or more"))),
      "Columns that are unique together: no two rows have the same values in all of them.",
    ),
    [],
  ),
  dependencies: v.optional(about(v.array(Dependency), "Columns that determine another one."), []),
  rules: v.optional(
    about(v.array(v.union([Text, RowRule])), "What must hold within each row, such as `start <= end`."),
    [],
  ),
  checks: v.optional(
    about(
      Checks,
      "What is looked for in any data, and whether a finding is an `error`, a `warning` or `off`.",
    ),
    {},
  ),
  split: v.optional(about(Split, "The shares of validation and holdout; the rest is trained on."), {}),
});
