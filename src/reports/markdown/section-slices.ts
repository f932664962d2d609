import type { Evaluation } from "../../records/evaluation.ts";
import type { ReportInput } from "../report-input.ts";
import { count, percent } from "../words/figures.ts";
import { hasLost, sliceLine, slicesSummary, sortedSlices, unnamedText } from "../words/slice-text.ts";
import { weakText } from "../words/weak-text.ts";
import { details, list, markdownTable, type TableColumn } from "./blocks.ts";
import { markdownCell, markdownText } from "./escape.ts";

const MOST_SLICES = 12;
const MARKS = {
  improved: "✅",
  equivalent: "≈",
  inconclusive: "➖",
  regressed: "❌",
  "too small": "❔",
  "not compared": "❔",
} as const;

/** The slices that the spec declares, those that lost first. Where none lost the table is folded away. */
export function slicesSection(evaluation: Evaluation): string {
  const sorted = sortedSlices(evaluation);
  const notes = (evaluation.slices?.unnamed ?? []).slice(0, 5).map((each) => markdownText(unnamedText(each)));
  const small = notes.length > 0 ? `<sub>${notes.join(" ")}</sub>` : "";
  if (sorted.length === 0) return small;
  const rows = sorted.map((slice) => {
    const { name, rows, metric, champion, challenger, difference, verdict, settle } = sliceLine(slice);
    const word = `${MARKS[verdict]} ${verdict}${settle ? `; ${settle}` : ""}`;
    const figures = evaluation.champion ? [champion, challenger, difference, word] : [challenger];
    return [markdownCell(name, 100), rows, metric, ...figures];
  });
  const columns = columnsOf(evaluation);
  const summary = slicesSummary(evaluation);
  if (!hasLost(evaluation)) return details(`Slices: ${summary}`, joined(markdownTable(columns, rows), small));
  const rest = rows.slice(MOST_SLICES);
  return joined(
    `**Slices** ${summary}`,
    markdownTable(columns, rows.slice(0, MOST_SLICES)),
    rest.length > 0 ? details(`${count(rest.length, "more slice")}`, markdownTable(columns, rest)) : "",
    small,
  );
}

function columnsOf({ champion, confidence }: Evaluation): TableColumn[] {
  const first: TableColumn[] = [{ head: "slice" }, { head: "rows", kind: "number" }, { head: "metric" }];
  if (!champion) return [...first, { head: "this change", kind: "number" }];
  return [
    ...first,
    { head: `champion ${markdownCell(champion.version)}`, kind: "number" },
    { head: "this change", kind: "number" },
    { head: `difference (${percent(confidence)} interval)`, kind: "number" },
    { head: "verdict" },
  ];
}

/** What a search over the columns found, folded away; nothing where it found nothing. */
export function weakSection(evaluation: Evaluation): string {
  const found = weakText(evaluation);
  if (!found) return "";
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? "" : `**${title}**\n\n${list(lines.map((line) => `⚠️ ${markdownText(line, 400)}`))}`;
  return details(
    `Weak slices: ${found.worse.length} worse than the champion, ${found.worst.length} worse than the rest`,
    joined(
      part("Worse than the champion in", found.worse),
      part("Weakest in", found.worst),
      `<sub>${markdownText(found.note, 400)}</sub>`,
    ),
  );
}

const MOST_NAMED = 3;

/** For what got worse: the slices that lost, then those that a search found. */
export function slicesThatLost({ evaluation }: ReportInput): string[] {
  if (!evaluation) return [];
  const named = (lines: readonly string[], what: string) => {
    const rest = lines.length - MOST_NAMED;
    const shown = lines.slice(0, MOST_NAMED).map((line) => markdownText(line, 200));
    return lines.length === 0 ? [] : [`⚠️ ${what}: ${shown.join("; ")}${rest > 0 ? ` and ${rest} more` : ""}`];
  };
  const declared = sortedSlices(evaluation).filter(({ compared }) => compared?.verdict === "regressed");
  const lost = declared.map((slice) => {
    const { name, metric, difference } = sliceLine(slice);
    return `${name}, ${metric} ${difference}`;
  });
  return [
    ...named(lost, `${declared.length} of ${count(evaluation.slices?.declared.length ?? 0, "slice")}`),
    ...named(weakText(evaluation)?.worse ?? [], "Found by search"),
  ];
}

function joined(...parts: readonly string[]): string {
  return parts.filter(Boolean).join("\n\n");
}
