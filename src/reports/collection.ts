import type { CollectedSource, Collection, FailedSource } from "../records/collection.ts";
import { codeSpan, markdownText } from "./markdown/escape.ts";
import { fitSections, type Section } from "./markdown/fit.ts";
import { driftSection } from "./markdown/section-drift.ts";
import { aligned, painter, shorten } from "./terminal/text-layout.ts";
import { changeText } from "./words/data-change-text.ts";
import { count } from "./words/figures.ts";
import { visible } from "./words/visible.ts";

const MOST_NAMES = 5;
const MOST_COLUMNS = 12;
/** GitHub refuses a pull request whose text has more than 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** What was collected, a line a source and one on its drift, for a terminal. */
export function collectionText({ sources }: Collection, { colour }: { readonly colour: boolean }): string {
  const paint = painter(colour);
  const lines = aligned(
    sources.map((source) => [
      `${source.outcome === "unchanged" ? " " : "●"} ${source.name}`,
      shorten(visible(source.to), 40),
      whatHappened(source, (name) => shorten(visible(name), 24)),
    ]),
    [],
    200,
  );
  return sources
    .flatMap((source, index) => {
      const drifted =
        source.drift?.columns.filter((column) => column.drifted).map(({ name }) => visible(name, 24)) ?? [];
      const more = drifted.length > MOST_NAMES ? ` and ${drifted.length - MOST_NAMES} more` : "";
      const drift = `    drifted from the old snapshot: ${drifted.slice(0, MOST_NAMES).join(", ")}${more}`;
      const line = source.outcome === "unchanged" ? paint(lines[index]!, "dim") : lines[index]!;
      return drifted.length === 0 ? [line] : [line, paint(drift, "red")];
    })
    .join("\n");
}

/** The pull request that brings the snapshots, as Markdown, within GitHub's limit for its text. */
export function collectionMarkdown({ lock, sources, failed }: Collection): string {
  const changed = sources.filter(({ outcome }) => outcome !== "unchanged");
  const rest = sources.length - changed.length;
  const part = (name: string, rank: number, text: string): Section => ({ name, rank, text });
  const intro = `\`trunkline collect\` found new data. What was fetched, from where and when stands in ${codeSpan(lock, 200)}.`;
  const sections = [
    part("the lock", 0, intro),
    ...changed.flatMap((source, index) => [
      part(`what changed in ${source.name}`, 1 + index, sourceText(source)),
      part(
        `drift of ${source.name}`,
        1 + changed.length + index,
        driftSection(source.drift, "the old snapshot", { columns: MOST_COLUMNS }),
      ),
    ]),
    part("what could not be collected", 0, failed.map(failedText).join("\n\n")),
    part("the rest", 0, rest > 0 ? `${count(rest, "source")} unchanged.` : ""),
    part("the end", 0, "Merging this trains on these data; closing it leaves everything as it was."),
  ];
  return fitSections(sections, {
    most: MOST_CHARACTERS,
    measure: (text) => text.length,
    elsewhere: "The commit itself shows it.",
  });
}

function sourceText(source: CollectedSource): string {
  const what = whatHappened(source, (name) => codeSpan(name, 60));
  const { columns = [] } = source.drift ?? {};
  const drifted = columns.filter((column) => column.drifted).length;
  const drift =
    columns.length > 0
      ? ` ${drifted} of ${count(columns.length, "column")} drifted from the old snapshot.`
      : "";
  return `### ${markdownText(source.name)}\n\n${codeSpan(source.to, 200)}: ${what}.${drift}`;
}

/** The first thing that is wrong; the run's log has all. */
function failedText({ name, problems }: FailedSource): string {
  const [first] = problems;
  return `⚠️ **${markdownText(name)}** could not be collected, and is as it was: ${markdownText(first?.found ?? "", 300)}.`;
}

function whatHappened(
  { outcome, rows, columns, change }: CollectedSource,
  show: (name: string) => string,
): string {
  const size = `${count(rows, "row")}, ${count(columns.length, "column")}`;
  if (outcome === "unchanged") return `unchanged (${size})`;
  if (change === null) return `${outcome} (${size})`;
  return changeText(change, show);
}
