import type { Evaluation } from "../../records/evaluation.ts";
import type { Robustness } from "../../records/robustness.ts";
import {
  expectationTexts,
  flipsText,
  flipTexts,
  robustnessNote,
  spoiledTexts,
} from "../words/robustness-text.ts";
import { details } from "./blocks.ts";
import { codeSpan, markdownText } from "./escape.ts";

const MOST_EXPECTATIONS = 20;
const MOST_FLIPS = 3;

/** How the model bears spoiled rows, what it keeps of what is expected, and what little turns it: in details, the gate has the rest. */
export function robustnessSection({ robustness }: Evaluation): string {
  if (!robustness || "unasked" in robustness || robustness.spoiled.length === 0) return "";
  const bounded = robustness.spoiled.some(({ bound }) => bound !== undefined);
  const rows = spoiledTexts(robustness).map(
    ({ what, rows: changed, figure, drop, failed, bound, passed }) => [
      `${passed === false ? "❌ " : ""}${what}`,
      changed,
      figure,
      failed === null ? drop : `${drop}: ${codeSpan(failed, 100)}`,
      ...(bounded ? [bound] : []),
    ],
  );
  const heads = ["rows with", "changed", robustness.metric, "worse by", ...(bounded ? ["at most"] : [])];
  const body = [
    line(heads),
    line(heads.map((_, at) => (at === 0 ? "---" : "---:"))),
    ...rows.map(line),
    "",
    `<sub>${markdownText(robustnessNote(robustness), 500)}</sub>`,
    ...expectations(robustness),
    ...flips(robustness),
  ].join("\n");
  return details("How the model bears spoiled rows", body);
}

function expectations(robustness: Robustness): string[] {
  const texts = expectationTexts(robustness);
  if (texts.length === 0) return [];
  const shown = texts.slice(0, MOST_EXPECTATIONS).map(({ passed, column, wanted, of, found, keys }) => {
    const name = of === null ? "" : ` (probability of ${codeSpan(of, 40)})`;
    const examples = keys.length === 0 ? "" : `, such as ${keys.map((key) => codeSpan(key, 40)).join(", ")}`;
    return `- ${passed ? "✅" : "❌"} ${codeSpan(column, 60)} ${wanted}${name}: ${found}${examples}`;
  });
  const rest = texts.length - shown.length;
  return ["", ...shown, ...(rest > 0 ? [`- … and ${rest} more`] : [])];
}

function flips(robustness: Robustness): string[] {
  const text = flipsText(robustness);
  if (text === "") return [];
  const examples = flipTexts(robustness)
    .slice(0, MOST_FLIPS)
    .map(
      ({ key, column, size, before, after }) =>
        `- row ${codeSpan(key, 60)}: ${codeSpan(column, 60)} by ${size}, from ${codeSpan(before, 40)} to ${codeSpan(after, 40)}`,
    );
  return ["", text, ...(examples.length > 0 ? ["", ...examples] : [])];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
