import type { DriftReport } from "../records/drift.ts";
import { bars, byWeight, chance, EFFECTS, short } from "./drift.ts";
import { codeSpan, markdownText } from "./escape.ts";
import type { Extent } from "./extent.ts";
import { count } from "./figures.ts";
import { details, markdownTable } from "./markdown-blocks.ts";

/** The columns that have moved since the champion's data, with small histograms; nothing when none has. */
export function driftSection(
  drift: DriftReport | null | undefined,
  champion: string,
  { columns: most }: Pick<Extent, "columns">,
): string {
  const drifted = (drift?.columns ?? []).filter((column) => column.drifted).sort(byWeight);
  if (drifted.length === 0) return "";
  const rows = drifted.slice(0, most).map(({ name, histogram, decisive, added }) => {
    const { test, effect, threshold, adjustedPValue } = decisive;
    const news = added.count > 0 ? `, ${count(added.count, "new category", "new categories")}` : "";
    return [
      codeSpan(name, 60),
      codeSpan(bars(histogram.reference, histogram), 60),
      codeSpan(bars(histogram.current, histogram), 60),
      `${EFFECTS[test]} ${short(effect)} (from ${short(threshold)})${news}`,
      markdownText(chance(adjustedPValue)),
    ];
  });
  const rest = drifted.length - rows.length;
  const columns = [
    { head: "column" },
    { head: markdownText(champion) },
    { head: "this change" },
    { head: "effect" },
    { head: "adjusted p", kind: "number" as const },
  ];
  const body = [markdownTable(columns, rows), ...(rest > 0 ? [`… and ${rest} more.`] : [])];
  return details(`Drift of ${count(drifted.length, "column")}`, body.join("\n\n"));
}
