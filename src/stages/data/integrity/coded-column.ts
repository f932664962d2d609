import type { Column } from "../../../records/table.ts";

/**
 * A column whose cells are numbered by their value: code 0 is a missing cell, 1 the first value, and so on. Codes of numbers
 * rise with them. Most checks ask which rows are alike, and codes tell without comparing text again and again.
 */
export interface CodedColumn {
  readonly name: string;
  readonly type: Column["type"];
  readonly codes: Int32Array;
  /** How many cells have each code. */
  readonly counts: readonly number[];
  /** The values by their code less 1. */
  readonly values: readonly string[] | Float64Array;
  /** Whether a declared type says that these are dates. */
  readonly dates: boolean;
}

export function codeColumn(name: string, column: Column, dates: boolean): CodedColumn {
  const coded = column.type === "number" ? codeNumbers(column.values) : codeTexts(column.values);
  const counts = new Array<number>(coded.values.length + 1).fill(0);
  for (const code of coded.codes) counts[code]! += 1;
  return { name, type: column.type, ...coded, counts, dates };
}

/** Sorted, then found by halves: several times faster than a map keyed by fractions. */
function codeNumbers(cells: readonly (number | null)[]) {
  const sorted = Float64Array.from(cells.filter((cell) => cell !== null)).sort();
  const values = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
  const codes = new Int32Array(cells.length);
  cells.forEach((cell, row) => {
    if (cell === null) return;
    let [low, high] = [0, values.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle]! < cell) low = middle + 1;
      else high = middle;
    }
    codes[row] = low + 1;
  });
  return { values, codes };
}

function codeTexts(cells: readonly (string | null)[]) {
  const known = new Map<string, number>();
  const codes = new Int32Array(cells.length);
  cells.forEach((cell, row) => {
    if (cell === null) return;
    let code = known.get(cell);
    if (code === undefined) {
      code = known.size + 1;
      known.set(cell, code);
    }
    codes[row] = code;
  });
  return { values: [...known.keys()], codes };
}

/** How many cells are there. */
export function present({ codes, counts }: CodedColumn): number {
  return codes.length - counts[0]!;
}
