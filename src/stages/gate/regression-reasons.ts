import type { Evaluation, GateReason, MetricComparison } from "../../records/evaluation.ts";
import type { MetricName } from "../../records/metric-table.ts";
import { figureText, intervalTexts } from "./figure-text.ts";

/** What the comparison with the champion says of a metric; nothing without a champion or without a figure. */
export function regressionReasons(metric: MetricName, { metrics, champion }: Evaluation): GateReason[] {
  const found = metrics.find((each) => each.metric === metric);
  if (!champion || !found) return [];
  if (!found.compared) {
    const why =
      champion.rows < 2
        ? `the two share ${champion.rows === 1 ? "only 1 row" : "no row"} that it was not trained on`
        : metric === "max_error"
          ? "the largest error rests on a single row, and no interval around it can be trusted"
          : "its predictions do not allow it";
    const text = `${metric} could not be compared with ${champion.version}: ${why}`;
    return [{ rule: "regression", metric, passed: true, text }];
  }
  const { difference, tolerance, verdict } = found.compared;
  return [
    {
      rule: "regression",
      metric,
      passed: verdict !== "regressed",
      figure: difference,
      bound: tolerance,
      text: `${metric} ${inWords(found.compared, champion.version)}`,
    },
  ];
}

function inWords(
  { verdict, difference, interval, tolerance }: NonNullable<MetricComparison["compared"]>,
  champion: string,
): string {
  const figures = intervalTexts(difference, interval);
  switch (verdict) {
    case "improved":
      return `is better than ${champion}'s, beyond what chance explains (${figures})`;
    case "equivalent":
      return `is as good as ${champion}'s, within ${figureText(tolerance)} (${figures})`;
    case "inconclusive":
      return `differs from ${champion}'s by no more than chance may explain (${figures})`;
    case "regressed":
      return `is worse than ${champion}'s, beyond what chance explains and beyond the tolerated ${figureText(tolerance)} (${figures})`;
  }
}
