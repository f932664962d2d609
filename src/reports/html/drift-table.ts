import type { ColumnDrift, DriftReport } from "../../records/drift.ts";
import { byWeight } from "../terminal/drift.ts";
import { chance, EFFECTS, roughly, short } from "../words/drift-figures.ts";
import { driftNotes } from "../words/drift-notes.ts";
import { count } from "../words/figures.ts";
import { visible } from "../words/visible.ts";
import { place } from "./chart.ts";
import type { Limits } from "./limits.ts";
import { longTable } from "./long-table.ts";
import { html, Markup } from "./markup.ts";

const WIDTH = 120;
const HEIGHT = 28;

/** How each column's values have moved since the champion's data, the most moved first. */
export function driftTable(
  drift: DriftReport | null | undefined,
  champion: string,
  limits: Limits,
): Markup | null {
  if (!drift || drift.columns.length === 0) return null;
  const sorted = [...drift.columns].sort((a, b) => Number(b.drifted) - Number(a.drifted) || byWeight(a, b));
  const shown = sorted.slice(0, limits.profileColumns);
  const drifted = sorted.filter((column) => column.drifted).length;
  const rest = sorted.length - shown.length;
  const notes = driftNotes(drift, (name) => visible(name, 60));
  return html`<h3>Drift since ${champion}</h3><p>${drifted} of ${count(sorted.length, "column")} drifted${drift.drifted && ", and so has the table"}.${rest > 0 && html` ${rest} columns are not shown.`}</p>${notes.length > 0 && html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}<details${drifted > 0 && " open"}><summary>Drift, column by column</summary>${longTable(
    {
      caption: "How the columns have moved",
      columns: [
        { head: "Column" },
        { head: `${champion} ▒ and now █`, sort: false },
        { head: "Drifted" },
        { head: "Measure", wideOnly: true },
        { head: "Effect", kind: "number" },
        { head: "From", kind: "number", wideOnly: true },
        { head: "Adjusted p", kind: "number" },
      ],
      rows: shown.map((column) => ({ cells: cellsOf(column) })),
      id: "drift-table",
    },
  )}</details>`;
}

function cellsOf({ name, role, decisive, drifted, histogram, added, missing }: ColumnDrift) {
  const { test, effect, threshold, adjustedPValue } = decisive;
  return [
    `${visible(name, 80) || "(empty)"}${role ? ` (${role})` : ""}`,
    { body: pictureOf(histogram) },
    {
      body: drifted ? html`<span class="bad">⚠ drifted</span>` : html`<span class="soft">no</span>`,
      value: drifted ? 0 : 1,
    },
    `${EFFECTS[test]}${test === "missing" ? ` ${roughly(missing.reference)} → ${roughly(missing.current)}` : ""}${added.count > 0 ? `, ${count(added.count, "new category", "new categories")}` : ""}`,
    { body: short(effect), value: effect },
    { body: short(threshold), value: threshold },
    { body: chance(adjustedPValue), value: adjustedPValue },
  ];
}

/** Both histograms in one frame: the reference as an area behind, the current one as an outline. */
function pictureOf({ reference, current }: ColumnDrift["histogram"]): Markup | null {
  const bins = Math.max(reference.length, current.length);
  const highest = Math.max(...reference, ...current);
  if (bins === 0 || !(highest > 0)) return null;
  const width = WIDTH / bins;
  const bars = (shares: readonly number[], inset: number) =>
    new Markup(
      shares
        .map((share, index) => {
          const tall = place((share / highest) * (HEIGHT - 2));
          return `M${place(index * width + inset)} ${HEIGHT}v${-tall}h${place(width - 2 * inset)}v${tall}z`;
        })
        .join(""),
    );
  return html`<svg class="spread" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true"><path class="before" d="${bars(reference, 0.5)}"/><path class="now" d="${bars(current, width * 0.3)}"/></svg>`;
}
