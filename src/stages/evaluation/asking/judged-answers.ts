import type { Truth } from "../../../records/bundle.ts";
import { METRIC_TABLE, type MetricName, mainMetric } from "../../../records/metric-table.ts";
import type { SuccessRule, Task } from "../../../records/spec.ts";
import { alignPredictions } from "../align-predictions.ts";
import { familiesOf } from "../families/families-of.ts";
import type { Answers } from "./asked-table.ts";
import type { Figure } from "./statistic.ts";

/** They rest on a row or two, so that what a single row adds to them tells nothing of how they vary. */
const OF_FEW_ROWS: ReadonlySet<MetricName> = new Set(["max_error", "medae"]);

/** The first metric that decides and that all rows have a say in, else the main metric of the task. */
export function judgedMetric(task: Task, success: readonly SuccessRule[]): MetricName {
  return success.map(({ metric }) => metric).find((metric) => !OF_FEW_ROWS.has(metric)) ?? mainMetric(task);
}

/** 1 where a higher figure is better, else -1: times a difference, how much better. */
export function betterWay(metric: MetricName): 1 | -1 {
  return METRIC_TABLE[metric].direction === "higher" ? 1 : -1;
}

/** The metric of each set of answers about the same rows; null where it is not defined for one of them. */
export function figuresOf(
  task: Task,
  metric: MetricName,
  truth: Truth,
  answers: readonly Answers[],
): Figure[] | null {
  const models = answers.map((each) => ({ ...each, keys: [...truth.keys] }));
  const figures = alignPredictions(task, truth, models).flatMap((predictions): Figure[] => {
    const family = familiesOf(predictions).find(({ names }) => names.includes(metric));
    return family ? [{ family, metric }] : [];
  });
  return figures.length === answers.length ? figures : null;
}
