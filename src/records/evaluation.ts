import * as v from "valibot";
import { DataChange } from "./profile.ts";
import { DigestText } from "./recipe.ts";
import { METRICS, TASKS } from "./spec.ts";

export const VERDICTS = ["improved", "equivalent", "inconclusive", "regressed"] as const;
/** `first`: there is no champion to compare with. */
export const OVERALL = [...VERDICTS, "first"] as const;
export type Verdict = (typeof VERDICTS)[number];
export type OverallVerdict = (typeof OVERALL)[number];

/** One metric, champion against challenger on the same rows. Differences are challenger minus champion, in the metric's own units. */
export const MetricComparison = v.strictObject({
  metric: v.picklist(METRICS),
  direction: v.picklist(["higher", "lower"]),
  /** The challenger on its whole holdout. */
  challenger: v.number(),
  /** Both on the rows that they share; null without a champion. */
  compared: v.nullable(
    v.strictObject({
      champion: v.number(),
      challenger: v.number(),
      difference: v.number(),
      interval: v.tuple([v.number(), v.number()]),
      /** The loss that is tolerated, in the metric's units. */
      tolerance: v.number(),
      verdict: v.picklist(VERDICTS),
    }),
  ),
  /** Whether the spec's success criteria name it: only these decide. */
  gated: v.boolean(),
});
export type MetricComparison = v.InferOutput<typeof MetricComparison>;

export const Confusion = v.strictObject({
  classes: v.array(v.string()),
  /** [true][predicted] */ counts: v.array(v.array(v.number())),
});

/** How the champion came to its predictions: its model read the same rows, its own command did, or its stored predictions served. */
export const CHAMPION_SOURCES = ["model", "command", "stored"] as const;

export const Champion = v.strictObject({
  version: v.string(),
  commit: v.string(),
  recipe: DigestText,
  bundle: DigestText,
  source: v.picklist(CHAMPION_SOURCES),
  /** Rows of the holdout that both were judged on. */
  rows: v.number(),
  /** Rows left out since the champion had been trained on them. */
  seen: v.number(),
});
export type Champion = v.InferOutput<typeof Champion>;

/** What evaluation found about one bundle. */
export const Evaluation = v.strictObject({
  format: v.literal(1),
  model: v.string(),
  task: v.picklist(TASKS),
  recipe: DigestText,
  bundle: DigestText,
  /** Rows in the challenger's holdout. */
  rows: v.number(),
  confidence: v.number(),
  resamples: v.number(),
  champion: v.nullable(Champion),
  metrics: v.array(MetricComparison),
  confusion: v.nullable(Confusion),
  verdict: v.picklist(OVERALL),
  data: v.nullable(DataChange),
});
export type Evaluation = v.InferOutput<typeof Evaluation>;

/** One rule of the gate with the figure that it was held against. */
export const GateReason = v.strictObject({
  rule: v.picklist(["minimum", "maximum", "regression", "registered", "data"]),
  metric: v.optional(v.string()),
  passed: v.boolean(),
  figure: v.optional(v.number()),
  bound: v.optional(v.number()),
  text: v.string(),
});
export type GateReason = v.InferOutput<typeof GateReason>;

/** Whether the change may pass, and why. `evaluation` is the digest of the evaluation that was judged. */
export const Gate = v.strictObject({
  format: v.literal(1),
  model: v.string(),
  recipe: DigestText,
  bundle: DigestText,
  evaluation: DigestText,
  passed: v.boolean(),
  /** The version by whose own gate this passes, when the recipe is registered already. */
  registered: v.nullable(v.string()),
  reasons: v.array(GateReason),
});
export type Gate = v.InferOutput<typeof Gate>;
