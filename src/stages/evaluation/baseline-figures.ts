import type { Truth } from "../../records/bundle.ts";
import type { Baseline } from "../../records/evaluation.ts";
import { METRIC_TABLE, type MetricName, mainMetric } from "../../records/metric-table.ts";
import type { FilePredictions } from "../../records/predictions.ts";
import type { Task } from "../../records/spec.ts";
import type { EvaluationInput } from "./evaluation-input.ts";
import { computeMetrics } from "./metrics.ts";

/** The challenger: its rows and its figures on them. */
interface Challenger {
  readonly task: Task;
  readonly truth: Truth;
  readonly whole: FilePredictions;
  readonly own: Partial<Record<MetricName, number>>;
}

/**
 * How the simplest model does on the challenger's rows, by the first metric that decides. Where that is one by which the same answer
 * to every row may be perfect, the next one counts, and at last the main metric of the task. Null where either has no figure.
 */
export function baselineFigures(
  input: EvaluationInput["baseline"],
  decide: readonly MetricName[],
  { task, truth, whole, own }: Challenger,
): Baseline | null {
  if (!input) return null;
  const judged = new Set(whole.keys);
  const rows = truth.keys.flatMap((key, row) => (judged.has(key) ? [row] : []));
  const values = rows.map((row) => truth.values[row]!) as string[] | number[];
  const simplest = computeMetrics(
    task,
    { keys: rows.map((row) => truth.keys[row]!), values },
    input.predictions,
  );
  const telling = [...decide, mainMetric(task)].find(
    (name) =>
      !METRIC_TABLE[name].flattersConstants && simplest[name] !== undefined && own[name] !== undefined,
  );
  if (telling === undefined) return null;
  return {
    metric: telling,
    direction: METRIC_TABLE[telling].direction,
    baseline: simplest[telling]!,
    challenger: own[telling]!,
    itself: input.itself,
  };
}
