import type { CollectedSource, Collection } from "../records/collection.ts";
import { changeText } from "./data-change-text.ts";
import { codeSpan, markdownText } from "./escape.ts";
import { count } from "./figures.ts";
import { driftSection } from "./section-drift.ts";
import { aligned, painter, shorten } from "./text-layout.ts";
import { visible } from "./visible.ts";

const MOST_NAMES = 5;

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
    60,
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

/** The pull request that brings the snapshots, as Markdown. */
export function collectionMarkdown({ lock, sources }: Collection): string {
  const changed = sources.filter(({ outcome }) => outcome !== "unchanged");
  const rest = sources.length - changed.length;
  return [
    `\`trunkline collect\` found new data. What was fetched, from where and when stands in ${codeSpan(lock, 200)}.`,
    ...changed.map((source) =>
      [
        `### ${markdownText(source.name)}`,
        `${codeSpan(source.to, 200)}: ${whatHappened(source, (name) => codeSpan(name, 60))}.`,
        driftSection(source.drift, "the old snapshot", { columns: 12 }),
      ]
        .filter(Boolean)
        .join("\n\n"),
    ),
    ...(rest > 0 ? [`${count(rest, "source")} unchanged.`] : []),
    "Merging this trains on these data; closing it leaves everything as it was.",
  ].join("\n\n");
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
