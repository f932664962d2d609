import { digestJson } from "../../core/digest.ts";
import type { Evaluation, Gate, GateReason } from "../../records/evaluation.ts";
import type { SuccessRule } from "../../records/spec.ts";

export interface GateInput {
  readonly evaluation: Evaluation;
  readonly success: readonly SuccessRule[];
  /** The version that has this recipe already; it passed its gate once and passes again. */
  readonly registered: string | null;
}

/** Whether the change may pass, with a reason for every rule, the failed ones too. */
export function decide({ evaluation, success, registered }: GateInput): Gate {
  const rules = success.flatMap((rule) => reasonsOf(rule, evaluation));
  const { model, recipe, bundle } = evaluation;
  const gate = { format: 1 as const, model, recipe, bundle, evaluation: digestJson(evaluation), registered };
  if (registered !== null) {
    const text = `the recipe is ${registered}, which passed its own gate when it was registered`;
    return { ...gate, passed: true, reasons: [{ rule: "registered", passed: true, text }] };
  }
  // Without criteria of its own a change must still not make things worse.
  const reasons =
    rules.length > 0
      ? rules
      : [noRules(), ...evaluation.metrics.filter(({ gated }) => gated).flatMap(regressionReason)];
  return { ...gate, passed: reasons.every(({ passed }) => passed), reasons };
}

function reasonsOf({ metric, min, max }: SuccessRule, evaluation: Evaluation): GateReason[] {
  const found = evaluation.metrics.find((each) => each.metric === metric);
  if (!found) {
    const text = `${metric} could not be computed: the model gives no probabilities`;
    return [{ rule: min === undefined ? "maximum" : "minimum", metric, passed: false, text }];
  }
  const { challenger: figure } = found;
  const reasons: GateReason[] = [];
  if (min !== undefined) {
    const passed = figure >= min;
    const text = `${metric} is ${short(figure)}, at least ${short(min)} is asked for`;
    reasons.push({ rule: "minimum", metric, passed, figure, bound: min, text });
  }
  if (max !== undefined) {
    const passed = figure <= max;
    const text = `${metric} is ${short(figure)}, at most ${short(max)} is asked for`;
    reasons.push({ rule: "maximum", metric, passed, figure, bound: max, text });
  }
  return [...reasons, ...regressionReason(found)];
}

function regressionReason({ metric, compared }: Evaluation["metrics"][number]): GateReason[] {
  if (!compared) return [];
  const { difference, tolerance, verdict } = compared;
  const text = {
    improved: `${metric} is better than the champion's, beyond doubt`,
    equivalent: `${metric} is as good as the champion's, within ${short(tolerance)}`,
    inconclusive: `${metric} shows no loss that this holdout could tell from noise`,
    regressed: `${metric} is worse than the champion's, beyond doubt (${signed(difference)})`,
  }[verdict];
  return [
    {
      rule: "regression",
      metric,
      passed: verdict !== "regressed",
      figure: difference,
      bound: tolerance,
      text,
    },
  ];
}

function noRules(): GateReason {
  return {
    rule: "minimum",
    passed: true,
    text: "the spec declares no success criteria: only a loss against the champion is refused",
  };
}

/** Four significant digits, without an exponent's noise. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function signed(value: number): string {
  return value > 0 ? `+${short(value)}` : short(value).replace("-", "−");
}
