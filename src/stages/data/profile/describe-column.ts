import { DISTINCT_ERROR } from "../../../core/sketches/distinct-counter.ts";
import type { FrequentValues } from "../../../core/sketches/frequent-values.ts";
import { deviationOf, type Moments } from "../../../core/sketches/moments.ts";
import {
  compressSummary,
  countBelow,
  type QuantileSummary,
  quantileAt,
  writeSummary,
} from "../../../core/sketches/quantile-summary.ts";
import type { ColumnType, FullColumnProfile } from "../../../records/column-profile.ts";
import { decideType } from "./cell-kinds.ts";
import { type ColumnState, isMeasured, isNumber, isTime } from "./column-state.ts";
import { hidePersons } from "./hide-persons.ts";

const SHARES = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
const BINS = 20;
const MOST_TOP = 10;
const MOST_PATTERNS = 5;
/** What a profile keeps of the sketches: together with the registers of HyperLogLog under 10 KB a column. */
const MOST_POINTS = 288;
/** Characters of JSON for frequent values, in columns with quantiles and without. */
const MOST_NUMBER_TEXT = 1400;
const MOST_VALUE_TEXT = 4000;
const MOST_PATTERN_TEXT = 600;

/** A column's state as a record: the figures for people, and what is needed to merge it later. What says something of a person is named only. */
export function describeColumn(state: ColumnState): FullColumnProfile {
  return hidePersons(recordOf(state), state.personal);
}

function recordOf(state: ColumnState): FullColumnProfile {
  const { name, kinds, rows, missing, moments, lengths } = state;
  const { type, decided } = decideType(kinds);
  const measured = isMeasured(type) && moments.count > 0;
  const quantiles = compressSummary(state.quantiles, MOST_POINTS);
  return {
    name,
    type,
    ...(decided && { decided: { file: decided.file, line: decided.line, text: decided.text } }),
    kinds: [...kinds],
    rows,
    missing,
    ...countDistinct(state, type),
    ...(state.rounded > 0 && isNumber(type) && { rounded: state.rounded }),
    ...(measured && figuresOf(moments, quantiles, type)),
    top: mostFrequent(state.values, MOST_TOP),
    topError: state.values.error,
    ...(lengths.count > 0 && {
      lengths: { minimum: lengths.minimum, maximum: lengths.maximum, mean: lengths.mean },
    }),
    ...(type === "text" && {
      patterns: mostFrequent(state.patterns, MOST_PATTERNS),
    }),
    sketches: {
      ...(measured && { moments: writeMoments(moments), quantiles: writeSummary(quantiles) }),
      distinct: state.distinct.write(),
      values: writeFrequent(state.values, measured ? MOST_NUMBER_TEXT : MOST_VALUE_TEXT),
      patterns: writeFrequent(state.patterns, MOST_PATTERN_TEXT),
      ...(lengths.count > 0 && { lengths: writeMoments(lengths) }),
    },
  };
}

/** While all values are known, numbers that are written in two ways (`1`, `1.0`) are one. */
function countDistinct({ distinct, values }: ColumnState, type: ColumnType) {
  if (isNumber(type) && values.error === 0) {
    const numbers = new Set(values.write().values.map(([text, , cut]) => cut ?? Number(text)));
    return { distinct: numbers.size, distinctError: 0 };
  }
  return { distinct: distinct.count, distinctError: distinct.exact ? 0 : DISTINCT_ERROR };
}

function figuresOf(moments: Moments, quantiles: QuantileSummary, type: ColumnType) {
  const { minimum, maximum } = moments;
  const deviation = deviationOf(moments);
  const show = (value: number) => (isTime(type) ? timeText(value, type) : value);
  return {
    minimum: show(minimum),
    maximum: show(maximum),
    ...(isNumber(type) && { mean: moments.mean }),
    ...(isNumber(type) && Number.isFinite(deviation) && { deviation }),
    quantiles: SHARES.map((share): [number, number | string] => [
      share,
      show(quantileAt(quantiles, share, [minimum, maximum])),
    ]),
    quantileError: quantiles.error,
    histogram: histogramOf(moments, quantiles),
  };
}

function histogramOf({ minimum, maximum }: Moments, quantiles: QuantileSummary) {
  const counts = new Array<number>(minimum === maximum ? 1 : BINS).fill(0);
  // Halved first: the distance of two finite numbers may be infinite.
  const edge = (bin: number) => 2 * (minimum / 2 + (maximum / 2 - minimum / 2) * (bin / counts.length));
  let below = 0;
  counts.forEach((_, bin) => {
    const last = bin === counts.length - 1;
    const upTo = last ? quantiles.count : countBelow(quantiles, edge(bin + 1));
    counts[bin] = Math.round(upTo - below);
    below = upTo;
  });
  return { minimum, maximum, counts };
}

function timeText(milliseconds: number, type: ColumnType): string {
  const text = new Date(Math.round(milliseconds)).toISOString();
  return type === "date" ? text.slice(0, 10) : text;
}

/** Those that came surely more often than any that is not known; where nearly all differ there are none. */
function mostFrequent(values: FrequentValues, most: number): [string, number][] {
  const { error, values: known } = values.write();
  const sure = known.filter(([, count]) => count > error);
  return sure.slice(0, most).map(([text, count]) => [text, count]);
}

function writeFrequent(values: FrequentValues, characters: number): FullColumnProfile["sketches"]["values"] {
  const { error, values: kept } = values.write(characters);
  return {
    error,
    values: kept.map(([text, count, cut]) => (cut === undefined ? [text, count] : [text, count, cut])),
  };
}

/** JSON has no infinity: squares of the largest numbers stay below it. */
function writeMoments(moments: Moments): Moments {
  return { ...moments, m2: Math.min(moments.m2, Number.MAX_VALUE) };
}
