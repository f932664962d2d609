import { normalQuantile } from "../../../../core/statistics/normal-distribution.ts";
import type { Column } from "../../../../records/table.ts";

/** A number for each row, with mean 0 and deviation 1, and the columns that it is made of. */
export interface Feature {
  readonly of: readonly string[];
  readonly values: Float64Array;
}

const MOST_CATEGORIES = 8;
/** Categories that enter products. */
const MOST_IN_PRODUCTS = 2;
/** What fewer rows have tells nothing that could be learnt. */
const LEAST_ROWS = 5;
export interface Encoded {
  /** Each of one column. */
  readonly main: readonly Feature[];
  /** Features of two columns, whose product shows what neither does alone. */
  readonly pairs: readonly (readonly [Feature, Feature])[];
}

/**
 * Columns as a linear classifier can use them, without a look at which side a row is from: numbers by their ranks (so that no far value rules)
 * and their squares (for their spread), text by its most frequent categories, missing cells by a feature of their own.
 */
export function encodeColumns(columns: ReadonlyMap<string, Column>): Encoded {
  const encoded = [...columns].map(([name, column]) => encodeColumn(name, column));
  const pairs = encoded.flatMap((left, index) =>
    encoded
      .slice(index + 1)
      .flatMap((right) => left.base.flatMap((a) => right.base.map((b) => [a, b] as const))),
  );
  return { main: encoded.flatMap(({ main }) => main), pairs };
}

/** Their product; none where nearly all rows have the same value. */
export function product([a, b]: readonly [Feature, Feature]): Feature[] {
  return feature(
    [...a.of, ...b.of],
    a.values.map((value, row) => value * b.values[row]!),
  );
}

/** `main` stands for itself, `base` enters products. */
function encodeColumn(name: string, column: Column): { main: Feature[]; base: Feature[] } {
  const { length } = column.values;
  const has = (wanted: string | null) =>
    feature(
      [name],
      Float64Array.from({ length }, (_, row) => Number(column.values[row] === wanted)),
    );
  const missing = has(null);
  if (column.type === "number") {
    const scores = feature([name], normalScores(column.values));
    const squares = scores.flatMap(({ of, values }) =>
      feature(
        of,
        values.map((value) => value * value),
      ),
    );
    return { main: [...scores, ...squares, ...missing], base: scores };
  }
  const counts = new Map<string, number>();
  for (const value of column.values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const frequent = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const categories = frequent.slice(0, MOST_CATEGORIES).flatMap(([text]) => has(text));
  return { main: [...categories, ...missing], base: categories.slice(0, MOST_IN_PRODUCTS) };
}

/** Standardised; none where the rows are all alike but for a few. */
function feature(of: readonly string[], values: Float64Array): Feature[] {
  const rows = values.length;
  const likeFirst = values.reduce((count, value) => count + Number(value === values[0]), 0);
  const rare = new Set(values).size <= 2 && Math.min(likeFirst, rows - likeFirst) < LEAST_ROWS;
  const mean = values.reduce((sum, value) => sum + value / rows, 0);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / rows, 0));
  if (rare || !(deviation > 0)) return [];
  return [{ of, values: values.map((value) => (value - mean) / deviation) }];
}

/** The normal quantile of each value's rank (van der Waerden); 0, the middle, where it is missing. */
function normalScores(values: readonly (number | null)[]): Float64Array {
  const rows = values.flatMap((value, row) => (value === null ? [] : [row]));
  rows.sort((a, b) => values[a]! - values[b]!);
  const scores = new Float64Array(values.length);
  for (let from = 0; from < rows.length; ) {
    let to = from;
    while (to + 1 < rows.length && values[rows[to + 1]!] === values[rows[from]!]) to += 1;
    const score = normalQuantile(((from + to) / 2 + 1) / (rows.length + 1));
    for (let place = from; place <= to; place++) scores[rows[place]!] = score;
    from = to + 1;
  }
  return scores;
}
