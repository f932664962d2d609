import type { Evaluation, MetricComparison } from "../../records/evaluation.ts";
import { comparisonNotes, gatedFirst, VERDICT_MEANINGS } from "../words/conclusion.ts";
import { count, differenceText, figure, percent, rowDecimals } from "../words/figures.ts";
import { OWN_METRICS_NOTE, ownMetricCells } from "../words/own-metrics.ts";
import { visible } from "../words/visible.ts";
import { historyCharts } from "./history-charts.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import { intervalPicture } from "./interval-picture.ts";
import { MANY } from "./long-table.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import { breakable, type Cell, type Column, differenceCell, type Row, table } from "./table.ts";

const SHOWN = {
  improved: ["✔", "good"],
  equivalent: ["≈", "soft"],
  inconclusive: ["–", "soft"],
  regressed: ["✖", "bad"],
} as const;

export function metricsSection(input: HtmlReportInput): Markup | null {
  const { evaluation } = input;
  if (!evaluation || evaluation.metrics.length === 0) return null;
  const { champion, metrics, rows } = evaluation;
  const columns = champion ? comparedColumns(evaluation) : plainColumns();
  return section(
    "metrics",
    "Metrics",
    html`<p class="soft">On ${count(champion?.rows ?? rows, "holdout row")}. ↑ higher is better, ↓ lower is better.${
      metrics.some(({ gated }) => gated) && " ● marks the metrics that decide."
    }${champion && html`<span class="narrow-away"> In the pictures, right of the line is better; the grey band is the tolerated difference.</span>`}</p>`,
    html`<div${metrics.length > MANY && html` class="tall"`}>${table({
      caption: "Metrics of the champion and of this change",
      columns,
      rows: gatedFirst(metrics).map((metric) => metricRow(metric, champion !== null)),
      sortable: true,
      id: "metrics-table",
    })}</div>`,
    comparisonNotes(evaluation).map((note) => html`<p class="soft">${note}</p>`),
    ownMetrics(evaluation),
    champion && meanings(evaluation),
    historyCharts(input),
  );
}

/** What the training command says of itself. */
function ownMetrics({ own_metrics = [], champion }: Evaluation): Markup | null {
  if (own_metrics.length === 0) return null;
  const number = (head: string): Column => ({ head, kind: "number" });
  const rows = own_metrics.slice(0, 200).map((metric) => {
    const { name, arrow, gated, champion: before, challenger, difference } = ownMetricCells(metric);
    const label = html`${gated && html`<span class="mark">●<span class="unseen"> decides:</span></span> `}<code>${visible(name, 80)}</code> ${arrow}`;
    return {
      cells: champion ? [{ body: label }, before, challenger, difference] : [{ body: label }, challenger],
    };
  });
  return html`<h3>The command's own figures</h3><p class="soft">${OWN_METRICS_NOTE}</p>${table({
    caption: "Figures that the training command writes",
    columns: champion
      ? [{ head: "Figure" }, number("Champion"), number("This change"), number("Difference")]
      : [{ head: "Figure" }, number("This change")],
    rows,
  })}`;
}

const plainColumns = (): Column[] => [{ head: "Metric" }, { head: "This change", kind: "number" }];

function comparedColumns({ champion, confidence }: Evaluation): Column[] {
  return [
    { head: "Metric" },
    { head: `Champion ${champion?.version}`, kind: "number", wideOnly: true },
    { head: "This change", kind: "number" },
    { head: `Difference (${percent(confidence)} interval)`, kind: "number" },
    { head: "Interval", sort: false, wideOnly: true },
    { head: "Verdict" },
  ];
}

function metricRow(metric: MetricComparison, against: boolean): Row {
  const decimals = rowDecimals(metric);
  const shown = (value: number): Cell => ({ body: figure(value, decimals), value });
  const name: Cell = {
    body: html`${metric.gated && html`<span class="mark">●<span class="unseen"> decides:</span></span> `}<code>${breakable(metric.metric)}</code> ${
      metric.direction === "higher" ? "↑" : "↓"
    }<span class="unseen"> ${metric.direction} is better</span>`,
    value: metric.metric,
  };
  if (!against) return { cells: [name, shown(metric.challenger)] };
  const { compared } = metric;
  if (!compared) return { cells: [name, "", shown(metric.challenger), "", "", "not compared"] };
  const [sign, tone] = SHOWN[compared.verdict];
  return {
    cells: [
      name,
      shown(compared.champion),
      shown(compared.challenger),
      { body: differenceCell(differenceText(compared, decimals)), value: compared.difference },
      { body: intervalPicture(compared, metric.direction) },
      {
        body: html`<span class="${tone}"><span class="narrow-away">${sign} </span>${compared.verdict}</span>${settling(compared)}`,
        value: Object.keys(SHOWN).indexOf(compared.verdict),
      },
    ],
  };
}

function settling({ rows_to_settle: rows, verdict }: NonNullable<MetricComparison["compared"]>) {
  if (verdict !== "inconclusive" || rows === undefined || !Number.isFinite(rows)) return null;
  return html`<br><small class="settle">about ${Math.round(rows).toLocaleString("en-US")} rows would settle it</small>`;
}

function meanings({ resamples }: Evaluation): Markup {
  return html`<details><summary>How to read the verdicts</summary><dl>${VERDICT_MEANINGS.map(
    ([verdict, meaning]) => html`<dt>${verdict}</dt><dd>${meaning}</dd>`,
  )}</dl><p>Both models are judged on the same rows. The interval comes from ${resamples} paired bootstrap resamples.</p></details>`;
}
