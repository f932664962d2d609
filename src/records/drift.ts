import * as v from "valibot";

/** What may be asked of a column's values; `ks` and `wasserstein` want numbers. */
export const VALUE_TESTS = ["ks", "chi2", "psi", "js", "wasserstein"] as const;
export type ValueTest = (typeof VALUE_TESTS)[number];
/**
 * `missing`: whether cells are missing more or less often than before. `new`: whether there are categories that were not there before. `paired_ks` and `paired_js`: of two answers to the same rows,
 * numbers and text.
 */
export const DRIFT_TESTS = [...VALUE_TESTS, "missing", "new", "paired_ks", "paired_js"] as const;
export type DriftTest = (typeof DRIFT_TESTS)[number];

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Size = v.pipe(v.number(), v.finite(), v.minValue(0));

/** When a column, and when a table, counts as drifted. */
export const DriftLimits = v.strictObject({
  /** A column needs an adjusted p-value below this, and a table one that holds for the whole family of tests. */
  alpha: v.pipe(Share, v.gtValue(0), v.ltValue(1)),
  /** The least effect that matters, by test. */
  effects: v.strictObject({
    ks: Size,
    chi2: Size,
    psi: Size,
    js: Size,
    wasserstein: Size,
    missing: Size,
    new: Size,
  }),
  /** The least share of drifted columns that makes a drifted table. */
  share: Share,
  /** The least area under the ROC curve of a classifier that tells the tables apart. */
  auc: Share,
});
export type DriftLimits = v.InferOutput<typeof DriftLimits>;

/** One question to one column. Drifted: the effect reaches the threshold, and the adjusted p-value is below alpha. */
export const DriftFinding = v.strictObject({
  test: v.picklist(DRIFT_TESTS),
  statistic: Size,
  pValue: Share,
  adjustedPValue: Share,
  effect: Size,
  threshold: Size,
  drifted: v.boolean(),
});
export type DriftFinding = v.InferOutput<typeof DriftFinding>;

const Sides = v.strictObject({ reference: v.array(Share), current: v.array(Share) });

export const ColumnDrift = v.strictObject({
  name: v.string(),
  type: v.picklist(["number", "text"]),
  /** What a column is that is no feature. */
  role: v.optional(v.picklist(["target", "prediction"])),
  /** Of two answers to the same rows: in how many they differ. */
  changed: v.optional(v.number()),
  /** The finding that decided; all that was found is in `findings`. */
  decisive: DriftFinding,
  findings: v.array(DriftFinding),
  drifted: v.boolean(),
  /** The share of missing cells. */
  missing: v.strictObject({ reference: Share, current: Share }),
  /** Text only: categories that the reference does not have, the most frequent first, at most 10; and how many there are. */
  added: v.strictObject({
    count: v.number(),
    top: v.array(v.tuple([v.string(), v.number()])),
  }),
  /** Shares of the present values in bins that both sides have in common, for pictures. */
  histogram: Sides,
});
export type ColumnDrift = v.InferOutput<typeof ColumnDrift>;

/** Whether a classifier can tell the rows of the two tables apart. */
export const DomainClassifier = v.strictObject({
  /** The area under the ROC curve on rows that it was not fitted on: 0.5 where it can only guess. */
  auc: Share,
  /** 95 %. */
  interval: v.tuple([Share, Share]),
  pValue: Share,
  threshold: Share,
  /** The rows that were looked at. */
  rows: v.strictObject({ reference: v.number(), current: v.number() }),
  /** The columns, or pairs of columns, that told most. */
  by: v.array(v.array(v.string())),
  drifted: v.boolean(),
});
export type DomainClassifier = v.InferOutput<typeof DomainClassifier>;

/** How current data differ from a reference in distribution, column by column. */
export const DriftReport = v.strictObject({
  format: v.literal(1),
  rows: v.strictObject({ reference: v.number(), current: v.number() }),
  limits: DriftLimits,
  columns: v.array(ColumnDrift),
  /** Columns that only one side has: they were not compared. */
  unmatched: v.strictObject({ reference: v.array(v.string()), current: v.array(v.string()) }),
  /** Columns that both sides have and that were not compared all the same. */
  leftOut: v.optional(
    v.strictObject({
      /** As the spec says. */
      ignored: v.array(v.string()),
      /** Nothing was kept of the reference's, since they say something of persons. */
      personal: v.array(v.string()),
      /** Numbers on one side and text on the other. */
      retyped: v.array(v.string()),
    }),
  ),
  /**
   * The version whose data are the reference, and what they were read from: the profile in its bundle, or its commit; or
   * whose predictions are.
   */
  reference: v.optional(
    v.strictObject({ version: v.string(), from: v.picklist(["profile", "commit", "predictions"]) }),
  ),
  /** Where it was asked for; null where it could not be: it needs the rows of both tables, and enough of them. */
  classifier: v.optional(v.nullable(DomainClassifier)),
  /** Drifted columns over all that were compared. */
  share: Share,
  drifted: v.boolean(),
});
export type DriftReport = v.InferOutput<typeof DriftReport>;
