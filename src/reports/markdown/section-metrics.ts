import type { Evaluation, MetricComparison } from "../../records/evaluation.ts";
import { inHeadline } from "../../records/metric-table.ts";
import { comparisonNotes, gatedFirst } from "../words/conclusion.ts";
import { differenceText, figure, percent, rowDecimals } from "../words/figures.ts";
import { details, markdownTable } from "./blocks.ts";
import { markdownCell } from "./escape.ts";

const SHOWN = {
  improved: "✅ improved",
  equivalent: "≈ equivalent",
  inconclusive: "➖ inconclusive",
  regressed: "❌ regressed",
} as const;

/**
 * Champion and change side by side, what decides first and bold. On the first screen stand, besides, the metrics that most people ask for,
 * as far as they changed; without a champion nothing can have changed, and all of these stand there.
 */
export function metricsTable(evaluation: Evaluation, every: boolean): string {
  const metrics = firstMetrics(evaluation, every);
  if (metrics.length === 0) return "";
  const bold = metrics.some(({ gated }) => gated) ? "Metrics in bold decide; " : "";
  const notes = comparisonNotes(evaluation).map((note) => markdownCell(note, 300));
  const legend = `${bold}↑ higher is better, ↓ lower is better.`;
  return `${table(evaluation, metrics)}\n\n<sub>${[legend, ...notes].join(" ")}</sub>`;
}

/** All that the first table leaves out: each is judged alone, and of twenty one may stand out by chance. */
export function otherMetrics(evaluation: Evaluation, every: boolean): string {
  const first = new Set(firstMetrics(evaluation, every));
  const metrics = evaluation.metrics.filter((metric) => !first.has(metric));
  if (metrics.length === 0) return "";
  const alone = "For information, each judged alone: of twenty, one may stand out by chance.";
  const note = evaluation.champion ? `\n\n<sub>${alone}</sub>` : "";
  const title = metrics.length === 1 ? "1 more metric" : `${metrics.length} more metrics`;
  return details(title, `${table(evaluation, metrics)}${note}`);
}

function firstMetrics({ metrics, champion }: Evaluation, every: boolean): MetricComparison[] {
  const all = gatedFirst(metrics);
  if (every) return all;
  const changed = ({ compared }: MetricComparison) =>
    compared?.verdict === "improved" || compared?.verdict === "regressed";
  const first = all.filter(
    (metric) => metric.gated || (inHeadline(metric) && (champion === null || changed(metric))),
  );
  // Where nothing decides and nothing changed, there is still one figure to see.
  return first.length > 0 ? first : all.filter(inHeadline).slice(0, 3);
}

function table({ champion, rows, confidence }: Evaluation, metrics: readonly MetricComparison[]): string {
  // The spec's minimum and maximum are held against the whole holdout: where that differs, both figures are shown.
  const whole = champion !== null && champion.rows < rows;
  const number = (head: string) => ({ head, kind: "number" as const });
  const columns = champion
    ? [
        { head: "metric" },
        number(`champion ${markdownCell(champion.version)}`),
        number("this change"),
        number(`difference (${percent(confidence)} interval)`),
        { head: "verdict" },
        ...(whole ? [number(`on all ${rows} rows`)] : []),
      ]
    : [{ head: "metric" }, number("this change")];
  return markdownTable(
    columns,
    metrics.map((metric) => cells(metric, champion !== null, whole)),
  );
}

function cells(metric: MetricComparison, against: boolean, whole: boolean): string[] {
  const decimals = rowDecimals(metric);
  const strong = (text: string): string => (metric.gated ? `**${text}**` : text);
  const name = `${strong(metric.metric)} ${metric.direction === "higher" ? "↑" : "↓"}`;
  const all = figure(metric.challenger, decimals);
  if (!against) return [name, strong(all)];
  const { compared } = metric;
  if (!compared) return [name, "", strong(all), "", "not compared", ...(whole ? [all] : [])];
  return [
    name,
    figure(compared.champion, decimals),
    strong(figure(compared.challenger, decimals)),
    differenceText(compared, decimals),
    strong(SHOWN[compared.verdict]),
    ...(whole ? [all] : []),
  ];
}
