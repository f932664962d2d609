import type { Column } from "../../../../records/table.ts";
import { encodeColumns, type Feature, product } from "./encode.ts";

/** So many products are all taken. */
const MOST_PRODUCTS = 300;
/** Of more products so many are chosen, of more single features so many. */
const MOST_CHOSEN = 100;
const MOST_MAIN = 300;

/** Features, and the rows on which they may be judged. */
export interface Chosen {
  readonly features: readonly Feature[];
  readonly rows: readonly number[];
}

/**
 * The features of a table and their products. A wide table has more than so many rows could tell apart: then every other row of both sides
 * chooses those whose mean differs most between the sides, and the other rows, which had no say in it, are what the classifier is fitted on and
 * asked about. So a choice by luck gains nothing.
 */
export function chooseFeatures(columns: ReadonlyMap<string, Column>, labels: Uint8Array): Chosen {
  const { main, pairs } = encodeColumns(columns);
  const all = Array.from(labels, (_, row) => row);
  if (pairs.length <= MOST_PRODUCTS && main.length <= MOST_MAIN)
    return { features: [...main, ...pairs.flatMap(product)], rows: all };
  const asked = all.filter((row) => row % 2 === 0);
  const difference = (at: (row: number) => number) => differenceOf(at, labels, asked);
  const best = <T>(from: readonly T[], most: number, at: (each: T) => (row: number) => number): T[] =>
    from
      .map((each) => ({ each, worth: difference(at(each)) }))
      .sort((left, right) => right.worth - left.worth)
      .slice(0, most)
      .map(({ each }) => each);
  const singles = best(
    main,
    MOST_MAIN,
    ({ values }) =>
      (row) =>
        values[row]!,
  );
  const products = best(
    pairs,
    MOST_CHOSEN,
    ([a, b]) =>
      (row) =>
        a.values[row]! * b.values[row]!,
  );
  const rows = all.filter((row) => row % 2 === 1);
  const features = [...singles, ...products.flatMap(product)].map(({ of, values }) => ({
    of,
    values: Float64Array.from(rows, (row) => values[row]!),
  }));
  return { features, rows };
}

function differenceOf(at: (row: number) => number, labels: Uint8Array, rows: readonly number[]): number {
  const sums = [0, 0];
  const counts = [0, 0];
  for (const row of rows) {
    const side = labels[row]!;
    sums[side]! += at(row);
    counts[side]! += 1;
  }
  return Math.abs(sums[0]! / counts[0]! - sums[1]! / counts[1]!);
}
