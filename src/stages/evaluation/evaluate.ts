import { digestJson } from "../../core/digest.ts";
import type { Predictions, Truth } from "../../records/bundle.ts";
import type { Champion, Evaluation, MetricComparison } from "../../records/evaluation.ts";
import type { DataChange } from "../../records/profile.ts";
import type { MetricName, SuccessRule, Task } from "../../records/spec.ts";
import { defaultTolerance, METRIC_KINDS, mainMetric } from "./metric-kinds.ts";
import { computeMetrics, confusionOf, predictedRows } from "./metrics.ts";
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

/**
 * Champion against challenger on the rows that both predicted and that the champion was not made from, metric by metric. With fewer
 * than two such rows nothing is compared, and the verdict is `inconclusive`.
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const { task, truth, challenger, success, confidence } = input;
  const champion = input.champion && sameBundle(input.champion, challenger);
  const own = computeMetrics(task, truth, challenger.predictions);
  const shared = champion && sharedRows(task, truth, challenger.predictions, champion);
  const enough = shared !== null && shared.rows.keys.length >= FEWEST_ROWS;
  const resamples = enough
    ? resamplesFor(shared.rows.keys.length, input.resamples, confidence)
    : input.resamples;
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
    rows: predictedRows(task, truth, challenger.predictions).keys.length,
    confidence,
    resamples,
    champion: champion && shared && championRecord(champion, shared),
    metrics,
    confusion: task === "classification" ? confusionOf(truth, challenger.predictions) : null,
    verdict: champion ? overallVerdict(metrics) : "first",
    data: input.data,
  };
}

type ChampionInput = NonNullable<EvaluationInput["champion"]>;

/** A model against itself: whatever it has seen, it has seen on both sides, and no row can tell the two apart. */
function sameBundle(champion: ChampionInput, challenger: EvaluationInput["challenger"]): ChampionInput {
  if (champion.bundle !== challenger.bundle) return champion;
  return { ...champion, predictions: challenger.predictions, seen: new Set() };
}

interface SharedRows {
  readonly rows: AlignedRows;
  /** Rows left out since the champion had seen them. */
  readonly seen: number;
}

function sharedRows(task: Task, truth: Truth, challenger: Predictions, champion: ChampionInput): SharedRows {
  const both = predictedRows(task, truth, challenger, champion.predictions);
  const fair = both.keys.flatMap((key, row) => (champion.seen.has(key) ? [] : [row]));
  return {
    rows: { keys: fair.map((row) => both.keys[row]!), truth: fair.map((row) => both.truth[row]!) },
    seen: both.keys.length - fair.length,
  };
}

function compare(
  { task, challenger, confidence }: EvaluationInput,
  champion: ChampionInput,
  rows: AlignedRows,
  resamples: number,
): ReadonlyMap<MetricName, PairedInterval> {
  const seed = Number.parseInt(digestJson([champion.bundle, challenger.bundle]).slice(0, 8), 16);
  const [left, right] = [champion, challenger].map(({ predictions }) => scorerOf(task, rows, predictions));
  return pairedBootstrap(left!, right!, rows.keys.length, { confidence, resamples, seed });
}

function compared(metric: MetricName, interval: PairedInterval, success: readonly SuccessRule[]) {
  const declared = success.flatMap((rule) =>
    rule.metric === metric && rule.regression !== undefined ? [rule.regression] : [],
  );
  // Two rules for one metric: both must hold, so the stricter one counts.
  const tolerance = declared.length > 0 ? Math.min(...declared) : defaultTolerance(metric, interval.champion);
  return {
    ...interval,
    tolerance,
    verdict: verdictOf(METRIC_KINDS[metric].direction, interval.interval, tolerance),
  };
}

function championRecord(champion: ChampionInput, { rows, seen }: SharedRows): Champion {
  const { version, commit, recipe, bundle, source } = champion;
  return { version, commit, recipe, bundle, source, rows: rows.keys.length, seen };
}
