import type { Place } from "../../core/errors.ts";
import type { RawTable } from "../../records/table.ts";

/** Where a row, or a cell of it, was written. `column` is the cell's position in the row, from 1. */
export function placeOf(raw: RawTable, row: number, column?: string): Place {
  const place = { file: raw.files[raw.file[row]!]!, line: raw.line[row]! };
  const position = column === undefined ? -1 : raw.columns.indexOf(column);
  return position < 0 ? place : { ...place, column: position + 1 };
}
