import { repeatsNote, repeatTable } from "../words/repeats-text.ts";
import { visible } from "../words/visible.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import { table } from "./table.ts";

/** Recipes trained again: how much of the difference is the luck of one training. */
export function repeatsSection({ evaluation }: HtmlReportInput): Markup | null {
  const repeats = evaluation?.repeats;
  if (!repeats) return null;
  if ("unasked" in repeats)
    return section(
      "repeats",
      "Trained again",
      html`<p>Not trained again: ${visible(repeats.unasked, 300)}.</p>`,
    );
  if (repeats.metrics.length === 0) return null;
  const { heads, rows } = repeatTable(repeats);
  return section(
    "repeats",
    "Trained again",
    html`<p class="soft">${visible(repeatsNote(repeats), 700)}</p>`,
    table({
      caption: "Recipes trained again",
      columns: heads.map((head, at) => (at === 0 ? { head } : { head, kind: "number" as const })),
      rows: rows.map((cells) => ({ cells })),
    }),
  );
}
