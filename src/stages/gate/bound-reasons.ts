import type { Evaluation, GateReason } from "../../records/evaluation.ts";
import { CLASSIFICATION_METRICS, REGRESSION_METRICS, type SuccessRule } from "../../records/spec.ts";
import { figureAgainst, figureText } from "./figure-text.ts";

/** A rule's minimum and maximum, each against the challenger's own figure on its whole holdout. A metric without a figure fails. */
export function boundReasons({ metric, min, max }: SuccessRule, evaluation: Evaluation): GateReason[] {
  const found = evaluation.metrics.find((each) => each.metric === metric);
  if (!found) {
    const rule = min !== undefined ? "minimum" : max !== undefined ? "maximum" : "regression";
    const text = `${metric} could not be computed: ${whyAbsent(metric, evaluation)}`;
    return [{ rule, metric, passed: false, text }];
  }
  const { challenger: figure } = found;
  const reason = (rule: "minimum" | "maximum", bound: number, passed: boolean, words: string): GateReason => {
    const text = `${metric} is ${figureAgainst(figure, bound)}, ${words} ${figureText(bound)} is asked for`;
    return { rule, metric, passed, figure, bound, text };
  };
  return [
    ...(min === undefined ? [] : [reason("minimum", min, figure >= min, "at least")]),
    ...(max === undefined ? [] : [reason("maximum", max, figure <= max, "at most")]),
  ];
}

function whyAbsent(metric: SuccessRule["metric"], { task, rows }: Evaluation): string {
  const known: readonly string[] = task === "classification" ? CLASSIFICATION_METRICS : REGRESSION_METRICS;
  if (!known.includes(metric)) return `it is no metric of a ${task}`;
  if (rows === 0) return "the model has no prediction for any row of the holdout";
  if (metric === "log_loss") return "the model gives no probabilities";
  if (metric === "r2" && rows < 2) return "it needs two rows in the holdout";
  return "it is beyond the range of numbers";
}
