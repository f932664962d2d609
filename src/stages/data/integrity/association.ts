import { type CodedColumn, present } from "./coded-column.ts";

/** How much one column tells of another, in measures that ask for no model. */

/** The rows that have both, ordered by the codes of `column`, and by those of `other` where they are the same. */
export function orderedRows(column: CodedColumn, other: CodedColumn): Int32Array {
  return byCode(column, byCode(other, Int32Array.from(other.codes.keys())));
}

/** A counting sort, which keeps the order of equals; rows without a value are dropped. */
function byCode({ codes, counts }: CodedColumn, rows: Int32Array): Int32Array {
  const next = new Int32Array(counts.length + 1);
  for (const row of rows) next[codes[row]! + 1]! += 1;
  next[1] = 0;
  for (let code = 1; code < next.length; code++) next[code]! += next[code - 1]!;
  const sorted = new Int32Array(next.at(-1)!);
  for (const row of rows) {
    const code = codes[row]!;
    if (code > 0) sorted[next[code]!++] = row;
  }
  return sorted;
}

export interface OrderGain {
  /** 1 when the rows of each class stand together, 0 for an order that knows nothing of the classes. */
  readonly gain: number;
  /** How many more changes of class a random order is expected to have than the least. Few: nothing can be told. */
  readonly room: number;
}

/** How well an order of the rows tells the classes apart: by how seldom the class changes from row to row (the runs of Wald and Wolfowitz). */
export function orderGain(rows: ArrayLike<number>, classes: CodedColumn): OrderGain {
  const counts = new Map<number, number>();
  let changes = 0;
  let before = -1;
  for (let index = 0; index < rows.length; index++) {
    const code = classes.codes[rows[index]!]!;
    counts.set(code, (counts.get(code) ?? 0) + 1);
    if (index > 0 && code !== before) changes += 1;
    before = code;
  }
  let squares = 0;
  for (const count of counts.values()) squares += count ** 2;
  const least = counts.size - 1;
  const room = rows.length - squares / Math.max(1, rows.length) - least;
  return { gain: room > 0 ? 1 - (changes - least) / room : 0, room };
}

/** The share of rows that are told right by the most frequent class of the *other* rows with the same value. */
export function ruleAccuracy(column: CodedColumn, classes: CodedColumn): number {
  const pairs = new Map<number, number>();
  const best = new Map<number, { first: number; second: number }>();
  const pairOf = (row: number) => column.codes[row]! * classes.counts.length + classes.codes[row]!;
  const rows = orderedRows(column, classes);
  for (const row of rows) pairs.set(pairOf(row), (pairs.get(pairOf(row)) ?? 0) + 1);
  for (const [pair, count] of pairs) {
    const value = Math.floor(pair / classes.counts.length);
    const top = best.get(value) ?? { first: 0, second: 0 };
    best.set(value, {
      first: Math.max(top.first, count),
      second: count > top.first ? top.first : Math.max(top.second, count),
    });
  }
  let right = 0;
  for (const [pair, count] of pairs) {
    const { first, second } = best.get(Math.floor(pair / classes.counts.length))!;
    const rival = count === first ? second : first;
    // The row itself does not vote.
    if (count - 1 > rival) right += count;
  }
  return right / Math.max(1, rows.length);
}

/** The ranks of a column's codes, ties in the middle. Codes of numbers rise with them; a table's own gaps change no rank. */
function ranksOf({ codes }: CodedColumn, rows: Int32Array, size: number): Float64Array {
  const counts = new Int32Array(size);
  for (const row of rows) counts[codes[row]!]! += 1;
  const ranks = new Float64Array(size);
  let below = 0;
  counts.forEach((count, code) => {
    ranks[code] = below + (count + 1) / 2;
    below += count;
  });
  return Float64Array.from(rows, (row) => ranks[codes[row]!]!);
}

/** Pearson's correlation of two columns of numbers over the rows that have both. */
export function correlation(left: CodedColumn, right: CodedColumn): number {
  const rows = orderedRows(left, right);
  const numbers = ({ codes, values }: CodedColumn) =>
    Float64Array.from(rows, (row) => (values as Float64Array)[codes[row]! - 1]!);
  return pearson(numbers(left), numbers(right));
}

/** Spearman's rank correlation over the rows that have both. */
export function rankCorrelation(left: CodedColumn, right: CodedColumn): number {
  const rows = orderedRows(left, right);
  return pearson(ranksOf(left, rows, left.counts.length), ranksOf(right, rows, right.counts.length));
}

/** 0 where one side stands still. Scaled first, so that no square overflows. */
export function pearson(left: Float64Array, right: Float64Array): number {
  const [a, b] = [standing(left), standing(right)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  a.forEach((value, index) => {
    products += value * b[index]!;
    squaresA += value * value;
    squaresB += b[index]! * b[index]!;
  });
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : 0;
}

function standing(values: Float64Array): Float64Array {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const scaled = values.map((value) => value / largest);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / Math.max(1, scaled.length);
  return scaled.map((value) => value - mean);
}

/** The share of the variance of numbers that the mean of the *other* rows with the same value explains. */
export function meanExplains(column: CodedColumn, numbers: CodedColumn): number {
  const rows = orderedRows(column, numbers);
  const values = standing(
    Float64Array.from(rows, (row) => (numbers.values as Float64Array)[numbers.codes[row]! - 1]!),
  );
  const sums = new Float64Array(column.counts.length);
  const counts = new Int32Array(column.counts.length);
  rows.forEach((row, index) => {
    sums[column.codes[row]!]! += values[index]!;
    counts[column.codes[row]!]! += 1;
  });
  let [left, total] = [0, 0];
  rows.forEach((row, index) => {
    const [value, code] = [values[index]!, column.codes[row]!];
    // Without other rows of its value, a row is told by the mean of all, which is 0.
    const told = counts[code]! > 1 ? (sums[code]! - value) / (counts[code]! - 1) : 0;
    left += (value - told) ** 2;
    total += value ** 2;
  });
  return total > 0 ? 1 - left / total : 0;
}

/** How many rows are outside the most frequent class, of those that have one. */
export function outsideMajority(classes: CodedColumn): number {
  return present(classes) - classes.counts.slice(1).reduce((most, count) => Math.max(most, count), 0);
}
