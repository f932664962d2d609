import { holm } from "../../../core/statistics/holm.ts";
import { mcnemarExact } from "../../../core/statistics/mcnemar.ts";
import { pairedT } from "../../../core/statistics/paired-t.ts";
import { fewestTellingPairs } from "../../../core/statistics/sign-test.ts";
import type { ComparedMetric, FileComparison } from "../../../records/comparison.ts";
import {
  ALL_METRICS,
  type AnyMetric,
  defaultTolerance,
  METRIC_TABLE,
} from "../../../records/metric-table.ts";
import type { AnyPredictions, FilePredictions } from "../../../records/predictions.ts";
import { familiesOf } from "../families/families-of.ts";
import type { Family } from "../families/family.ts";
import { overallVerdict, verdictOf } from "../verdict.ts";
import { compareMetric, type RawDifference } from "./compare-metric.ts";
import { discordant } from "./paired-test.ts";
import { decides, measure, resampleFamilies } from "./resample-families.ts";
import { resamplesFor, resamplesForOthers } from "./resamples-for.ts";
import { rowsToSettle, smallestDifference } from "./settle.ts";

export interface CompareOptions {
  /** The metrics that decide. */
  readonly decide: readonly AnyMetric[];
  /** The loss that is tolerated in each metric, or in those that are named; by default a hundredth. */
  readonly tolerance?: number | ReadonlyMap<AnyMetric, number> | undefined;
  readonly confidence: number;
  readonly resamples: number;
  readonly seed: number;
  /** How many of the highest scores precision and NDCG at k look at. */
  readonly k?: number;
}

/** The same rows, as two models see them. */
export interface ComparedRows {
  readonly champion: AnyPredictions;
  readonly challenger: AnyPredictions;
  readonly rows: number;
}

export type PredictionComparison = Pick<
  FileComparison,
  | "shared"
  | "confidence"
  | "resamples"
  | "resamples_others"
  | "seed"
  | "metrics"
  | "mcnemar"
  | "paired_t"
  | "verdict"
>;

/**
 * Two models on the same rows. A metric that decides is called improved or regressed when two things agree: its BCa interval leaves
 * zero out, and its own paired test rejects no difference, after Holm's correction over all metrics that decide.
 */
export function comparePredictions(shared: ComparedRows, options: CompareOptions): PredictionComparison {
  const { champion, challenger, rows } = shared;
  const { decide, confidence, seed } = options;
  const level = (1 - confidence) / decide.length;
  const models = [familiesOf(champion, options), familiesOf(challenger, options)] as const;
  const resamples = resamplesFor(rows, options.resamples, 1 - level);
  const others = resamplesForOthers(rows * passes(models[1], decide), resamples, confidence);
  const [left, right] = models.map((families) => measure(families, rows));
  const resampled = resampleFamilies(models, rows, { resamples, others, decide, seed });
  const raw = new Map<AnyMetric, RawDifference>();
  for (const name of ALL_METRICS) {
    const values = [left!.get(name), right!.get(name)] as [number, number];
    if (!values.every(Number.isFinite)) continue;
    const families = models.map((each) => each.find(({ names }) => names.includes(name))!) as [
      Family,
      Family,
    ];
    raw.set(name, compareMetric(name, families, values, resampled.get(name)!, confidence));
  }
  const adjusted = holm(decide.map((name) => raw.get(name)?.p_value ?? 1));
  const judge = (name: AnyMetric, found: RawDifference): ComparedMetric => {
    const at = decide.indexOf(name);
    const corrected = at < 0 ? null : adjusted[at]!;
    return judgeDifference(name, found, corrected, { rows, level: at < 0 ? 1 - confidence : level }, options);
  };
  const metrics = [...raw].map(([name, found]) => judge(name, found));
  return {
    shared: rows,
    confidence,
    resamples,
    resamples_others: others,
    seed,
    metrics,
    ...tests(champion, challenger),
    verdict: overall(metrics, decide),
  };
}

/** How often one resample goes over the rows for what does not decide. */
function passes(families: readonly Family[], decide: readonly AnyMetric[]): number {
  return families.reduce((sum, family) => sum + (decides(family, decide) ? 0 : family.passes), 0);
}

/** A metric that decides and could not be compared leaves the whole inconclusive, unless another has regressed. */
function overall(
  metrics: readonly ComparedMetric[],
  decide: readonly AnyMetric[],
): FileComparison["verdict"] {
  const deciding = decide.map(
    (name) => metrics.find(({ metric }) => metric === name) ?? { gated: true, compared: null },
  );
  const verdict = overallVerdict(deciding);
  return verdict === "first" ? "inconclusive" : verdict;
}

/** What a difference comes to: its verdict, and how small a difference so many rows could have shown. */
export function judgeDifference(
  name: AnyMetric,
  { error, ...found }: RawDifference,
  adjusted: number | null,
  sharp: { readonly rows: number; readonly level: number },
  { confidence, tolerance: given }: Pick<CompareOptions, "confidence" | "tolerance">,
): ComparedMetric {
  const { direction } = METRIC_TABLE[name];
  const named = typeof given === "object" ? given.get(name) : given;
  const tolerance = named ?? defaultTolerance(name, found.champion);
  const called = (adjusted ?? found.p_value) <= 1 - confidence;
  const { interval } = found;
  const verdict =
    interval === null
      ? "inconclusive"
      : verdictOf(direction, called ? interval : withZero(interval), tolerance);
  const sharpness = { ...sharp, error };
  const smallest = interval === null ? null : atLeast(name, smallestDifference(sharpness), sharp);
  const settled = verdict !== "inconclusive" || interval === null;
  return {
    metric: name,
    direction,
    gated: adjusted !== null,
    compared: {
      ...found,
      error: Number.isFinite(error) ? error : null,
      adjusted_p_value: adjusted,
      tolerance,
      smallest,
      rows_to_settle: settled ? null : rowsToSettle(sharpness, found.difference, tolerance),
      verdict,
    },
  };
}

function withZero([low, high]: readonly [number, number]): [number, number] {
  return [Math.min(low, 0), Math.max(high, 0)];
}

/** Of right and wrong rows, fewer than a sign test needs would show nothing, however alike the two are. */
function atLeast(name: AnyMetric, smallest: number, { rows, level }: { rows: number; level: number }) {
  if (name === "accuracy") return Math.max(smallest, fewestTellingPairs(1 - level) / rows);
  return smallest > 0 ? smallest : null;
}

function ofRows(predictions: AnyPredictions): predictions is FilePredictions {
  return predictions.task === "classification" || predictions.task === "regression";
}

function tests(
  champion: AnyPredictions,
  challenger: AnyPredictions,
): Pick<FileComparison, "mcnemar" | "paired_t"> {
  if (!ofRows(champion) || !ofRows(challenger)) return { mcnemar: null, paired_t: null };
  const wrong = ({ truth, predicted }: FilePredictions) =>
    Int8Array.from(truth, (actual, row) => (actual === predicted[row] ? 0 : 1));
  if (champion.task === "classification") {
    const [onlyChampion, onlyChallenger] = discordant(wrong(champion), wrong(challenger));
    const mcnemar = {
      only_champion_right: onlyChampion,
      only_challenger_right: onlyChallenger,
      statistic: Math.min(onlyChampion, onlyChallenger),
      p_value: mcnemarExact(onlyChampion, onlyChallenger),
    };
    return { mcnemar, paired_t: null };
  }
  const errors = ({ truth, predicted }: FilePredictions) =>
    Float64Array.from(truth, (actual, row) => Math.abs(actual - predicted[row]!));
  const { t, degrees, p } = pairedT(errors(champion), errors(challenger));
  return { mcnemar: null, paired_t: { statistic: t, degrees, p_value: p } };
}
