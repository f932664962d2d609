import type { Gate, GateReason } from "../../records/evaluation.ts";
import { count } from "../words/figures.ts";
import { reasonsInOrder, reasonText, resultOf, waiverNotes, wearNotes } from "../words/gate-text.ts";
import { details, list } from "./blocks.ts";
import { markdownText } from "./escape.ts";
import type { Extent } from "./extent.ts";
import type { Section } from "./fit.ts";

/** The rules of the gate: those that failed first; those that are met are folded away where they are many. */
export function gateSection(gate: Gate | null, extent: Pick<Extent, "passed" | "failed">): Section {
  const reasons = gate ? reasonsInOrder(gate) : [];
  const failed = reasons.filter(({ passed }) => !passed);
  const waived = failed.filter((reason) => resultOf(reason) === "waived").length;
  const met = reasons.filter(({ passed }) => passed);
  const folded = met.length > extent.passed;
  const parts = [
    gate && reasons.length > 0 ? title(gate.passed, failed.length, waived, reasons.length) : "",
    list([
      ...failed.slice(0, extent.failed).map(line),
      ...more(failed.length - extent.failed),
      ...(gate ? waiverNotes(gate) : [])
        .slice(0, extent.failed)
        .map((note) => `⚠️ ${markdownText(note, 600)}`),
      ...(folded ? [] : met.map(line)),
      ...(gate ? wearNotes(gate) : []).map((note) => markdownText(note)),
    ]),
    folded && extent.passed > 0
      ? details(`${count(met.length, "rule")} met`, list(met.map(line), 4 * extent.passed))
      : "",
  ];
  return {
    name: "gate",
    rank: 2,
    text: parts.filter((part) => part !== "").join("\n\n"),
    // What stands in the way is what must not be missed.
    ...(extent.passed > 0 && { shorter: () => gateSection(gate, { passed: 0, failed: 5 }) }),
  };
}

function more(rest: number): string[] {
  return rest > 0 ? [`❌ … and ${rest} more`] : [];
}

function title(passes: boolean, failed: number, waived: number, all: number): string {
  const word = waived > 0 ? `, ${waived} waived` : "";
  return passes
    ? `**Gate** passed: ${all - failed} of ${count(all, "rule")} met${word}`
    : `**Gate** failed: ${failed - waived} of ${count(all, "rule")} not met${word}`;
}

const RESULTS = { pass: "✅", fail: "❌", waived: "⚠️ waived:" } as const;

function line(reason: GateReason): string {
  return `${RESULTS[resultOf(reason)]} ${markdownText(reasonText(reason), reason.waived ? 600 : undefined)}`;
}
