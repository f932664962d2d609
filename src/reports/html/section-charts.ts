import { calibrationChart } from "./calibration-chart.ts";
import { classifierCharts } from "./classifier-charts.ts";
import type { Holdout, HtmlReportInput } from "./html-report-input.ts";
import type { Limits } from "./limits.ts";
import { html, type Markup } from "./markup.ts";
import { contestants, judgedRows } from "./outcomes.ts";
import { regressionCharts } from "./regression-charts.ts";
import { section } from "./section.ts";

/** What single figures hide: the curves of a classifier, the errors of a regression. */
export function chartsSection(
  { evaluation, holdout, target }: HtmlReportInput,
  limits: Limits,
): Markup | null {
  if (!evaluation || !holdout) return null;
  const rows = judgedRows(holdout);
  const models = contestants(holdout, evaluation.champion?.version ?? "");
  if (evaluation.task === "regression") {
    const charts = regressionCharts(models, rows, holdout.truth, target, limits.points);
    return charts.length === 0
      ? null
      : section("charts", "Errors", html`<div class="charts">${charts}</div>`);
  }
  const classes = holdout.challenger.classes ?? [];
  // Of two classes the second is the positive one; of more, each is held against all others.
  const several = classes.length > 2;
  const all = classes.length === 2 ? classes.slice(1) : byFrequency(classes, holdout, rows);
  const shown = all.slice(0, limits.curves);
  const curves = shown.flatMap(
    (positive, index) =>
      classifierCharts(models, { rows, truth: holdout.truth, positive, index, points: limits.points }) ?? [],
  );
  const calibration = calibrationChart(
    models,
    rows,
    holdout.truth,
    classes.length === 2 ? classes[1]! : null,
  );
  if (curves.length === 0 && !calibration) return null;
  const rest = all.length - shown.length;
  return section(
    "charts",
    "Curves",
    several && html`<p class="soft">One class against all others, the most frequent first.</p>`,
    rest > 0 && html`<p class="soft">${rest} more classes have no curves here.</p>`,
    several
      ? [
          curves.length > 0 &&
            html`<h3>ROC</h3><div class="charts">${curves.map(({ roc }) => roc)}</div><h3>Precision and recall</h3><div class="charts">${curves.map((each) => each.precisionRecall)}</div>`,
          calibration && html`<h3>Calibration</h3><div class="charts">${calibration}</div>`,
        ]
      : html`<div class="charts">${curves.map(({ roc, precisionRecall }) => [roc, precisionRecall])}${calibration}</div>`,
  );
}

function byFrequency(classes: readonly string[], { truth }: Holdout, rows: readonly number[]): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(String(truth[row]), (counts.get(String(truth[row])) ?? 0) + 1);
  return [...classes].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}
