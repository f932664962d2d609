import type { Place, Problem } from "../../core/errors.ts";
import { showCell } from "../../core/show-cell.ts";
import { showText } from "../../core/show-text.ts";
import type { Spec } from "../../records/spec.ts";
import type { RawTable, Table } from "../../records/table.ts";
import { placeOf } from "./place.ts";

const LONG = /^\s*[+-]?\d{16,}\s*$/;

/**
 * Columns that enter the model as numbers and have integers beyond 2^53, where a number cannot tell neighbours apart. Keys and
 * comparisons see the cell's own text, so nothing is lost there.
 */
export function unsafeIntegers(
  raw: RawTable,
  table: Table,
  spec: Pick<Spec, "data" | "features">,
): Problem[] {
  return raw.columns.flatMap((name): Problem[] => {
    if (name === spec.data.key || spec.features[name] === false) return [];
    if (table.columns.get(name)?.type !== "number") return [];
    const cells = raw.cells.get(name)!;
    const rows = cells.flatMap((cell, row) => (cell !== null && isUnsafe(cell) ? [row] : []));
    if (rows.length === 0) return [];
    return [unsafeInteger(name, rows.length, cells[rows[0]!]!, placeOf(raw, rows[0]!, name))];
  });
}

/** Whether a cell is a whole number that a double cannot tell from its neighbours. */
export function isUnsafe(cell: string): boolean {
  return LONG.test(cell) && !Number.isSafeInteger(Number(cell));
}

export function unsafeInteger(name: string, count: number, cell: string, where: Place): Problem {
  return {
    code: "data-unsafe-integer",
    found: `${count} integers beyond 2^53 (such as ${showCell(cell.trim(), 30)}) in the column ${showText(name)}, which is read as numbers`,
    where,
    expected: "numbers of at most 15 digits, or identifiers that are read as text",
    next: "Declare `type: text` under data.expect, make it data.key, or leave it out of the features with `false`.",
  };
}
