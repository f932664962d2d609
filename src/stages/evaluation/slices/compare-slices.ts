import { holm } from "../../../core/statistics/holm.ts";
import { fewestTellingPairs } from "../../../core/statistics/sign-test.ts";
import { defaultTolerance, METRIC_TABLE, type MetricName } from "../../../records/metric-table.ts";
import type { FilePredictions } from "../../../records/predictions.ts";
import type { SliceComparison, Slices, Unnamed } from "../../../records/slices.ts";
import type { RawDifference } from "../compare/compare-metric.ts";
import { compareOne, measureOne } from "../compare/compare-one.ts";
import { judgeDifference } from "../compare/compare-predictions.ts";
import { differenceRecord } from "../compare/difference-record.ts";
import { rowsToSettle } from "../compare/settle.ts";
import { pickRows } from "../pick-rows.ts";
import type { DeclaredSlice } from "./declared-slices.ts";

export interface SliceInput {
  readonly slices: readonly DeclaredSlice[];
  readonly unnamed: readonly Unnamed[];
  /** Where each row of the truth stands, by its key. */
  readonly places: ReadonlyMap<string, number>;
  readonly whole: FilePredictions;
  /** Champion and challenger on the rows that they share; null without a champion. */
  readonly shared: readonly [FilePredictions, FilePredictions] | null;
  /** The metric of a slice that names none, and what is tolerated of each. */
  readonly metric: MetricName;
  readonly tolerance: ReadonlyMap<MetricName, number>;
  readonly confidence: number;
  readonly resamples: number;
  readonly seed: number;
}

/** Fewer rows than this say nothing of a slice, whatever they are. */
const FEWEST_ROWS = 10;

interface Part {
  readonly slice: DeclaredSlice;
  readonly metric: MetricName;
  readonly rows: number;
  readonly shared: number;
  readonly challenger: number | null;
  readonly raw: RawDifference | null;
  readonly small: boolean;
}

/**
 * Champion against challenger in each slice, by the tests of the whole comparison; p-values are corrected over all slices (Holm). A slice
 * with fewer rows than a test could ever need is not compared: it is too small.
 */
export function compareSlices(input: SliceInput): Slices {
  const { slices, unnamed, confidence } = input;
  const level = (1 - confidence) / Math.max(1, slices.length);
  const fewest = Math.max(FEWEST_ROWS, fewestTellingPairs(1 - level));
  const parts = slices.map((slice) => partOf(slice, input, fewest));
  const tested = parts.filter(({ raw }) => raw !== null);
  const adjusted = holm(tested.map(({ raw }) => raw!.p_value));
  const wholes = wholeOf(new Set(parts.filter(({ small }) => small).map(({ metric }) => metric)), input);
  const declared = parts.map((part): SliceComparison => {
    const { slice, metric, rows, shared, challenger, raw, small } = part;
    const tolerance = slice.tolerance ?? input.tolerance.get(metric);
    const options = { confidence, tolerance };
    const found =
      raw &&
      judgeDifference(metric, raw, adjusted[tested.indexOf(part)]!, { rows: shared, level }, options)
        .compared;
    const settle =
      small && input.shared
        ? settleSmall(part, wholes.get(metric) ?? null, input.shared[0].keys.length, {
            level,
            fewest,
            tolerance,
          })
        : null;
    return {
      name: slice.name,
      metric,
      direction: METRIC_TABLE[metric].direction,
      rows,
      challenger,
      shared,
      compared: found ? differenceRecord(found) : null,
      small,
      ...(settle !== null && { rows_to_settle: settle }),
    };
  });
  return { declared, unnamed: [...unnamed] };
}

function partOf(slice: DeclaredSlice, input: SliceInput, fewest: number): Part {
  const { places, whole, shared, confidence, resamples, seed } = input;
  const metric = slice.metric ?? input.metric;
  const rowsOf = ({ keys }: FilePredictions) =>
    [...keys.keys()].filter((row) => slice.within[places.get(keys[row]!)!] === 1);
  const own = pickRows(whole, rowsOf(whole));
  const both = shared ? rowsOf(shared[0]) : [];
  const rows = both.length;
  const small = (shared ? rows : own.keys.length) < fewest;
  const raw =
    shared && !small
      ? compareOne(
          { champion: pickRows(shared[0], both), challenger: pickRows(shared[1], both), rows },
          { metric, confidence, family: input.slices.length, resamples, seed },
        )
      : null;
  return {
    slice,
    metric,
    rows: own.keys.length,
    shared: rows,
    challenger: measureOne(own, metric),
    raw,
    small,
  };
}

/** All shared rows by each of some metrics, for slices that are too small to tell how much their own rows vary. */
function wholeOf(metrics: ReadonlySet<MetricName>, input: SliceInput): Map<MetricName, RawDifference | null> {
  const { slices, shared, confidence, resamples, seed } = input;
  if (!shared || shared[0].keys.length < 2) return new Map();
  const [champion, challenger] = shared;
  const rows = champion.keys.length;
  const asked = { confidence, family: slices.length, resamples, seed };
  return new Map(
    [...metrics].map((metric) => [metric, compareOne({ champion, challenger, rows }, { metric, ...asked })]),
  );
}

/**
 * How many rows would settle a small slice: as many as would show the tolerated loss if its rows varied as all rows do. At least as many
 * as any test needs.
 */
function settleSmall(
  { metric, shared }: Part,
  whole: RawDifference | null,
  all: number,
  { level, fewest, tolerance: given }: { level: number; fewest: number; tolerance: number | undefined },
): number {
  if (!whole) return fewest;
  const rows = Math.max(1, shared);
  const error = whole.error * Math.sqrt(all / rows);
  const tolerance = given ?? defaultTolerance(metric, whole.champion);
  return Math.max(fewest, rowsToSettle({ rows, error, level }, 0, tolerance) ?? 0);
}
