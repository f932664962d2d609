import type { Evaluation } from "../../records/evaluation.ts";
import { fairnessLegend, fairnessNotes, groupTable, measureLine } from "../words/fairness-text.ts";
import { aligned, type painter, wrap } from "./text-layout.ts";

type Paint = ReturnType<typeof painter>;

/** How far groups of people are apart, an attribute at a time; a bound that is broken is red. */
export function fairnessLines(evaluation: Evaluation, paint: Paint): string[] {
  const attributes = evaluation.fairness?.attributes ?? [];
  const parts = attributes.slice(0, 10).flatMap((attribute) => {
    const lines = attribute.measures.map(measureLine);
    const against = evaluation.champion !== null;
    const cells = lines.map(({ measure, champion, value, interval, bound, held }) => [
      `  ${measure}`,
      ...(against ? [champion] : []),
      value,
      interval,
      held === "" ? "" : `${bound}: ${held}`,
    ]);
    const heads = ["  measure", ...(against ? ["champion"] : []), "change", "interval", "bound"];
    const [first = "", ...rest] = aligned([heads, ...cells], against ? [1, 2, 3] : [1, 2], 34);
    const groups = groupTable(attribute);
    const [groupHead = "", ...groupRows] = aligned(
      [groups.heads, ...groups.rows].map(([name = "", ...figures]) => [`  ${name}`, ...figures]),
      groups.heads.map((_, at) => at).slice(1),
      32,
    );
    return [
      ...wrap(`by ${attribute.attribute}`, "Fairness  "),
      ...(lines.length > 0 ? [paint(first, "dim")] : []),
      ...rest.map((line, at) => (lines[at]!.held === "beyond" ? paint(line, "red") : line)),
      ...(groups.rows.length > 0 ? [paint(groupHead, "dim"), ...groupRows] : []),
      ...fairnessNotes(attribute).flatMap((note) => wrap(note, "  ")),
    ];
  });
  return parts.length > 0 ? [...parts, ...wrap(fairnessLegend(evaluation), "  ")] : [];
}
