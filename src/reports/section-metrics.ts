import type { Evaluation, MetricComparison } from "../records/evaluation.ts";
import { inHeadline } from "../records/metric-table.ts";
import { comparisonNotes, gatedFirst } from "./conclusion.ts";
import { markdownCell } from "./escape.ts";
import { differenceText, figure, percent, rowDecimals } from "./figures.ts";

const SHOWN = {
  improved: "✅ improved",
  equivalent: "≈ equivalent",
  inconclusive: "➖ inconclusive",
  regressed: "❌ regressed",
} as const;

/** Champion and change side by side; metrics that decide are first and bold, those that few ask for are left to `otherMetrics`. */
export function metricsTable(evaluation: Evaluation): string {
  const metrics = gatedFirst(evaluation.metrics.filter(inHeadline));
  if (metrics.length === 0) return "";
  const notes = comparisonNotes(evaluation).map((note) => markdownCell(note, 300));
  const bold = metrics.some((metric) => metric.gated && metrics.some((other) => !other.gated))
    ? ["Metrics in bold decide; ↑ higher is better, ↓ lower is better."]
    : ["↑ higher is better, ↓ lower is better."];
  return `${table(evaluation, metrics)}\n\n<sub>${[...bold, ...notes].join(" ")}</sub>`;
}

/** All that the first table leaves out: each is judged alone, and of twenty one may stand out by chance. */
export function otherMetrics(evaluation: Evaluation): string {
  const metrics = evaluation.metrics.filter((metric) => !inHeadline(metric));
  if (metrics.length === 0) return "";
  const alone = "For information, each judged alone: of twenty, one may stand out by chance.";
  const note = evaluation.champion ? `\n\n<sub>${alone}</sub>` : "";
  return details(`${metrics.length} more metrics`, `${table(evaluation, metrics)}${note}`);
}

function table({ champion, rows, confidence }: Evaluation, metrics: readonly MetricComparison[]): string {
  // The spec's minimum and maximum are held against the whole holdout: where that differs, both figures are shown.
  const whole = champion !== null && champion.rows < rows;
  const heads = champion
    ? [
        "metric",
        `champion ${markdownCell(champion.version)}`,
        "this change",
        `difference (${percent(confidence)} interval)`,
        "verdict",
        ...(whole ? [`on all ${rows} rows`] : []),
      ]
    : ["metric", "this change"];
  return [
    row(heads),
    row(heads.map((_, index) => (index === 0 || index === 4 ? "---" : "---:"))),
    ...metrics.map((metric) => row(cells(metric, champion !== null, whole))),
  ].join("\n");
}

function cells(metric: MetricComparison, against: boolean, whole: boolean): string[] {
  const decimals = rowDecimals(metric);
  const strong = (text: string): string => (metric.gated ? `**${text}**` : text);
  const name = `${strong(metric.metric)} ${metric.direction === "higher" ? "↑" : "↓"}`;
  const all = figure(metric.challenger, decimals);
  if (!against) return [name, strong(all)];
  const { compared } = metric;
  if (!compared) return [name, "not compared", strong(all), "", "", ...(whole ? [all] : [])];
  return [
    name,
    figure(compared.champion, decimals),
    strong(figure(compared.challenger, decimals)),
    differenceText(compared, decimals),
    strong(SHOWN[compared.verdict]),
    ...(whole ? [all] : []),
  ];
}

function row(values: readonly string[]): string {
  return `| ${values.join(" | ")} |`;
}

const MOST_CLASSES = 20;

/** Of each true class (rows), what the model said (columns). */
export function confusionTable({ confusion, rows }: Evaluation): string {
  if (!confusion || confusion.classes.length === 0) return "";
  const { classes, counts } = confusion;
  const title = `Confusion matrix of this change, ${rows} holdout rows`;
  if (classes.length > MOST_CLASSES) return details(title, largestConfusions(classes, counts));
  const names = classes.map((name) => markdownCell(name, 40));
  const lines = counts.map((line, truth) => {
    const numbers = line.map((number, predicted) =>
      number === 0 ? "·" : truth === predicted ? `**${number}**` : `${number}`,
    );
    return row([`**${names[truth]}**`, ...numbers]);
  });
  const head = [row(["true ↓ predicted →", ...names]), row(["---", ...names.map(() => "---:")])];
  return details(title, [...head, ...lines].join("\n"));
}

function largestConfusions(classes: readonly string[], counts: readonly (readonly number[])[]): string {
  const wrong = counts.flatMap((line, truth) =>
    line.flatMap((number, predicted) =>
      number > 0 && truth !== predicted ? [{ truth, predicted, number }] : [],
    ),
  );
  const worst = wrong.sort((a, b) => b.number - a.number).slice(0, MOST_CLASSES);
  const named = (index: number): string => markdownCell(classes[index] ?? "", 40);
  return [
    `${classes.length} classes are too many for a matrix. The most frequent confusions:`,
    "",
    row(["true", "predicted", "rows"]),
    row(["---", "---", "---:"]),
    ...worst.map(({ truth, predicted, number }) => row([named(truth), named(predicted), `${number}`])),
  ].join("\n");
}

/** The title is ours: GitHub reads no Markdown in it, so nothing from data may stand there. */
export function details(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}
