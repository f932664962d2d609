import { normalQuantile } from "../../core/statistics/normal-distribution.ts";
import type { Evaluation, Gate, Wear } from "../../records/evaluation.ts";
import type { GateSection } from "../../records/spec-gate.ts";
import { ladderReason } from "./ladder-reason.ts";

/**
 * The decision with how often the same holdout rows have decided. `decided` are the recipes that were decided on these rows before:
 * the same model again is no new try, since it tells nothing new. With `ladder` the count is a rule, too.
 */
export function addWear(
  gate: Gate,
  evaluation: Evaluation,
  decided: ReadonlySet<string>,
  reuse: GateSection["reuse"],
): Gate {
  const { holdout, recipe } = evaluation;
  if (holdout === undefined) return gate;
  // A registered version is not decided again.
  const decisions = gate.registered === null ? new Set([...decided, recipe]).size : decided.size;
  const luck = luckOf(evaluation, decisions);
  const worn: Gate = { ...gate, wear: { holdout, decisions, ...(luck && { luck }) } };
  if (reuse === "count" || gate.registered !== null) return worn;
  const reason = ladderReason(evaluation, decisions);
  return { ...worn, passed: gate.passed && reason.passed, reasons: [...gate.reasons, reason] };
}

/** The expected maximum of so many standard normal numbers, by Blom's approximation (1958), in standard errors of the difference. */
function luckOf({ metrics }: Evaluation, decisions: number): Wear["luck"] {
  const first = metrics.find(({ gated, compared }) => gated && compared);
  const error = first?.compared?.error;
  if (!first || error === undefined || decisions < 2) return undefined;
  return { metric: first.metric, gain: error * normalQuantile((decisions - 0.375) / (decisions + 0.25)) };
}
