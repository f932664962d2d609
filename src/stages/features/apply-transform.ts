import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Matrix, Table } from "../../records/table.ts";
import type { Transform } from "../../records/transform.ts";
import { type PreparedTable, preparedTable } from "./prepared-table.ts";
import { throwAll } from "./throw-all.ts";

/**
 * The features of the given rows (all by default) as numbers, NaN where a cell was kept missing. The table must have its
 * derived columns. Throws when a column is absent or of another type, and when `encode: none` leaves a column as text.
 */
export function applyTransform(transform: Transform, table: Table, rows?: readonly number[]): Matrix {
  return matrixOf(transform, preparedTable(transform, table, rows));
}

/** Prepared rows as numbers; throws as `applyTransform`. */
export function matrixOf({ columns }: Transform, prepared: PreparedTable): Matrix {
  const text = columns.filter(({ type, encoding }) => type === "text" && encoding === null);
  throwAll(text.map(({ name }) => notNumeric(name)));
  return {
    columns: prepared.columns,
    rows: prepared.rows.map((row) => row.map((cell) => cell ?? Number.NaN) as number[]),
  };
}

function notNumeric(name: string): Problem {
  return {
    code: "features-not-numeric",
    key: ["features", name],
    found: `features.${name}: encode: none, which leaves the column ${showText(name)} as text`,
    expected: "numbers: the algorithms that come with Trunkline read nothing else",
    next: "Use encode: one-hot or ordinal, leave the column out (false), or train with a command of your own.",
  };
}
