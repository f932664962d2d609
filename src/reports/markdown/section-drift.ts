import type { ColumnDrift, DriftReport } from "../../records/drift.ts";
import { bars, byWeight } from "../terminal/drift.ts";
import { chance, EFFECTS, roughly, short } from "../words/drift-figures.ts";
import { driftNotes } from "../words/drift-notes.ts";
import { count } from "../words/figures.ts";
import { details, markdownTable } from "./blocks.ts";
import { codeSpan, markdownText } from "./escape.ts";
import type { Extent } from "./extent.ts";

const WIDTH = 60;

/** The columns that have moved since the champion's data, with small histograms, and by name what pictures do not show; nothing where there is neither. */
export function driftSection(
  drift: DriftReport | null | undefined,
  champion: string,
  { columns: most }: Pick<Extent, "columns">,
): string {
  if (!drift) return "";
  const drifted = drift.columns.filter((column) => column.drifted).sort(byWeight);
  const notes = driftNotes(drift, (name) => codeSpan(name, WIDTH)).map((note) => `- ${note}`);
  if (drifted.length + notes.length === 0) return "";
  const target = drift.columns.filter((column) => !column.drifted && column.role === "target");
  const rest = drifted.length - most;
  const body = [
    ...(drifted.length > 0 ? [driftTable([...drifted.slice(0, most), ...target], champion)] : []),
    ...(rest > 0 ? [`… and ${rest} more.`] : []),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
  ];
  const title =
    drifted.length > 0 ? `Drift of ${count(drifted.length, "column")}` : "What is new in the data";
  return details(title, body.join("\n\n"));
}

function driftTable(columns: readonly ColumnDrift[], champion: string): string {
  const rows = columns.map(({ name, role, histogram, decisive, missing, drifted }) => {
    const { test, effect, threshold, adjustedPValue } = decisive;
    const figures =
      test === "missing"
        ? `missing ${roughly(missing.reference)} → ${roughly(missing.current)}`
        : `${EFFECTS[test]} ${short(effect)} (from ${short(threshold)})`;
    return [
      `${codeSpan(name, WIDTH)}${role ? `, the ${role}` : ""}`,
      codeSpan(bars(histogram.reference, histogram), WIDTH),
      codeSpan(bars(histogram.current, histogram), WIDTH),
      `${figures}${drifted ? "" : ": not drifted"}`,
      markdownText(chance(adjustedPValue)),
    ];
  });
  const heads = [
    { head: "column" },
    { head: markdownText(champion) },
    { head: "this change" },
    { head: "effect" },
    { head: "adjusted p", kind: "number" as const },
  ];
  return markdownTable(heads, rows);
}
