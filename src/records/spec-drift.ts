import * as v from "valibot";
import { VALUE_TESTS } from "./drift.ts";
import { about, ColumnName, Finite, Share } from "./spec-values.ts";

/** The section `drift` of a spec: when data have moved, and what that means. Why the defaults are these: docs/drift.md. */

const Effect = v.pipe(Finite, v.minValue(0, "expected 0 or more"));
const Test = v.picklist(VALUE_TESTS);
const TEST = "How values are compared. Default: ks for numbers, chi2 for text.";

/** What one column asks for itself. */
export const ColumnDriftRule = v.strictObject({
  test: v.optional(about(Test, TEST)),
  effect: v.optional(about(Effect, "The least effect that matters, in units of the test.")),
  missing: v.optional(
    about(Share, "The least change of the share of missing cells that matters; default 0.05."),
  ),
});
export type ColumnDriftRule = v.InferOutput<typeof ColumnDriftRule>;

export const DRIFT_SEVERITIES = ["error", "warning", "off"] as const;

export const DriftSpec = v.strictObject({
  // A warning, since data that move are the usual reason for a new model, not a reason against it.
  severity: v.optional(
    about(
      v.picklist(DRIFT_SEVERITIES),
      "Whether a drifted table keeps a change from merging (`error`), is only told (`warning`), or is not asked (`off`).",
    ),
    "warning",
  ),
  test: v.optional(about(Test, TEST)),
  alpha: v.optional(
    about(
      v.pipe(Share, v.gtValue(0, "expected more than 0"), v.ltValue(1, "expected less than 1")),
      "How small an adjusted p-value must be.",
    ),
    0.01,
  ),
  effect: v.optional(
    about(
      Effect,
      "One least effect for all tests. Default: 0.05; for `wasserstein` (in deviations) and `psi` 0.1.",
    ),
  ),
  share: v.optional(
    about(Share, "The least share of drifted columns that makes a drifted table, 0 to 1."),
    0.05,
  ),
  ignore: v.optional(
    about(v.array(ColumnName), "Columns that are not compared: what counts up moves by its nature."),
    [],
  ),
  columns: v.optional(
    about(v.record(v.string(), ColumnDriftRule), "What single columns ask for themselves, by their names."),
    {},
  ),
  // Off, since it reads whole tables where all else needs their profiles only.
  classifier: v.optional(
    about(
      v.boolean(),
      "Whether a classifier is also asked to tell old rows from new: it sees drift that no single column shows.",
    ),
    false,
  ),
  auc: v.optional(
    about(
      v.pipe(Share, v.minValue(0.5, "expected 0.5 to 1: who guesses has 0.5")),
      "The least area under the ROC curve of that classifier that matters, 0.5 to 1.",
    ),
    0.55,
  ),
});
export type DriftSpec = v.InferOutput<typeof DriftSpec>;
