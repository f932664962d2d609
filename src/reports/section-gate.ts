import type { Gate, GateReason } from "../records/evaluation.ts";
import { markdownText } from "./escape.ts";
import type { Extent } from "./extent.ts";
import { count } from "./figures.ts";
import type { Section } from "./fit.ts";
import { details, list } from "./markdown-blocks.ts";

/** The rules of the gate: those that failed first; those that are met are folded away where they are many. */
export function gateSection(gate: Gate | null, extent: Pick<Extent, "passed" | "failed">): Section {
  const reasons = gate?.reasons ?? [];
  const failed = reasons.filter(({ passed }) => !passed);
  const met = reasons.filter(({ passed }) => passed);
  const folded = met.length > extent.passed;
  const parts = [
    gate && reasons.length > 0 ? title(gate.passed, failed.length, reasons.length) : "",
    list([
      ...failed.slice(0, extent.failed).map(line),
      ...more(failed.length - extent.failed),
      ...(folded ? [] : met.map(line)),
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

function title(passes: boolean, failed: number, all: number): string {
  return passes
    ? `**Gate** passed: ${all - failed} of ${count(all, "rule")} met`
    : `**Gate** failed: ${failed} of ${count(all, "rule")} not met`;
}

function line({ passed, text }: GateReason): string {
  return `${passed ? "✅" : "❌"} ${markdownText(text)}`;
}
