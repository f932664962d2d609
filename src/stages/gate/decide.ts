import { digestJson } from "../../core/digest.ts";
import type { DriftReport } from "../../records/drift.ts";
import type { Evaluation, Gate, GateReason } from "../../records/evaluation.ts";
import type { SuccessRule } from "../../records/spec.ts";
import type { OwnMetricRule } from "../../records/spec-own-metrics.ts";
import { baselineReasons } from "./baseline-reasons.ts";
import { boundReasons } from "./bound-reasons.ts";
import { driftReasons } from "./drift-reasons.ts";
import { fairnessReasons } from "./fairness-reasons.ts";
import { ownMetricReasons } from "./own-metric-reasons.ts";
import { regressionReasons } from "./regression-reasons.ts";
import { robustnessReasons } from "./robustness-reasons.ts";
import { sliceReasons } from "./slice-reasons.ts";

export interface GateInput {
  readonly evaluation: Evaluation;
  readonly success: readonly SuccessRule[];
  /** What is asked of figures that the training command writes. */
  readonly own?: readonly OwnMetricRule[];
  /** The version that has this recipe already: it passed its gate once and passes again. */
  readonly registered: string | null;
  /** Given where the spec says that drifted data are an error; null when there was nothing to compare. */
  readonly drift?: DriftReport | null;
}

/**
 * Whether the change may pass, with a reason for every rule, failed or not. Bounds are held against the challenger's own figure on its
 * whole holdout; a loss counts only when the comparison's verdict is `regressed`, never for being inconclusive. Whatever the spec
 * declares, a model must beat the trivial one.
 */
export function decide({ evaluation, success, own = [], registered, drift }: GateInput): Gate {
  const { model, recipe, bundle } = evaluation;
  const gate = { format: 1 as const, model, recipe, bundle, evaluation: digestJson(evaluation), registered };
  const declared = success.length > 0 ? reasonsOf(success, evaluation) : [noRules()];
  const reasons = [
    ...declared,
    ...sliceReasons(evaluation),
    ...fairnessReasons(evaluation),
    ...ownMetricReasons(own, evaluation),
    ...baselineReasons(evaluation),
    ...robustnessReasons(evaluation),
    ...(drift === undefined ? [] : driftReasons(drift, evaluation)),
  ];
  if (registered !== null) {
    return { ...gate, passed: true, reasons: [alreadyPassed(registered), ...reasons.map(notDeciding)] };
  }
  return { ...gate, passed: reasons.every(({ passed }) => passed), reasons };
}

/** By metric, in the order of the spec: its bounds, then its comparison. */
function reasonsOf(success: readonly SuccessRule[], evaluation: Evaluation): GateReason[] {
  const metrics = [...new Set(success.map(({ metric }) => metric))];
  return metrics.flatMap((metric) => {
    const rules = success.filter((rule) => rule.metric === metric);
    const reasons = [
      ...rules.flatMap((rule) => boundReasons(rule, evaluation)),
      ...regressionReasons(metric, evaluation),
    ];
    return reasons.length > 0 ? reasons : [noChampion(metric)];
  });
}

/** A rule without bounds asks for a comparison only. */
function noChampion(metric: SuccessRule["metric"]): GateReason {
  const text = `${metric} has no champion to be compared with yet`;
  return { rule: "regression", metric, passed: true, text };
}

function alreadyPassed(version: string): GateReason {
  const text = `the recipe is ${version}, which passed its own gate when it was registered`;
  return { rule: "registered", passed: true, text };
}

function notDeciding(reason: GateReason): GateReason {
  return { ...reason, text: `${reason.text} (for information: it does not decide here)` };
}

function noRules(): GateReason {
  return {
    rule: "regression",
    passed: true,
    text: "the spec declares no success criteria (problem.success), so there is nothing to fail",
  };
}
