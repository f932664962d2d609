import type { Evaluation } from "../../records/evaluation.ts";
import type { ExplainedRow } from "../../records/explanation.ts";
import {
  aloneNote,
  apartTexts,
  importanceNote,
  importanceTexts,
  predictionText,
  shapleyNote,
  withInterval,
} from "../words/explanation-text.ts";
import { count } from "../words/figures.ts";
import { details } from "./blocks.ts";
import { codeSpan, markdownCell, markdownText } from "./escape.ts";

const MOST_COLUMNS = 12;
const MOST_ROWS = 3;
const MOST_PARTS = 3;
const MOVED = { more: " ▲", less: " ▼", "": "" } as const;

/** Which columns matter to the models, and by which they part where they differ: in details, since the verdict does not rest on it. */
export function explanationSection(evaluation: Evaluation): string {
  const { explanation, champion } = evaluation;
  if (!explanation || explanation.importance.length === 0) return "";
  const texts = importanceTexts(explanation);
  const shown = texts.slice(0, MOST_COLUMNS);
  const rest = texts.length - shown.length;
  const against = explanation.champion && champion;
  const heads = against
    ? ["column", `champion ${markdownCell(champion.version)}`, "this change", "change"]
    : ["column", "this change"];
  const rows = shown.map(({ column, champion: before, challenger, change, moved }) => {
    const name = codeSpan(column, 60);
    return against
      ? [name, before.figure, challenger.figure, `${withInterval(change)}${MOVED[moved]}`]
      : [name, withInterval(challenger)];
  });
  const arrows = against ? " ▲ matters more than before, ▼ less." : "";
  const notes = [importanceNote(explanation) + arrows, ...aloneNote(evaluation)].map((note) =>
    markdownText(note),
  );
  const body = [
    line(heads),
    line(heads.map((_, at) => (at === 0 ? "---" : "---:"))),
    ...rows.map(line),
    ...(rest > 0 ? ["", `… and ${count(rest, "more column")}.`] : []),
    "",
    `<sub>${notes.join(" ")}</sub>`,
    ...disagreements(evaluation),
  ].join("\n");
  return details(`What the model goes by: ${count(texts.length, "column")}`, body);
}

function disagreements({ explanation, champion }: Evaluation): string[] {
  const rows = explanation?.disagreements ?? [];
  if (!explanation || rows.length === 0) return [];
  const version = markdownText(champion?.version ?? "the champion");
  return [
    "",
    "Where the two differ most, and by which columns:",
    "",
    ...rows.slice(0, MOST_ROWS).map((row) => disagreement(row, version)),
    "",
    `<sub>${markdownText(shapleyNote(explanation))}</sub>`,
  ];
}

function disagreement(row: ExplainedRow, version: string): string {
  const said = (value: string | number) => codeSpan(predictionText(value), 40);
  const parts = apartTexts(row)
    .slice(0, MOST_PARTS)
    .map(({ column, apart }) => `${codeSpan(column, 60)} ${apart}`);
  const near = row.nearest?.length
    ? `; nearest training rows ${row.nearest.map(({ key }) => codeSpan(key, 40)).join(", ")}`
    : "";
  return `- row ${codeSpan(row.key, 60)}: true ${said(row.truth)}, ${version} says ${said(row.champion)}, this change ${said(row.challenger)}; ${parts.join(", ")}${near}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
