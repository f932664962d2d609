import { line } from "d3-shape";
import type { MetricComparison } from "../../records/evaluation.ts";
import { gatedFirst } from "../words/conclusion.ts";
import { decimalsFor, figure } from "../words/figures.ts";
import { chart, curve, domainOf, dot, place } from "./chart.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import { html, type Markup } from "./markup.ts";
import { table } from "./table.ts";

const MOST_VERSIONS = 30;
const MOST_CHARTS = 3;

interface Step {
  readonly name: string;
  readonly value: number;
}

/** What the versions were registered with, for the metrics that decide, with this change at the end. */
export function historyCharts({ evaluation, history, gate }: HtmlReportInput): Markup | null {
  if (!evaluation || history.length === 0) return null;
  const charts = gatedFirst(evaluation.metrics)
    .filter(({ gated }, _, all) => gated || !all.some((metric) => metric.gated))
    .slice(0, MOST_CHARTS)
    .flatMap((metric) => historyChart(metric, history, gate?.registered ?? null) ?? []);
  if (charts.length === 0) return null;
  return html`<h3>Over the versions</h3><p class="soft">Each figure as it was registered, on the holdout of its own day: where the data changed, so did the exam.</p><div class="charts">${charts}</div>`;
}

function historyChart(
  { metric, challenger, direction }: MetricComparison,
  history: HtmlReportInput["history"],
  registered: string | null,
): Markup | null {
  const past = history.flatMap(({ version, metrics }): Step[] => {
    const value = metrics[metric];
    return value !== undefined && Number.isFinite(value) ? [{ name: version, value }] : [];
  });
  // A recipe that is registered already stands among the versions.
  const steps = [...past, ...(registered ? [] : [{ name: "this change", value: challenger }])].slice(
    -MOST_VERSIONS,
  );
  if (steps.length < 2 || !steps.every(({ value }) => Number.isFinite(value))) return null;
  const decimals = decimalsFor(steps.map(({ value }) => value));
  const every = Math.ceil(steps.length / 5);
  const names = steps.flatMap(({ name }, index) =>
    (steps.length - 1 - index) % every === 0 ? [[index, shortened(name)] as const] : [],
  );
  const last = steps.at(-1)!;
  return chart({
    id: `history-${metric.replace(/[^a-z0-9]/gi, "-")}`,
    title: `${metric} over the versions`,
    description: `A line from ${steps[0]!.name} with ${figure(steps[0]!.value, decimals)} to ${last.name} with ${figure(last.value, decimals)}; ${direction} is better.`,
    x: { label: "version", domain: [-0.4, steps.length - 0.6], names },
    y: { label: metric, domain: domainOf(steps.map(({ value }) => value)) },
    legend: [{ series: "change", mark: "dot", text: `${metric}, ${direction} is better` }],
    marks: ({ x, y }) => {
      const path = line<Step>()
        .x((_, index) => place(x(index)))
        .y(({ value }) => place(y(value)))(steps);
      return [curve("change", path), steps.map(({ value }, index) => dot("change", x(index), y(value)))];
    },
    data: table({
      caption: `${metric} over the versions`,
      columns: [{ head: "Version" }, { head: metric, kind: "number" }],
      rows: steps.map(({ name, value }) => ({ cells: [name, figure(value, decimals)] })),
    }),
  });
}

function shortened(name: string): string {
  return name === "this change" ? "now" : name.slice(0, 12);
}
