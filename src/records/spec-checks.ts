import * as v from "valibot";
import { about } from "./spec-values.ts";

/** The section `data.checks` of a spec: what Trunkline looks for in any data without being told, and what a finding means. */

const SEVERITIES = ["error", "warning", "off"] as const;
export type CheckSeverity = (typeof SEVERITIES)[number];

function severity(text: string, usual: CheckSeverity) {
  return v.optional(about(v.picklist(SEVERITIES), text), usual);
}

/**
 * Nearly all are warnings: each speaks of what is likely a mistake, and only the team can know. One is an error, since it
 * is hardly ever chance: a column that is the target in other words. A model that has learned from it looks perfect on
 * every holdout and knows nothing in production, and the way out is one line (`features: { COLUMN: false }`).
 */
export const Checks = v.strictObject({
  duplicates: severity("Rows that come again, as a whole or in all but the key.", "warning"),
  constant: severity("A column with the same value in every row.", "warning"),
  mixed_types: severity("A column of numbers, or of dates, with other text in between.", "warning"),
  variants: severity("One category written in several ways: case, accents, white space.", "warning"),
  // An error would forbid noise, which honest labels have, too.
  conflicting_labels: severity("Rows with the same features and another target.", "warning"),
  outliers: severity("Numbers far away from all others of their column.", "warning"),
  new_categories: severity("Categories of the holdout that no training row has.", "warning"),
  // A share of rows, so it is no question of yes or no: the team knows how much its holdout may forgive.
  overlap: severity("Holdout rows whose features stand in training rows, too.", "warning"),
  // An order that came from the collection looks the same as one that comes from time.
  identifier: severity("An identifier, or the order of rows, that tells the target.", "warning"),
  target_copy: severity("A column that is the target in other words, one to one in every row.", "error"),
  // A strong feature exists: nobody but the team can say whether it is known before the answer.
  target_proxy: severity("A column that all but tells the target by itself.", "warning"),
  time_order: severity(
    "A target that moves with a column of `type: date`, and training rows newer than the holdout.",
    "warning",
  ),
  // Data about people may be there lawfully; it must never be there unnoticed.
  personal_data: severity("A column that holds what says something of a person.", "warning"),
});
export type Checks = v.InferOutput<typeof Checks>;
