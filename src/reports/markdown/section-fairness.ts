import type { Evaluation } from "../../records/evaluation.ts";
import type { AttributeFairness } from "../../records/fairness.ts";
import { fairnessLegend, fairnessNotes, groupTable, isUnfair, measureLine } from "../words/fairness-text.ts";
import { count, percent } from "../words/figures.ts";
import { details, markdownTable, type TableColumn } from "./blocks.ts";
import { markdownCell, markdownText } from "./escape.ts";

const MARKS = { within: "✅ ", beyond: "❌ ", unclear: "➖ ", unknown: "❔ ", "": "" } as const;
const MOST_ATTRIBUTES = 10;

/** How far groups of people are apart, an attribute at a time. Where no bound is broken it is folded away. */
export function fairnessSection(evaluation: Evaluation): string {
  const attributes = (evaluation.fairness?.attributes ?? []).slice(0, MOST_ATTRIBUTES);
  if (attributes.length === 0) return "";
  const parts = attributes.map((attribute) => attributePart(attribute, evaluation));
  const body = [...parts, `<sub>${markdownText(fairnessLegend(evaluation), 400)}</sub>`].join("\n\n");
  return isUnfair(evaluation) ? body : details(`Fairness by ${count(attributes.length, "attribute")}`, body);
}

function attributePart(attribute: AttributeFairness, { champion, confidence }: Evaluation): string {
  const columns: TableColumn[] = [
    { head: "measure" },
    ...(champion ? [{ head: `champion ${markdownCell(champion.version)}`, kind: "number" as const }] : []),
    { head: "this change", kind: "number" },
    { head: `${percent(confidence)} interval`, kind: "number" },
    { head: "bound" },
  ];
  const lines = attribute.measures.map((each) => {
    const { measure, champion: before, value, interval, bound, held } = measureLine(each);
    return [measure, ...(champion ? [before] : []), value, interval, `${MARKS[held]}${bound}`];
  });
  const { heads, rows } = groupTable(attribute);
  const groups = markdownTable(
    heads.map((head, at) => (at === 0 ? { head } : { head, kind: "number" })),
    rows.map(([name = "", ...figures]) => [markdownCell(name, 100), ...figures]),
  );
  const notes = fairnessNotes(attribute).map((note) => markdownText(note, 300));
  return [
    `**Fairness** by ${markdownText(attribute.attribute, 60)}`,
    lines.length > 0 ? markdownTable(columns, lines) : "",
    rows.length > 0 ? groups : "",
    notes.length > 0 ? `<sub>${notes.join(" ")}</sub>` : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}
