import { parseDate } from "../../core/dates.ts";
import { type Gate, type JudgedWaiver, ruleName } from "../../records/evaluation.ts";
import type { Waiver } from "../../records/spec-gate.ts";

const DAY = 86_400_000;

/**
 * The decision with the spec's waivers: a rule that failed stops nothing while its waiver holds, and is told as waived, never as
 * passed. `now` is in milliseconds since 1970; days are UTC, both included. What a registered version's own gate has decided needs no
 * waiver.
 */
export function applyWaivers(gate: Gate, waivers: readonly Waiver[], now: number): Gate {
  if (waivers.length === 0 || gate.registered !== null) return gate;
  const judged = waivers.map((waiver): JudgedWaiver => ({ ...waiver, state: stateOf(waiver, gate, now) }));
  const reasons = gate.reasons.map((reason) => {
    const waiver = judged.find(({ rule }) => rule === ruleName(reason));
    if (reason.passed || !waiver) return reason;
    const { rule: _, state, ...waived } = waiver;
    if (state === "used") return { ...reason, waived };
    return { ...reason, text: `${reason.text}; ${notInForce(waiver)}` };
  });
  const passed = reasons.every((reason) => reason.passed || reason.waived !== undefined);
  return { ...gate, passed, reasons, waivers: judged };
}

function stateOf(waiver: Waiver, { reasons }: Gate, now: number): JudgedWaiver["state"] {
  const own = reasons.filter((reason) => ruleName(reason) === waiver.rule);
  if (now < parseDate(waiver.since)!) return "early";
  if (now >= parseDate(waiver.until)! + DAY) return "expired";
  if (own.length === 0) return "unknown";
  return own.every(({ passed }) => passed) ? "unneeded" : "used";
}

function notInForce({ state, since, until }: JudgedWaiver): string {
  return state === "early" ? `its waiver holds from ${since} on` : `its waiver ended on ${until}`;
}
