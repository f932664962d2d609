import type { Problem } from "../../core/errors.ts";
import { showCell } from "../../core/show-cell.ts";
import { showText } from "../../core/show-text.ts";
import type { Spec } from "../../records/spec.ts";
import type { RawTable, Table } from "../../records/table.ts";
import { showCell } from "./expectations/rule.ts";
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
    const rows = cells.flatMap((cell, row) =>
      cell !== null && LONG.test(cell) && !Number.isSafeInteger(Number(cell)) ? [row] : [],
    );
    if (rows.length === 0) return [];
    const example = showCell(cells[rows[0]!]!.trim(), 30);
    return [
      {
        code: "data-unsafe-integer",
        found: `${rows.length} integers beyond 2^53 (such as ${example}) in the column ${showText(name)}, which is read as numbers`,
        where: placeOf(raw, rows[0]!, name),
        expected: "numbers of at most 15 digits, or identifiers that are read as text",
        next: "Declare `type: text` under data.expect, make it data.key, or leave it out of the features with `false`.",
      },
    ];
  });
}
