import type { Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";

import { placeOf } from "../place.ts";
import type { CheckedTable } from "./checked-table.ts";
import { type CodedColumn, present } from "./coded-column.ts";
import { rowList, shareOf } from "./wording.ts";

/** A median of fewer says little. */
const LEAST_CELLS = 30;
/** How far is far: in robust deviations (1.4826 times the median distance from the median, on the value's own side). */
const LIMIT = 10;
/** The same on the logarithms, where no value is below 0. */
const LOG_LIMIT = 5;
/** And so many times as far as the next nearer value: what trails off is a long tail, and no slip. */
const GAP = 2;
/** More of them, by share and by number, are a part of the distribution. */
const MOST_SHARE = 0.01;
const MOST = 3;
const SHOWN = 3;

/**
 * Numbers far from all others of their column: a slipped decimal point, a `-999` for missing, another unit. Each side has
 * its own deviation, and a value must be far on the logarithms too where these exist, so that skewed columns (incomes,
 * durations) do not alarm. Between them and the rest there must be a gap. A declared `min` or `max` says what is allowed on its side.
 */
export function checkOutliers({ raw, spec, features, target }: CheckedTable): Problem[] {
  const regression = spec.problem.task === "regression" && target ? [target] : [];
  return [...features, ...regression].flatMap((column): Problem[] => {
    if (column.type === "text" || present(column) < LEAST_CELLS) return [];
    const expectation = Object.hasOwn(spec.data.expect, column.name) ? spec.data.expect[column.name] : {};
    const far = farCodes(column).filter(({ low }) => expectation?.[low ? "min" : "max"] === undefined);
    const count = far.reduce((sum, { code }) => sum + column.counts[code]!, 0);
    if (count === 0 || count > Math.max(MOST, MOST_SHARE * present(column))) return [];
    const codes = new Set(far.map(({ code }) => code));
    const rows = Array.from(column.codes.keys()).filter((row) => codes.has(column.codes[row]!));
    const worst = [...far].sort((a, b) => b.distance - a.distance)[0]!.code;
    const distance = new Map(far.map(({ code, distance }) => [code, distance]));
    rows.sort((a, b) => distance.get(column.codes[b]!)! - distance.get(column.codes[a]!)! || a - b);
    const text = (row: number) => showCell(raw.cells.get(column.name)![row]!, 30);
    const said = rows.slice(0, SHOWN).map((row) => `${text(row)} in ${rowList(raw, [row])}`);
    return [
      {
        code: "data-outliers",
        found: `${shareOf(count, present(column), "cells")} far from all others in the column ${showText(column.name)}: ${said.join(", ")}${rows.length > SHOWN ? ` and ${rows.length - SHOWN} more` : ""}`,
        where: placeOf(raw, rows[0]!, column.name),
        expected: `at most ${LIMIT} robust deviations from the median; the worst has ${Number(distance.get(worst)!.toPrecision(2))}`,
        next: "Correct the cells, leave them empty if not known, or declare what is right with `min` and `max` under data.expect.",
      },
    ];
  });
}

interface Far {
  readonly code: number;
  readonly low: boolean;
  readonly distance: number;
}

function farCodes(column: CodedColumn): Far[] {
  const values = column.values as Float64Array;
  const weights = column.counts.slice(1);
  const plain = distances(values, weights);
  const logs = values[0]! >= 0 ? distances(logarithms(values, weights), weights) : null;
  const isFar = (index: number) =>
    Math.abs(plain[index]!) > LIMIT && (logs === null || Math.abs(logs[index]!) > LOG_LIMIT);
  const far = [...beyondGap(plain, isFar, 1), ...beyondGap(plain, isFar, -1)];
  return far.map((index) => ({
    code: index + 1,
    low: plain[index]! < 0,
    distance: Math.abs(plain[index]!),
  }));
}

/** From the median outwards: the first far value after a gap, and all beyond it. */
function beyondGap(
  distance: readonly number[],
  isFar: (index: number) => boolean,
  step: 1 | -1,
): readonly number[] {
  const side = Array.from(distance.keys()).filter((index) => distance[index]! * step > 0);
  if (step < 0) side.reverse();
  const first = side.findIndex((index, place) => {
    const nearer = place === 0 ? 0 : Math.abs(distance[side[place - 1]!]!);
    return isFar(index) && Math.abs(distance[index]!) >= GAP * nearer;
  });
  return first < 0 ? [] : side.slice(first);
}

/** Where 0 is among the values, as in counts, all are raised by the median first (or by the least value above 0). */
function logarithms(sorted: Float64Array, weights: readonly number[]): Float64Array {
  if (sorted[0]! > 0) return sorted.map(Math.log);
  const shift = weightedMedian(sorted, weights, 0, sorted.length) || (sorted[1] ?? 1);
  return sorted.map((value) => Math.log(value + shift));
}

/** How many robust deviations of its side each value lies from the median; 0 on a side where most have the median itself. */
function distances(sorted: Float64Array, weights: readonly number[]): number[] {
  const middle = weightedMedian(sorted, weights, 0, sorted.length);
  const split = sorted.findIndex((value) => value >= middle);
  const upFrom = sorted.findIndex((value) => value > middle);
  const above = upFrom < 0 ? sorted.length : upFrom;
  // The median's own cells count on both sides, so that a column that stands still but for a few values has no deviation.
  const low = middle - weightedMedian(sorted, weights, 0, above);
  const high = weightedMedian(sorted, weights, split, sorted.length) - middle;
  return Array.from(sorted, (value) => {
    const scale = 1.4826 * (value < middle ? low : high);
    return scale > 0 ? (value - middle) / scale : 0;
  });
}

function weightedMedian(sorted: Float64Array, weights: readonly number[], from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index++) total += weights[index]!;
  let seen = 0;
  for (let index = from; index < to; index++) {
    seen += weights[index]!;
    if (2 * seen >= total) return sorted[index]!;
  }
  return sorted[to - 1]!;
}
