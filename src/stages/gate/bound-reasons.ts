import type { Evaluation, GateReason } from "../../records/evaluation.ts";
import { METRIC_TABLE, metricsOf } from "../../records/metric-table.ts";
import type { SuccessRule } from "../../records/spec.ts";
import { figureAgainst, figureText } from "./figure-text.ts";

/** Averages of exact shares may miss a bound that they meet by a rounding error: 0.7999999999999999 is at least 0.8. */
const ROUNDING = 1e-12;

/** A rule's minimum and maximum, each against the challenger's own figure on its whole holdout. A metric without a figure fails. */
export function boundReasons({ metric, min, max }: SuccessRule, evaluation: Evaluation): GateReason[] {
  const found = evaluation.metrics.find((each) => each.metric === metric);
  if (!found) {
    const rule = min !== undefined ? "minimum" : max !== undefined ? "maximum" : "regression";
    const text = `${metric} could not be computed: ${whyAbsent(metric, evaluation)}`;
    return [{ rule, metric, passed: false, text }];
  }
  const { challenger: figure } = found;
  const reason = (rule: "minimum" | "maximum", bound: number, words: string): GateReason => {
    const met = Math.abs(figure - bound) <= ROUNDING * Math.max(1, Math.abs(bound)) ? bound : figure;
    const passed = rule === "minimum" ? met >= bound : met <= bound;
    const text = `${metric} is ${figureAgainst(met, bound)}, ${words} ${figureText(bound)} is asked for`;
    return { rule, metric, passed, figure, bound, text };
  };
  return [
    ...(min === undefined ? [] : [reason("minimum", min, "at least")]),
    ...(max === undefined ? [] : [reason("maximum", max, "at most")]),
  ];
}

function whyAbsent(metric: SuccessRule["metric"], { task, rows, metrics }: Evaluation): string {
  if (!metricsOf(task).includes(metric)) return `it is no metric of a ${task}`;
  if (rows === 0) return "the model has no prediction for any row of the holdout";
  const has = (name: SuccessRule["metric"]) => metrics.some((each) => each.metric === name);
  const { needs } = METRIC_TABLE[metric];
  // Wherever there are probabilities there is a log loss.
  if (needs === "scores" && !has("log_loss")) return "the model gives no probabilities";
  // Wherever there are two classes one of them is the positive one, and has a precision.
  const two = has("precision");
  if ((needs === "two classes" || metric === "roc_auc") && !two)
    return `there are more than two classes; ${metric === "roc_auc" ? "roc_auc_ovr" : `${metric}_macro`} is for these`;
  if (metric === "roc_auc_ovr" && two) return "there are no more than two classes; roc_auc is for these";
  if (metric.startsWith("top_")) return "there are too few classes for it";
  if (metric === "r2" && rows < 2) return "it needs two rows in the holdout";
  return task === "classification"
    ? "a class without a row in the holdout leaves it undefined"
    : "it is beyond the range of numbers";
}
