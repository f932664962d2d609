import { digestJson } from "../../core/digest.ts";
import type { Predictions, Truth } from "../../records/bundle.ts";
import type { Champion, Evaluation, MetricComparison } from "../../records/evaluation.ts";
import type { DataChange } from "../../records/profile.ts";
import type { MetricName, SuccessRule, Task } from "../../records/spec.ts";
import { defaultTolerance, METRIC_KINDS, mainMetric } from "./metric-kinds.ts";
import { computeMetrics, confusionOf } from "./metrics.ts";
import { type PairedInterval, pairedBootstrap, resamplesFor } from "./paired-bootstrap.ts";
import { type AlignedRows, scorerOf } from "./scorer.ts";
import { overallVerdict, verdictOf } from "./verdict.ts";

export interface EvaluationInput {
  readonly model: string;
  readonly task: Task;
  readonly success: readonly SuccessRule[];
  readonly confidence: number;
  readonly resamples: number;
  readonly challenger: {
    readonly recipe: string;
    readonly bundle: string;
    readonly predictions: Predictions;
  };
  readonly champion:
    | (Omit<Champion, "rows" | "seen"> & {
        readonly predictions: Predictions;
        readonly seen: ReadonlySet<string>;
      })
    | null;
  readonly truth: Truth;
  readonly data: DataChange | null;
}

/** Fewer rows than this say nothing. */
const FEWEST_ROWS = 2;

/** Champion against challenger on the same rows, metric by metric. */
export function evaluate(input: EvaluationInput): Evaluation {
  const { task, truth, challenger, champion, success, confidence } = input;
  const own = computeMetrics(task, truth, challenger.predictions);
  const shared = champion && sharedRows(truth, challenger.predictions, champion.predictions, champion.seen);
  const enough = shared !== null && shared.rows.keys.length >= FEWEST_ROWS;
  const resamples = enough ? resamplesFor(shared.rows.keys.length, input.resamples) : input.resamples;
  const intervals = champion && enough ? compare(input, champion, shared.rows, resamples) : null;
  const gated = new Set<MetricName>(
    success.length > 0 ? success.map(({ metric }) => metric) : [mainMetric(task)],
  );
  const metrics = (Object.keys(own) as MetricName[]).map((metric): MetricComparison => {
    const interval = intervals?.get(metric);
    return {
      metric,
      direction: METRIC_KINDS[metric].direction,
      challenger: own[metric]!,
      compared: interval ? compared(metric, interval, success) : null,
      gated: gated.has(metric),
    };
  });
  return {
    format: 1,
    model: input.model,
    task,
    recipe: challenger.recipe,
    bundle: challenger.bundle,
    rows: truth.keys.length,
    confidence,
    resamples,
    champion: champion && shared && championRecord(champion, shared),
    metrics,
    confusion: task === "classification" ? confusionOf(truth, challenger.predictions) : null,
    verdict: champion ? overallVerdict(metrics) : "first",
    data: input.data,
  };
}

interface SharedRows {
  readonly rows: AlignedRows;
  /** Rows left out since the champion had seen them. */
  readonly seen: number;
}

/** Rows of the holdout that both models predicted and that the champion was not made from. */
function sharedRows(
  truth: Truth,
  challenger: Predictions,
  champion: Predictions,
  seen: ReadonlySet<string>,
): SharedRows {
  const [left, right] = [new Set(champion.keys), new Set(challenger.keys)];
  const both = truth.keys.flatMap((key, row) => (left.has(key) && right.has(key) ? [row] : []));
  const fair = both.filter((row) => !seen.has(truth.keys[row]!));
  return {
    rows: { keys: fair.map((row) => truth.keys[row]!), truth: fair.map((row) => truth.values[row]!) },
    seen: both.length - fair.length,
  };
}

function compare(
  { task, challenger, confidence }: EvaluationInput,
  champion: NonNullable<EvaluationInput["champion"]>,
  rows: AlignedRows,
  resamples: number,
): ReadonlyMap<MetricName, PairedInterval> {
  const seed = Number.parseInt(digestJson([champion.bundle, challenger.bundle]).slice(0, 8), 16);
  const scorers = [champion.predictions, challenger.predictions].map((predictions) =>
    scorerOf(task, rows, predictions),
  );
  return pairedBootstrap(scorers[0]!, scorers[1]!, rows.keys.length, { confidence, resamples, seed });
}

function compared(metric: MetricName, interval: PairedInterval, success: readonly SuccessRule[]) {
  const rule = success.find((each) => each.metric === metric);
  const tolerance = rule?.regression ?? defaultTolerance(metric, interval.champion);
  return {
    ...interval,
    tolerance,
    verdict: verdictOf(METRIC_KINDS[metric].direction, interval.interval, tolerance),
  };
}

function championRecord(
  champion: NonNullable<EvaluationInput["champion"]>,
  { rows, seen }: SharedRows,
): Champion {
  const { version, commit, recipe, bundle, source } = champion;
  return { version, commit, recipe, bundle, source, rows: rows.keys.length, seen };
}
