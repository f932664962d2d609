import type { Evaluation } from "../../records/evaluation.ts";
import {
  expectationTexts,
  flipsText,
  robustnessNote,
  spoiledTexts,
  worstText,
} from "../words/robustness-text.ts";
import { aligned, type painter, wrap } from "./text-layout.ts";

/** How the model bears spoiled rows, and what it keeps of what is expected of it. */
export function robustnessLines({ robustness }: Evaluation, paint: ReturnType<typeof painter>): string[] {
  if (!robustness || "unasked" in robustness || robustness.spoiled.length === 0) return [];
  const bounded = robustness.spoiled.some(({ bound }) => bound !== undefined);
  // What nobody asked for is one sentence here; the comment, the page and the JSON have it whole.
  if (!bounded && robustness.expectations.length === 0) return wrap(worstText(robustness), "Robustness  ");
  const texts = spoiledTexts(robustness);
  const head = ["rows with", "changed", robustness.metric, "worse by", ...(bounded ? ["at most"] : [])];
  const body = texts.map(({ what, rows, figure, drop, bound }) => [
    what,
    rows,
    figure,
    drop,
    ...(bounded ? [bound] : []),
  ]);
  const [first = "", ...lines] = aligned([head, ...body], [1, 2, 3, 4], 34);
  return [
    paint(first, "dim"),
    ...lines.map((line, at) => (texts[at]!.passed === false ? paint(line, "red") : line)),
    ...texts.flatMap(({ what, failed }) => (failed === null ? [] : wrap(`${what}: ${failed}`, "  "))),
    ...wrap([robustnessNote(robustness), flipsText(robustness)].join(" ")),
    ...expectationTexts(robustness).flatMap(({ passed, column, wanted, of, found, keys }) => {
      const name = of === null ? "" : ` (probability of ${of})`;
      const examples = keys.length === 0 ? "" : `, such as ${keys.join(", ")}`;
      const [start = "", ...rest] = wrap(
        `${column} ${wanted}${name}: ${found}${examples}`,
        passed ? "  ✔ " : "  ✖ ",
      );
      return [paint(start, passed ? "green" : "red"), ...rest];
    }),
  ];
}
