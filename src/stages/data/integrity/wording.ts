import { describePlace, type Place } from "../../../core/errors.ts";
import type { RawTable } from "../../../records/table.ts";
import { placeOf } from "../place.ts";

/** The place of a column as a whole: its name in the header. */
export function columnPlace(raw: RawTable, name: string): Place {
  return { file: raw.files[0]!, line: 1, column: raw.columns.indexOf(name) + 1 };
}

/** `3 of 150 rows (2 %)`. */
export function shareOf(count: number, of: number, what: string): string {
  const percent = (100 * count) / of;
  const said =
    percent >= 99.95 && count < of ? "over 99.9" : Number(percent.toPrecision(percent < 10 ? 2 : 3));
  return `${count} of ${of} ${what} (${said} %)`;
}

/** Rows by file and line: `data.csv:3, data.csv:9 and 2 more`. */
export function rowList(raw: RawTable, rows: readonly number[], most = 5): string {
  const shown = rows.slice(0, most).map((row) => describePlace(placeOf(raw, row)));
  return `${shown.join(", ")}${rows.length > most ? ` and ${rows.length - most} more` : ""}`;
}
