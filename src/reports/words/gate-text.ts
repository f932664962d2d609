import { type Gate, type GateReason, type JudgedWaiver, ruleName } from "../../records/evaluation.ts";
import { decimalsFor, figure } from "./figures.ts";

/** What a rule came to. A rule that failed by leave of the spec has not passed, and stops nothing. */
export function resultOf({ passed, waived }: GateReason): "pass" | "fail" | "waived" {
  if (passed) return "pass";
  return waived ? "waived" : "fail";
}

const RANKS = { fail: 0, waived: 1, pass: 2 } as const;

/** The rules as they are read: those that failed first, then those that failed by leave, then those that are met. */
export function reasonsInOrder({ reasons }: Gate): GateReason[] {
  return [...reasons].sort((a, b) => RANKS[resultOf(a)] - RANKS[resultOf(b)]);
}

/** The reason, and by whose leave it stops nothing; words of the spec are in it, as they stand there. */
export function reasonText({ text, waived }: GateReason): string {
  if (!waived) return text;
  return `${text} (until ${waived.until}, approved by ${waived.approved_by}: ${waived.reason})`;
}

/** For the first screen: that the gate passes only since somebody said so. */
export function waiverSentence(gate: Gate | null): string[] {
  const waived = gate?.reasons.filter((reason) => reason.waived) ?? [];
  if (waived.length === 0) return [];
  const rules = waived.map((reason) => `${ruleName(reason)} (until ${reason.waived!.until})`);
  return [
    `The gate passes only by ${waived.length === 1 ? "a waiver" : `${waived.length} waivers`}: ${rules.join(", ")}.`,
  ];
}

/** What is to be done about waivers that do nothing here. */
export function waiverNotes({ waivers = [], registered }: Gate): string[] {
  return registered === null ? waivers.flatMap(noteOn) : [];
}

function noteOn({ rule, since, until, state }: JudgedWaiver): string[] {
  switch (state) {
    case "used":
      return [];
    case "unneeded":
      return [`The waiver of ${rule} is not needed: the rule passes. It may be removed.`];
    case "expired":
      return [`The waiver of ${rule} ended on ${until}: renew it or remove it.`];
    case "early":
      return [`The waiver of ${rule} does not hold before ${since}.`];
    case "unknown":
      return [`The waiver of ${rule} waives nothing: this gate has no such rule.`];
  }
}

/** How often the same rows have decided, in plain words; nothing of a first decision, which wears nothing. */
export function wearNotes({ wear }: Gate): string[] {
  if (!wear || wear.decisions < 2) return [];
  const { decisions, luck } = wear;
  const times = `These holdout rows have decided ${decisions} times since they last changed`;
  if (!luck) return [`${times}.`];
  const gain = figure(luck.gain, decimalsFor([luck.gain]));
  return [`${times}. After that many, luck alone looks like a gain of about ${gain} in ${luck.metric}.`];
}
