import { normalQuantile } from "../../core/statistics/normal-distribution.ts";
import type { Evaluation, GateReason, MetricComparison } from "../../records/evaluation.ts";
import { figureAgainst, figureText, signedText } from "./figure-text.ts";

/**
 * The Ladder (Blum and Hardt, 2015): of models that are tried on the same rows only one passes that is better than the champion by
 * more than the noise which the tries explain, so that who tries often climbs no higher than who tries once. Their step is one standard
 * error of the paired difference; here it is as many as keep the chance of a false step in *all* decisions on these rows, over all
 * metrics that decide, below 1 - confidence. Nobody knows how many decisions will come, so the one of number t may spend 1 / (t (t + 1))
 * of that chance: all of them together spend no more than there is.
 */
export function ladderReason(evaluation: Evaluation, decisions: number): GateReason {
  const { champion, metrics, confidence } = evaluation;
  if (!champion) return told(true, "there is no champion to be better than yet");
  const deciding = metrics.filter(({ gated, compared }) => gated && compared?.error !== undefined);
  if (deciding.length === 0)
    return told(false, `nothing could be compared with ${champion.version}, so that no improvement is shown`);
  const level = (1 - confidence) / (deciding.length * decisions * (decisions + 1));
  const steps = deciding.map((metric) => stepOf(metric, level));
  const byGain = [...steps].sort((a, b) => b.gain / b.margin - a.gain / a.margin);
  const { metric, gain, margin, passed, chance } = steps.find((step) => step.passed) ?? byGain[0]!;
  const tries = decisions === 1 ? "once" : `${decisions} times`;
  const bound =
    passed || gain <= margin ? figureText(margin) : `p ${figureText(chance)} above ${figureText(level)}`;
  const text = `${metric} gains ${signed(gain, margin)} on ${champion.version}'s, ${passed ? "" : "no "}more than chance explains where the same rows have decided ${tries} (${bound})`;
  return { rule: "reuse", passed, figure: gain, bound: margin, text };
}

/** One metric against the two-sided level that this decision may spend on it. */
function stepOf({ metric, direction, compared }: MetricComparison, level: number) {
  const { difference, error, verdict, test, p_value } = compared!;
  const gain = direction === "higher" ? difference : -difference;
  const margin = normalQuantile(1 - level / 2) * error!;
  // Few rows that differ are not normal: where a metric has a test of its own, that must agree. A bootstrap's p has a floor.
  const chance = test === "bootstrap" ? 0 : (p_value ?? 0);
  return { metric, gain, margin, chance, passed: verdict === "improved" && gain > margin && chance <= level };
}

function signed(gain: number, margin: number): string {
  return gain > 0 ? `+${figureAgainst(gain, margin)}` : signedText(gain);
}

function told(passed: boolean, text: string): GateReason {
  return { rule: "reuse", passed, text };
}
