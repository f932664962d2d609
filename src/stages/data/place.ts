import type { Place } from "../../core/errors.ts";
import type { RawTable } from "../../records/table.ts";
import { formatOf } from "./formats/file-format.ts";

/**
 * Where a row, or a cell of it, was written. `column` is the cell's position in the row, from 1; in JSON it is that of the
 * character in its line.
 */
export function placeOf(raw: RawTable, row: number, column?: string): Place {
  const place = { file: raw.files[raw.file[row]!]!, line: raw.line[row]! };
  const cells = column === undefined ? undefined : raw.places?.get(column);
  if (cells?.line[row]) return { ...place, line: cells.line[row], column: cells.column[row]! };
  const position = column === undefined ? -1 : raw.columns.indexOf(column);
  // A row of JSON that lacks the cell has no place for it.
  if (raw.places !== undefined && /json$/.test(formatOf(place.file).format)) return place;
  return position < 0 ? place : { ...place, column: position + 1 };
}
