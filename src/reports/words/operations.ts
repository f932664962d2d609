import type { OperationFigure, Operations } from "../../records/operations.ts";
import { details, markdownTable } from "../markdown/blocks.ts";
import { markdownText } from "../markdown/escape.ts";
import { decimalsFor, figure } from "./figures.ts";

const NAMES: Readonly<Record<OperationFigure, string>> = {
  bundle_megabytes: "bundle, MB",
  latency_p50_ms: "latency p50, ms",
  latency_p95_ms: "latency p95, ms",
  latency_p99_ms: "latency p99, ms",
  rows_per_second: "rows a second",
  training_seconds: "training, s",
  training_megabytes: "memory of the training process, MB",
  training_watt_hours: "energy of the training, Wh (an estimate)",
};

/** Name, champion, change; empty where nothing was measured. */
export function operationRows({ figures }: Operations): [string, string, string][] {
  return figures.map(({ figure: name, challenger, champion }) => {
    const decimals = decimalsFor(champion === null ? [challenger] : [challenger, champion]);
    return [NAMES[name], champion === null ? "" : figure(champion, decimals), figure(challenger, decimals)];
  });
}

/** How to read them, and by what they were measured. */
export function operationNotes({ machine, calls, figures }: Operations): string[] {
  const { cpu, cores, memory_gigabytes } = machine;
  const on = `Measured in this run on ${cpu} (${cores} cores, ${Math.round(memory_gigabytes)} GB): figures of other runs are no match.`;
  const estimated = figures.some(({ figure: name }) => name === "training_watt_hours");
  return [
    on,
    ...(calls > 0
      ? [`Latency: ${calls} calls with one row, the model read anew each time; both models in turn.`]
      : []),
    ...(estimated
      ? ["Energy is no measurement: hours · (cores · 12 W + GB · 0.3725 W) · 1.67 (Green Algorithms, 2021)."]
      : []),
  ];
}

/** For a comment, folded away: what stands in the way is among the gate's rules. */
export function operationsSection(operations: Operations | null | undefined): string {
  if (!operations || operations.figures.length === 0) return "";
  const columns = [
    { head: "cost" },
    { head: "champion", kind: "number" as const },
    { head: "this change", kind: "number" as const },
  ];
  const notes = operationNotes(operations).map((note) => markdownText(note, 300));
  return details(
    "What the model costs",
    `${markdownTable(columns, operationRows(operations))}\n\n<sub>${notes.join(" ")}</sub>`,
  );
}
