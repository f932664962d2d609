import * as v from "valibot";
import { Compared, VERDICTS, type Verdict } from "./compared.ts";
import { Explanation } from "./explanation.ts";
import { Fairness } from "./fairness.ts";
import { METRICS } from "./metric-table.ts";
import { DataChange } from "./profile.ts";
import { DigestText } from "./recipe.ts";
import { RepeatsOrNone } from "./repeats.ts";
import { Robustness, Unasked } from "./robustness.ts";
import { Slices, WeakSlices } from "./slices.ts";
import { TASKS } from "./spec.ts";
import { Waiver } from "./spec-gate.ts";

export { VERDICTS, type Verdict };
/** `first`: there is no champion to compare with. */
export const OVERALL = [...VERDICTS, "first"] as const;
export type OverallVerdict = (typeof OVERALL)[number];

/** One metric, champion against challenger on the same rows. Differences are challenger minus champion, in the metric's own units. */
export const MetricComparison = v.strictObject({
  metric: v.picklist(METRICS),
  direction: v.picklist(["higher", "lower"]),
  /** The challenger on its whole holdout. */
  challenger: v.number(),
  /** Both on the rows that they share; null without a champion. */
  compared: v.nullable(Compared),
  /** Whether the spec's success criteria name it: only these decide. */
  gated: v.boolean(),
});
export type MetricComparison = v.InferOutput<typeof MetricComparison>;

export const Confusion = v.strictObject({
  classes: v.array(v.string()),
  /** [true][predicted] */ counts: v.array(v.array(v.number())),
});
export type Confusion = v.InferOutput<typeof Confusion>;

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

/** What the simplest model scores: always the majority class, or the mean, of the training rows. */
export const Baseline = v.strictObject({
  metric: v.picklist(METRICS),
  direction: v.picklist(["higher", "lower"]),
  /** Both on the challenger's whole holdout. */
  baseline: v.number(),
  challenger: v.number(),
  /** Whether the challenger is that model itself. */
  itself: v.boolean(),
});
export type Baseline = v.InferOutput<typeof Baseline>;

/**
 * A figure of the team's own command. Trunkline has not measured it and knows no rows behind it, so there is no interval: a difference
 * may be chance. Null where the command wrote none.
 */
export const OwnMetric = v.strictObject({
  name: v.string(),
  direction: v.picklist(["higher", "lower"]),
  challenger: v.nullable(v.number()),
  champion: v.nullable(v.number()),
  /** Why the challenger has no figure. */
  problem: v.optional(v.string()),
  /** Whether the gate asks anything of it. */
  gated: v.boolean(),
});
export type OwnMetric = v.InferOutput<typeof OwnMetric>;

/** What evaluation found about one bundle. */
export const Evaluation = v.strictObject({
  format: v.literal(1),
  model: v.string(),
  task: v.picklist(TASKS),
  recipe: DigestText,
  bundle: DigestText,
  /** Rows in the challenger's holdout. */
  rows: v.number(),
  /** The digest of the holdout: which rows it has, and what is true of them. */
  holdout: v.optional(DigestText),
  confidence: v.number(),
  resamples: v.number(),
  /** How many were drawn for the metrics that do not decide, where that is fewer. */
  resamples_others: v.optional(v.number()),
  champion: v.nullable(Champion),
  metrics: v.array(MetricComparison),
  confusion: v.nullable(Confusion),
  baseline: v.optional(Baseline),
  /** What the training command says of itself, where the spec asks for it. */
  own_metrics: v.optional(v.array(OwnMetric)),
  slices: v.optional(Slices),
  weak_slices: v.optional(WeakSlices),
  fairness: v.optional(Fairness),
  verdict: v.picklist(OVERALL),
  data: v.nullable(DataChange),
  explanation: v.optional(Explanation),
  robustness: v.optional(v.union([Robustness, Unasked])),
  repeats: v.optional(RepeatsOrNone),
});
export type Evaluation = v.InferOutput<typeof Evaluation>;

export const GATE_RULES = [
  "minimum",
  "maximum",
  "regression",
  "baseline",
  "reuse",
  "limit",
  "drift",
  "registered",
  "data",
  "robustness",
  "slice",
  "fairness",
] as const;

/** One rule of the gate with the figure that it was held against. */
export const GateReason = v.strictObject({
  rule: v.picklist(GATE_RULES),
  metric: v.optional(v.string()),
  passed: v.boolean(),
  figure: v.optional(v.number()),
  bound: v.optional(v.number()),
  text: v.string(),
  /** By which waiver of the spec a rule that did not pass stops nothing. */
  waived: v.optional(v.omit(Waiver, ["rule"])),
});
export type GateReason = v.InferOutput<typeof GateReason>;

/** What a rule is called where one speaks of it, as in a waiver: `regression of f1_macro`. */
export function ruleName({ rule, metric }: Pick<GateReason, "rule" | "metric">): string {
  return metric === undefined ? rule : `${rule} of ${metric}`;
}

/**
 * What became of a waiver: its rule failed and it held, its rule passed anyway, its days are over or have not begun, or the gate has
 * no such rule.
 */
export const WAIVER_STATES = ["used", "unneeded", "expired", "early", "unknown"] as const;
export const JudgedWaiver = v.strictObject({ ...Waiver.entries, state: v.picklist(WAIVER_STATES) });
export type JudgedWaiver = v.InferOutput<typeof JudgedWaiver>;

/** How often the same holdout rows have decided, this time included. */
export const Wear = v.strictObject({
  holdout: DigestText,
  decisions: v.number(),
  /** By how much, in the first metric that decides, the luckiest of so many models no better than the champion looks better. */
  luck: v.optional(v.strictObject({ metric: v.picklist(METRICS), gain: v.number() })),
});
export type Wear = v.InferOutput<typeof Wear>;

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
  wear: v.optional(Wear),
  /** The spec's waivers, where it has any. */
  waivers: v.optional(v.array(JudgedWaiver)),
});
export type Gate = v.InferOutput<typeof Gate>;
