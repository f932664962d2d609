import { scaleLinear } from "d3-scale";
import type { Evaluation } from "../../records/evaluation.ts";
import type { ColumnImportance, ExplainedRow, Explanation } from "../../records/explanation.ts";
import {
  aloneNote,
  apartTexts,
  explainedUnit,
  type FigureText,
  importanceNote,
  importanceTexts,
  predictionText,
  shapleyNote,
} from "../words/explanation-text.ts";
import { visible } from "../words/visible.ts";
import { dot, place, type Series } from "./chart.ts";
import { dependenceCharts } from "./dependence-chart.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import type { Limits } from "./limits.ts";
import { longTable } from "./long-table.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import { type Cell, type Column, table } from "./table.ts";

/** What the models go by: the importance of columns, how they matter, and what parts the models where they differ. */
export function explanationSection({ evaluation }: HtmlReportInput, limits: Limits): Markup | null {
  const explanation = evaluation?.explanation;
  if (!evaluation || !explanation || explanation.importance.length === 0) return null;
  const version = evaluation.champion?.version ?? "";
  const arrows = explanation.champion ? " ▲ matters more than before, ▼ less." : "";
  const charts = dependenceCharts(explanation, version);
  return section(
    "explanation",
    "Explanation",
    [importanceNote(explanation) + arrows, ...aloneNote(evaluation)].map(
      (note) => html`<p class="soft">${note}</p>`,
    ),
    importanceTable(evaluation, explanation, limits),
    charts.length > 0 &&
      html`<h3>How they matter</h3><p class="soft">What the model says on average when one column has the same value in all rows.</p><div class="charts">${charts}</div>`,
    explanation.disagreements.length > 0 &&
      html`<h3>What parts the two models</h3><p class="soft">The rows on which they differ most. A figure is what the column adds to what the model says. ${shapleyNote(explanation)}</p><div class="pair">${explanation.disagreements.map((row) => apartTable(row, explainedUnit(explanation), version, limits))}</div>`,
  );
}

const MOVED = { more: "▲", less: "▼", "": "" } as const;

function importanceTable({ champion }: Evaluation, explanation: Explanation, limits: Limits): Markup {
  const against = explanation.champion && champion;
  const texts = importanceTexts(explanation);
  const shown = texts.slice(0, Math.ceil(limits.profileColumns));
  const reach = reachOf(explanation.importance);
  const number = (head: string): Column => ({ head, kind: "number" });
  const columns: Column[] = [
    { head: "Column" },
    ...(against ? [{ ...number(`Champion ${champion.version}`), wideOnly: true as const }] : []),
    number("This change"),
    { head: against ? "◇ champion, ● this change" : "In the picture", sort: false, wideOnly: true },
    ...(against ? [number("Change")] : []),
  ];
  const rest = texts.length - shown.length;
  return html`${longTable({
    caption: "Importance of the columns",
    columns,
    rows: shown.map(({ column, champion: before, challenger, change, moved }, at) => {
      const found = explanation.importance[at]!;
      return {
        cells: [
          visible(column, 80) || "(empty)",
          ...(against ? [cellOf(before, found.champion?.value)] : []),
          cellOf(challenger, found.challenger?.value),
          { body: picture(found, reach) },
          ...(against ? [cellOf(change, found.change?.value, MOVED[moved])] : []),
        ],
      };
    }),
    id: "importance-table",
  })}${rest > 0 && html`<p class="soft">${rest} more columns are not shown.</p>`}`;
}

function cellOf({ figure, interval }: FigureText, value = 0, mark = ""): Cell {
  return { body: html`${mark} ${figure}${interval && html`<br><small>${interval}</small>`}`, value };
}

const WIDTH = 170;

function reachOf(importance: readonly ColumnImportance[]): [number, number] {
  const ends = importance.flatMap(({ challenger, champion }) =>
    [challenger, champion].flatMap((each) => (each ? [each.value, ...(each.interval ?? [])] : [])),
  );
  return [Math.min(0, ...ends), Math.max(0, ...ends)];
}

/** Both models' importance with its interval, all columns to one scale. The cells beside it say the same in figures. */
function picture(
  { challenger, champion }: ColumnImportance,
  reach: readonly [number, number],
): Markup | null {
  if (reach[0] === reach[1]) return null;
  const at = scaleLinear(reach, [6, WIDTH - 6]);
  const sides = [
    { series: "champion" as Series, found: champion, y: 6 },
    { series: "change" as Series, found: challenger, y: 16 },
  ];
  return html`<svg class="interval" viewBox="0 0 ${WIDTH} 22" width="${WIDTH}" height="22" aria-hidden="true"><path class="zero" d="M${place(at(0))} 0V22"/>${sides.map(
    ({ series, found, y }) =>
      found &&
      html`${found.interval && html`<path class="whisker" d="M${place(at(found.interval[0]))} ${y}H${place(at(found.interval[1]))}"/>`}${dot(series, at(found.value), y)}`,
  )}</svg>`;
}

function apartTable(row: ExplainedRow, unit: string, version: string, limits: Limits): Markup {
  const named = (text: string) => visible(text, Math.min(60, limits.characters)) || "(empty)";
  const said = (value: string | number) => named(predictionText(value));
  const near = row.nearest ?? [];
  return html`<div><p><strong>${named(row.key)}</strong>: true ${said(row.truth)}, champion ${said(row.champion)}, this change ${said(row.challenger)}.${row.class !== null && html` Below: of the ${unit} of ${said(row.class)}.`}</p>${table(
    {
      caption: `Row ${named(row.key)}`,
      columns: [
        { head: "Column" },
        { head: `Champion ${version}`, kind: "number" },
        { head: "This change", kind: "number" },
        { head: "Apart", kind: "number" },
      ],
      rows: apartTexts(row).map(({ column, champion, challenger, apart }) => ({
        cells: [named(column), champion, challenger, apart],
      })),
    },
  )}${near.length > 0 && html`<p class="soft">Nearest training rows: ${near.map(({ key }) => named(key)).join(", ")}.</p>`}</div>`;
}
