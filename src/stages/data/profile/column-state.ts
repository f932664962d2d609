import { DistinctCounter } from "../../../core/sketches/distinct-counter.ts";
import { FrequentValues } from "../../../core/sketches/frequent-values.ts";
import { type Moments, mergeMoments, NO_MOMENTS } from "../../../core/sketches/moments.ts";
import {
  mergeSummaries,
  NO_SUMMARY,
  type QuantileSummary,
  readSummary,
} from "../../../core/sketches/quantile-summary.ts";
import type { ColumnType, FullColumnProfile, KindCount } from "../../../records/column-profile.ts";
import { decideType, mergeKinds } from "./cell-kinds.ts";

/** All that is known of a column, in a form that can be merged. */
export interface ColumnState {
  readonly name: string;
  readonly kinds: readonly KindCount[];
  readonly rows: number;
  readonly missing: number;
  readonly rounded: number;
  /** Of numbers or moments in time, whichever the column holds; empty for other columns. */
  readonly moments: Moments;
  readonly quantiles: QuantileSummary;
  readonly distinct: DistinctCounter;
  readonly values: FrequentValues;
  readonly patterns: FrequentValues;
  readonly lengths: Moments;
  /** Of a column one part of which was found to say something of persons. */
  readonly personal?: FullColumnProfile["personal"];
}

export function stateOf({
  name,
  kinds,
  rows,
  missing,
  rounded,
  personal,
  sketches,
}: FullColumnProfile): ColumnState {
  return {
    name,
    kinds,
    rows,
    missing,
    rounded: rounded ?? 0,
    moments: sketches.moments ?? NO_MOMENTS,
    quantiles: sketches.quantiles ? readSummary(sketches.quantiles) : NO_SUMMARY,
    distinct: DistinctCounter.read(sketches.distinct),
    values: FrequentValues.read(sketches.values),
    patterns: FrequentValues.read(sketches.patterns),
    lengths: sketches.lengths ?? NO_MOMENTS,
    personal,
  };
}

/** Merges two columns of one name. The sketches of `left` are used up. */
export function mergeStates(left: ColumnState, right: ColumnState): ColumnState {
  const kinds = mergeKinds(left.kinds, right.kinds);
  const measured = isMeasured(decideType(kinds).type);
  left.distinct.merge(right.distinct);
  left.values.merge(right.values);
  left.patterns.merge(right.patterns);
  return {
    name: left.name,
    kinds,
    rows: left.rows + right.rows,
    missing: left.missing + right.missing,
    rounded: left.rounded + right.rounded,
    moments: measured ? mergeMoments(left.moments, right.moments) : NO_MOMENTS,
    quantiles: measured ? mergeSummaries(left.quantiles, right.quantiles) : NO_SUMMARY,
    distinct: left.distinct,
    values: left.values,
    patterns: left.patterns,
    lengths: mergeMoments(left.lengths, right.lengths),
    personal: left.personal ?? right.personal,
  };
}

export function isMeasured(type: ColumnType): boolean {
  return isNumber(type) || isTime(type);
}

export function isNumber(type: ColumnType): boolean {
  return type === "number" || type === "integer";
}

export function isTime(type: ColumnType): boolean {
  return type === "date" || type === "datetime";
}
