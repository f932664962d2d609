import type { CodedColumn } from "../slices/coded-column.ts";

/** A slice of one or two columns, with the sums of some values over its rows. */
export interface Candidate {
  readonly conditions: readonly string[];
  /** Column and category of each condition. */
  readonly parts: readonly (readonly [column: number, code: number])[];
  readonly rows: number;
  readonly sums: readonly number[];
}

/** Pairs of more columns than these are not searched: their number grows with its square. */
const MOST_IN_PAIRS = 30;
const MOST_COLUMNS = 300;
const FEWEST_ROWS = 20;
const SMALLEST_SHARE = 0.01;

/**
 * Every slice of one column, and of two of the first thirty, that has rows enough (20, and a hundredth of all) and is not all rows.
 * Which there are depends on the columns alone, never on how the model did.
 */
export function candidatesOf(columns: readonly CodedColumn[], values: readonly Float64Array[]): Candidate[] {
  const rows = values[0]?.length ?? 0;
  const fewest = Math.max(FEWEST_ROWS, Math.ceil(rows * SMALLEST_SHARE));
  const found: Candidate[] = [];
  const keep = (parts: Candidate["parts"], count: number, sums: readonly number[]) => {
    if (count < fewest || count === rows) return;
    const conditions = parts.map(([column, code]) => columns[column]!.labels[code]!);
    found.push({ conditions, parts, rows: count, sums });
  };
  const used = columns.slice(0, MOST_COLUMNS);
  for (const [at, { codes, labels }] of used.entries()) {
    const { counts, sums } = sumUp(codes, labels.length, values);
    for (const code of labels.keys())
      keep(
        [[at, code]],
        counts[code]!,
        sums.map((each) => each[code]!),
      );
  }
  const paired = used.slice(0, MOST_IN_PAIRS);
  for (const [left, { codes, labels }] of paired.entries())
    for (let right = left + 1; right < paired.length; right++) {
      const other = paired[right]!;
      const width = other.labels.length;
      const both = codes.map((code, row) => {
        const second = other.codes[row]!;
        return code < 0 || second < 0 ? -1 : code * width + second;
      });
      const { counts, sums } = sumUp(both, labels.length * width, values);
      for (let code = 0; code < counts.length; code++)
        keep(
          [
            [left, Math.floor(code / width)],
            [right, code % width],
          ],
          counts[code]!,
          sums.map((each) => each[code]!),
        );
    }
  return found;
}

function sumUp(codes: Int32Array, size: number, values: readonly Float64Array[]) {
  const counts = new Float64Array(size);
  const sums = values.map(() => new Float64Array(size));
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    counts[code]! += 1;
    for (let at = 0; at < values.length; at++) sums[at]![code]! += values[at]![row]!;
  }
  return { counts, sums };
}

/** Whether a row is in a slice. */
export function contains(columns: readonly CodedColumn[], { parts }: Candidate, row: number): boolean {
  return parts.every(([column, code]) => columns[column]!.codes[row] === code);
}
