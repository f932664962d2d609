import type { Gate, GateReason } from "../../records/evaluation.ts";
import type { Limit, Operations } from "../../records/operations.ts";
import { figureAgainst, figureText } from "./figure-text.ts";

/** The decision with the spec's limits on what a model costs. A version that is registered is not measured again. */
export function addLimits(gate: Gate, limits: readonly Limit[], operations: Operations | null): Gate {
  if (limits.length === 0 || gate.registered !== null) return gate;
  const reasons = limits.map((limit) => limitReason(limit, operations));
  return {
    ...gate,
    passed: gate.passed && reasons.every(({ passed }) => passed),
    reasons: [...gate.reasons, ...reasons],
  };
}

/**
 * A latency is noisy: it fails only when it is above its limit at the least, so that a busy machine turns no gate red by itself. What
 * was not measured in this run (a model that was trained before has no training time) passes, and says so.
 */
function limitReason({ figure: metric, max }: Limit, operations: Operations | null): GateReason {
  const found = operations?.figures.find(({ figure }) => figure === metric);
  if (!found) return { rule: "limit", metric, passed: true, text: `${metric} was not measured in this run` };
  const { challenger: figure, at_least } = found;
  const certain = at_least === undefined ? figure : (at_least ?? 0);
  const passed = certain <= max;
  const noise =
    at_least === undefined || figure <= max
      ? ""
      : `; at the least it is ${at_least === null ? "not known, the calls are too few" : figureAgainst(at_least, max)}`;
  const text = `${metric} is ${figureAgainst(figure, max)}, at most ${figureText(max)} is asked for${noise}`;
  return { rule: "limit", metric, passed, figure, bound: max, text };
}
