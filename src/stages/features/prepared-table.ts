import type { Table } from "../../records/table.ts";
import type { FittedColumn, Transform } from "../../records/transform.ts";
import { missingInputs } from "./check-inputs.ts";
import { clipped, isOutlier } from "./clip.ts";
import { nearestFills } from "./donors.ts";
import { throwAll } from "./throw-all.ts";

export type PreparedCell = string | number | null;

export interface PreparedTable {
  readonly columns: string[];
  readonly rows: PreparedCell[][];
}

/**
 * The features of the given rows (all by default), in the order given: numbers, text where `encode: none` leaves it, and
 * `null` where a cell was kept missing. The table must have its derived columns (`deriveColumns`, `applyDerived`).
 */
export function preparedTable(transform: Transform, table: Table, rows?: readonly number[]): PreparedTable {
  throwAll(missingInputs(transform.columns, table));
  const chosen = rows ?? Array.from({ length: table.rows }, (_, row) => row);
  const fills = nearestFills(transform.columns, transform.donors, table, chosen);
  const prepared: PreparedCell[][] = chosen.map(() => []);
  for (const column of transform.columns) {
    const { values } = table.columns.get(column.name)!;
    const nearest = fills.get(column.name);
    const [clip, append] = [clipped(column.outliers), appender(column)];
    chosen.forEach((row, index) => {
      const cell = values[row] ?? null;
      append(prepared[index]!, cell === null ? (nearest?.[index] ?? column.fill) : clip(cell));
      for (const flag of column.flags ?? []) {
        const raised = flag === "missing" ? cell === null : isOutlier(column.outliers!, cell);
        prepared[index]!.push(raised ? 1 : 0);
      }
    });
  }
  return { columns: transform.columns.flatMap(({ outputs }) => outputs), rows: prepared };
}

/** Encodes and scales one filled cell, and puts the results at the end of a row. */
function appender({ encoding, scale }: FittedColumn): (row: PreparedCell[], value: PreparedCell) => void {
  const scaled = (value: number): number => (scale === null ? value : (value - scale.center) / scale.width);
  if (encoding === null) {
    return (row, value) => {
      row.push(typeof value === "number" ? scaled(value) : value);
    };
  }
  const index = new Map(encoding.categories.map((category, position) => [category, position]));
  if (encoding.kind === "ordinal") {
    return (row, value) => {
      row.push(value === null ? null : scaled(index.get(String(value)) ?? -1));
    };
  }
  return (row, value) => {
    const position = value === null ? -1 : (index.get(String(value)) ?? -1);
    for (let category = 0; category < index.size; category++) row.push(category === position ? 1 : 0);
  };
}
