import type { Evaluation, GateReason } from "../../records/evaluation.ts";
import { figureAgainst, figureText } from "./figure-text.ts";

/** Beside this part of a figure a gain is rounding, not a gain. */
const ROUNDING = 1e-12;

/**
 * A model that is no better than always giving the majority class, or the mean, has learnt nothing, and cannot pass. The one exception
 * is that model itself while there is no champion: a team may begin with it, so that the loop runs before the first real model does.
 * It may not follow one.
 */
export function baselineReasons({ baseline, champion, task }: Evaluation): GateReason[] {
  if (!baseline) return [];
  const { metric, direction, itself } = baseline;
  const gain = (baseline.challenger - baseline.baseline) * (direction === "higher" ? 1 : -1);
  const better = gain > ROUNDING * Math.max(1, Math.abs(baseline.baseline));
  const answer = task === "classification" ? "the majority class" : "the mean";
  const figures = { figure: baseline.challenger, bound: baseline.baseline };
  if (itself && champion === null) {
    const text = `this is the baseline (always ${answer} of the training rows), with which one may begin: ${metric} ${figureText(baseline.challenger)}`;
    return [{ rule: "baseline", metric, passed: true, ...figures, text }];
  }
  const found = figureAgainst(baseline.challenger, baseline.baseline);
  const text = `${metric} is ${found}, ${better ? "better" : "not better"} than the baseline's ${figureText(baseline.baseline)} (always ${answer} of the training rows)`;
  return [{ rule: "baseline", metric, passed: better, ...figures, text }];
}
