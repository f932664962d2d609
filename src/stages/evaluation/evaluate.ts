import { digestJson } from "../../core/digest.ts";
import type { Compared } from "../../records/compared.ts";
import type { Champion, Evaluation, MetricComparison } from "../../records/evaluation.ts";
import { METRIC_TABLE, type MetricName, mainMetric } from "../../records/metric-table.ts";
import type { FilePredictions } from "../../records/predictions.ts";
import { alignPredictions } from "./align-predictions.ts";
import { baselineFigures } from "./baseline-figures.ts";
import { comparePredictions, type PredictionComparison } from "./compare/compare-predictions.ts";
import { differenceRecord } from "./compare/difference-record.ts";
import { confusionOf } from "./confusion.ts";
import type { EvaluationInput } from "./evaluation-input.ts";
import { groupFigures } from "./group-figures.ts";
import { holdoutDigest } from "./holdout-digest.ts";
import { metricsOfRows } from "./metrics.ts";
import { tolerances } from "./tolerances.ts";

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
  const names = Object.keys(own) as MetricName[];
  // What decides stands first, in the order in which the team names it.
  const ordered = [
    ...decide.filter((metric) => names.includes(metric)),
    ...names.filter((metric) => !decide.includes(metric)),
  ];
  const metrics = ordered.map(
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
    ...groupFigures(input, { whole, shared: shared?.models ?? null, decide, seed: seedOf(input) }),
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
  const seed = seedOf({ champion, challenger });
  const options = { decide, tolerance: tolerances(success), confidence, resamples, seed };
  return comparePredictions({ champion: left, challenger: right, rows }, options);
}

/** Of the bundles alone: the same comparison gives the same figures. */
function seedOf({ champion, challenger }: Pick<EvaluationInput, "champion" | "challenger">): number {
  return Number.parseInt(digestJson([champion?.bundle ?? null, challenger.bundle]).slice(0, 8), 16);
}

function comparedMetric({ metrics }: PredictionComparison, metric: MetricName): Compared | null {
  const found = metrics.find((each) => each.metric === metric)?.compared;
  return found ? differenceRecord(found) : null;
}

function championRecord(champion: ChampionInput, { models, seen }: SharedRows): Champion {
  const { version, commit, recipe, bundle, source } = champion;
  return { version, commit, recipe, bundle, source, rows: models[0].keys.length, seen };
}
