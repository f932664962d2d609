import * as v from "valibot";
import { Limit } from "./operations.ts";
import { about, Text } from "./spec-values.ts";

/** The section `gate` of a spec: what the gate does besides the success criteria. */

const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, "expected a day such as 2026-12-31"));

/**
 * Leave for one rule to fail for a time. Every key is asked for: a waiver without an end, a reason or a name is how exceptions
 * become the rule.
 */
export const Waiver = v.strictObject({
  rule: about(Text, "The rule that may fail, as the gate names it: `regression of f1_macro`."),
  reason: about(Text, "Why it may."),
  approved_by: about(Text, "Who answers for that: a person or a team."),
  since: about(Day, "The first day on which it holds (UTC)."),
  until: about(Day, "The last day on which it holds (UTC): at most a year later."),
});
export type Waiver = v.InferOutput<typeof Waiver>;

/** What it means that the same holdout rows decide again and again. */
export const REUSE = ["count", "ladder"] as const;

export const GateSection = v.strictObject({
  limits: v.optional(about(v.array(Limit), "What a model may cost at most: size, latency, training."), []),
  reuse: v.optional(
    about(
      v.picklist(REUSE),
      "What it means that the same holdout rows decide again and again: `count` tells how often they did; `ladder` lets only improvements pass that are larger than so many tries explain.",
    ),
    "count",
  ),
  waivers: v.optional(
    about(v.array(Waiver), "Rules that may fail for a time, each with a reason, a name and an end."),
    [],
  ),
});
export type GateSection = v.InferOutput<typeof GateSection>;
