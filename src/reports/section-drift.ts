import type { DriftReport } from "../records/drift.ts";
import { bars, byWeight, chance, EFFECTS, short } from "./drift.ts";
import { codeSpan, markdownText } from "./escape.ts";
import { count } from "./figures.ts";

const MOST_COLUMNS = 12;

/** Which columns have moved since the champion's data, with small histograms; nothing when none has. */
export function driftSection(drift: DriftReport | null | undefined, champion: string): string {
  if (!drift) return "";
  const drifted = drift.columns.filter((column) => column.drifted).sort(byWeight);
  const said = `${drifted.length} of ${count(drift.columns.length, "column")} drifted`;
  const whole = drift.drifted ? ", and so has the table" : "";
  const head = `**Drift** from ${markdownText(champion)}'s data: ${said}${whole}.`;
  if (drifted.length === 0) return head;
  const rows = drifted.slice(0, MOST_COLUMNS).map(({ name, histogram, decisive, added }) => {
    const { test, effect, threshold, adjustedPValue } = decisive;
    const news = added.count > 0 ? `, ${count(added.count, "new category", "new categories")}` : "";
    return [
      codeSpan(name, 60),
      codeSpan(bars(histogram.reference, histogram), 60),
      codeSpan(bars(histogram.current, histogram), 60),
      `${EFFECTS[test]} ${short(effect)} (from ${short(threshold)})${news}`,
      markdownText(chance(adjustedPValue)),
    ].join(" | ");
  });
  const rest = drifted.length - rows.length;
  return [
    head,
    "",
    `| column | ${markdownText(champion)} | this change | effect | adjusted p |`,
    "| --- | --- | --- | --- | ---: |",
    ...rows.map((row) => `| ${row} |`),
    ...(rest > 0 ? ["", `… and ${rest} more.`] : []),
  ].join("\n");
}
