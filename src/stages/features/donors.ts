import type { Table } from "../../records/table.ts";
import type { Donors, FittedColumn } from "../../records/transform.ts";
import { clipped } from "./clip.ts";
import { standardScale } from "./fit-statistics.ts";

/** What is asked of a column of plain numbers. */
type Numeric = Pick<FittedColumn, "name" | "outliers" | "neighbours">;
/** For each of some rows its clipped numbers; null is missing. */
type Numbers = (number | null)[][];

/**
 * The training rows that fill the missing cells of others; undefined where no column asks for that. All columns of plain
 * numbers tell how near rows are, each in units of its own deviation.
 */
export function fitDonors(
  columns: readonly Numeric[],
  table: Table,
  trainingRows: readonly number[],
): Donors | undefined {
  if (!columns.some(({ neighbours }) => neighbours !== undefined)) return undefined;
  const rows = numbersOf(columns, table, trainingRows).filter((row) => row.some((cell) => cell !== null));
  const widths = columns.map((_, at) => standardScale(rows.flatMap((row) => row[at] ?? [])).width);
  return { columns: columns.map(({ name }) => name), widths, rows: rows.toSorted(byCells) };
}

/** What the nearest training rows say of the missing cells of some rows, by column; undefined where no row is near. */
export function nearestFills(
  columns: readonly Numeric[],
  donors: Donors | undefined,
  table: Table,
  rows: readonly number[],
): Map<string, (number | undefined)[]> {
  if (donors === undefined) return new Map();
  const asked = numbersOf(
    donors.columns.map((name) => columns.find((column) => column.name === name)!),
    table,
    rows,
  );
  const filled = columns.flatMap(({ name, neighbours }) =>
    neighbours === undefined ? [] : [{ name, neighbours }],
  );
  return new Map(
    filled.map(({ name, neighbours }) => {
      const at = donors.columns.indexOf(name);
      const known = donors.rows.filter((donor) => donor[at] !== null);
      const fills = asked.map((row) =>
        row[at] === null ? meanOfNearest(row, known, donors.widths, at, neighbours) : undefined,
      );
      return [name, fills];
    }),
  );
}

function numbersOf(columns: readonly Numeric[], table: Table, rows: readonly number[]): Numbers {
  const sources = columns.map(({ name, outliers }) => ({
    values: table.columns.get(name)!.values as readonly (number | null)[],
    clip: clipped(outliers),
  }));
  return rows.map((row) =>
    sources.map(({ values, clip }) => (values[row] == null ? null : clip(values[row]!))),
  );
}

/**
 * As scikit-learn's KNNImputer on standardised columns: the Euclidean distance over the columns that both rows know, scaled up for
 * those that they do not; the plain mean of the k nearest that share a column at all. Ties go to the first in the donors' order.
 */
function meanOfNearest(
  row: readonly (number | null)[],
  donors: Numbers,
  widths: readonly number[],
  at: number,
  k: number,
): number | undefined {
  // The nearest so far, in order: sorting all of them for each cell would take most of the time.
  const near: { readonly distance: number; readonly value: number }[] = [];
  for (const donor of donors) {
    let sum = 0;
    let shared = 0;
    for (let column = 0; column < row.length; column++) {
      const left = row[column];
      const right = donor[column];
      if (left == null || right == null) continue;
      sum += ((left - right) / widths[column]!) ** 2;
      shared++;
    }
    if (shared === 0) continue;
    const distance = sum / shared;
    if (near.length === k && distance >= near[k - 1]!.distance) continue;
    if (near.length === k) near.pop();
    let place = near.length;
    while (place > 0 && near[place - 1]!.distance > distance) place--;
    near.splice(place, 0, { distance, value: donor[at]! });
  }
  if (near.length === 0) return undefined;
  return near.reduce((total, { value }) => total + value / near.length, 0);
}

/** In lexical order of the cells, missing ones first. */
function byCells(left: readonly (number | null)[], right: readonly (number | null)[]): number {
  const at = left.findIndex((cell, index) => cell !== right[index]);
  return at < 0 ? 0 : (left[at] ?? -Infinity) - (right[at] ?? -Infinity);
}
