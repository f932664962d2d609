import { digestJson } from "../../core/digest.ts";
import type { Predictions, Truth } from "../../records/bundle.ts";
import type {
  Baseline,
  Champion,
  Evaluation,
  MetricComparison,
  OwnMetric,
} from "../../records/evaluation.ts";
import { METRIC_TABLE, type MetricName, mainMetric } from "../../records/metric-table.ts";
import type { FilePredictions } from "../../records/predictions.ts";
import type { DataChange } from "../../records/profile.ts";
import type { SuccessRule, Task } from "../../records/spec.ts";
import { alignPredictions } from "./align-predictions.ts";
import { baselineFigures } from "./baseline-figures.ts";
import { comparePredictions, type PredictionComparison } from "./compare/compare-predictions.ts";
import { confusionOf } from "./confusion.ts";
import { holdoutDigest } from "./holdout-digest.ts";
import { metricsOfRows } from "./metrics.ts";

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
  /** What the simplest model, made from the training rows alone, predicts; `itself`: the challenger is that model. */
  readonly baseline: (Pick<Baseline, "itself"> & { readonly predictions: Predictions }) | null;
  /** What the training command says of itself. */
  readonly own?: readonly OwnMetric[];
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
  const { task, truth, challenger, confidence } = input;
  const champion = input.champion && sameBundle(input.champion, challenger);
  const whole = alignPredictions(task, truth, [challenger.predictions])[0]!;
  const own = metricsOfRows(whole);
  const decide = decidingMetrics(input);
  const shared = champion && sharedRows(input, champion);
  const found = champion && shared && compare(input, champion, shared.models, decide);
  const metrics = (Object.keys(own) as MetricName[]).map(
    (metric): MetricComparison => ({
      metric,
      direction: METRIC_TABLE[metric].direction,
      challenger: own[metric]!,
      compared: found ? comparedMetric(found, metric) : null,
      gated: decide.includes(metric),
    }),
  );
  const baseline = baselineFigures(input.baseline, decide, { task, truth, whole, own });
  return {
    format: 1,
    model: input.model,
    task,
    recipe: challenger.recipe,
    bundle: challenger.bundle,
    rows: whole.keys.length,
    holdout: holdoutDigest(truth),
    confidence,
    resamples: found?.resamples ?? input.resamples,
    ...(found && found.resamples_others < found.resamples && { resamples_others: found.resamples_others }),
    champion: champion && shared && championRecord(champion, shared),
    metrics,
    confusion: whole.task === "classification" ? confusionOf(whole) : null,
    ...(baseline && { baseline }),
    ...(input.own && { own_metrics: [...input.own] }),
    verdict: champion ? (found?.verdict ?? "inconclusive") : "first",
    data: input.data,
  };
}

/** Those that the success criteria name, in their order. */
function decidingMetrics({ task, success }: EvaluationInput): readonly MetricName[] {
  return success.length > 0 ? [...new Set(success.map(({ metric }) => metric))] : [mainMetric(task)];
}

type ChampionInput = NonNullable<EvaluationInput["champion"]>;

/** A model against itself: whatever it has seen, it has seen on both sides, and no row can tell the two apart. */
function sameBundle(champion: ChampionInput, challenger: EvaluationInput["challenger"]): ChampionInput {
  if (champion.bundle !== challenger.bundle) return champion;
  return { ...champion, predictions: challenger.predictions, seen: new Set() };
}

interface SharedRows {
  /** Champion and challenger. */
  readonly models: readonly [FilePredictions, FilePredictions];
  /** Rows left out since the champion had seen them. */
  readonly seen: number;
}

function sharedRows({ task, truth, challenger }: EvaluationInput, champion: ChampionInput): SharedRows {
  const both = [champion.predictions, challenger.predictions];
  const fair = alignPredictions(task, truth, both, champion.seen);
  const all = champion.seen.size === 0 ? fair : alignPredictions(task, truth, both);
  return { models: [fair[0]!, fair[1]!], seen: all[0]!.keys.length - fair[0]!.keys.length };
}

function compare(
  { success, challenger, confidence, resamples }: EvaluationInput,
  champion: ChampionInput,
  [left, right]: SharedRows["models"],
  decide: readonly MetricName[],
): PredictionComparison | null {
  const rows = left.keys.length;
  if (rows < FEWEST_ROWS) return null;
  const seed = Number.parseInt(digestJson([champion.bundle, challenger.bundle]).slice(0, 8), 16);
  const options = { decide, tolerance: tolerances(success), confidence, resamples, seed };
  return comparePredictions({ champion: left, challenger: right, rows }, options);
}

/** Two rules for one metric: both must hold, so the stricter one counts. */
function tolerances(success: readonly SuccessRule[]): Map<MetricName, number> {
  const found = new Map<MetricName, number>();
  for (const { metric, regression } of success)
    if (regression !== undefined) found.set(metric, Math.min(regression, found.get(metric) ?? regression));
  return found;
}

/** Null for what one of the two lacks, and for what no bootstrap can tell, such as the largest error. */
function comparedMetric({ metrics }: PredictionComparison, metric: MetricName): MetricComparison["compared"] {
  const found = metrics.find((each) => each.metric === metric)?.compared;
  if (!found?.interval || found.test === "none") return null;
  const { champion, challenger, difference, interval, tolerance, p_value, test, verdict } = found;
  const { error, adjusted_p_value, smallest, rows_to_settle } = found;
  // No record holds a figure beyond the largest double.
  if (![difference, ...interval].every(Number.isFinite)) return null;
  return {
    champion,
    challenger,
    difference,
    interval: [interval[0], interval[1]],
    tolerance,
    p_value,
    test,
    ...(error !== null && { error }),
    ...(adjusted_p_value !== null && { adjusted_p_value }),
    ...(smallest !== null && Number.isFinite(smallest) && { smallest }),
    ...(rows_to_settle !== null && Number.isFinite(rows_to_settle) && { rows_to_settle }),
    verdict,
  };
}

function championRecord(champion: ChampionInput, { models, seen }: SharedRows): Champion {
  const { version, commit, recipe, bundle, source } = champion;
  return { version, commit, recipe, bundle, source, rows: models[0].keys.length, seen };
}
