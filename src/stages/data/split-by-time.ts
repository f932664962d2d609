import { parseDate } from "../../core/dates.ts";
import { type Problem, TrunklineError } from "../../core/errors.ts";
import { showCell } from "../../core/show-cell.ts";
import { showText } from "../../core/show-text.ts";
import type { SplitOptions } from "../../records/spec-data.ts";
import type { Fold, RawTable, Split } from "../../records/table.ts";
import { placeOf } from "./place.ts";
import { requireFolds, requireTraining, unitOf } from "./split.ts";
import { parseNumber } from "./type-columns.ts";

const MOST_PROBLEMS = 50;

/**
 * Trains on what came first and holds out what came last, as the model will be used. With `test_from` the borders are moments, and new rows
 * move nobody. By shares they are the moments after which that share of the rows lies, so they move as time goes on. Rows of one
 * moment are always on one side.
 */
export function splitByTime(
  raw: RawTable,
  keys: readonly string[],
  column: string,
  options: SplitOptions,
): Split {
  const times = timesOf(raw, column);
  const { test_from: test, validation_from: validation } = options;
  let borders: { test: number; validation: number };
  if (test === undefined) {
    requireTraining(options);
    borders = bordersByShare(times, options);
  } else {
    const from = momentLike(raw, column, test);
    borders = {
      test: from,
      validation: validation === undefined ? from : momentLike(raw, column, validation),
    };
  }
  const folds = times.map((time): Fold => {
    return time >= borders.test ? "test" : time >= borders.validation ? "validation" : "training";
  });
  requireFolds(folds, options);
  return { keys, folds, units: keys.map(unitOf) };
}

/** The moment of every row: milliseconds since 1970, or the numbers themselves in a column of numbers. Throws for cells that are neither. */
export function timesOf(raw: RawTable, column: string): number[] {
  const cells = raw.cells.get(column)!;
  const read = readerOf(cells);
  const times = cells.map((cell) => (cell === null ? undefined : read(cell)));
  const wrong = times.flatMap((time, row) => (time === undefined ? [row] : []));
  const problems = wrong.slice(0, MOST_PROBLEMS).map((row) => noTime(raw, column, row));
  const [first, ...others] = problems;
  if (first !== undefined) throw new TrunklineError(2, [first, ...others]);
  return times as number[];
}

function readerOf(cells: readonly (string | null)[]): (cell: string) => number | undefined {
  const known = cells.filter((cell) => cell !== null);
  return known.every((cell) => parseNumber(cell) !== undefined) ? parseNumber : parseDate;
}

function momentLike(raw: RawTable, column: string, point: string | number): number {
  const dates = readerOf(raw.cells.get(column)!) === parseDate;
  if (dates === (typeof point === "string")) return dates ? parseDate(String(point))! : Number(point);
  throw new TrunklineError(2, {
    code: "data-split-time",
    found: `${showText(String(point))} under data.split, for a column of ${dates ? "dates" : "numbers"}`,
    expected: dates ? "a date such as 2026-01-31" : "a number, as the column has them",
    next: "Correct test_from and validation_from.",
  });
}

function bordersByShare(
  times: readonly number[],
  { validation, test }: SplitOptions,
): { test: number; validation: number } {
  const sorted = Float64Array.from(times).sort();
  // A whole number of rows but for rounding is whole: 10 * (1 - 0.9) is below 1 in doubles.
  const after = (share: number) =>
    share === 0 ? Infinity : (sorted[Math.floor(sorted.length * (1 - share) + 1e-9)] ?? Infinity);
  return { test: after(test), validation: after(test + validation) };
}

function noTime(raw: RawTable, column: string, row: number): Problem {
  const cell = raw.cells.get(column)![row]!;
  return {
    code: "data-split-time",
    found: `${cell === null ? "no value" : showCell(cell, 30)} in the column ${showText(column)}, by which rows are split`,
    where: placeOf(raw, row, column),
    expected: "a date such as 2026-01-31 in every row, or a number in every row",
    next: "Correct the cell, or split by something else than time.",
  };
}
