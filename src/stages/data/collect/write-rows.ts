import { gzipSync } from "node:zlib";
import type { Problem } from "../../../core/errors.ts";
import { formatOf } from "../formats/file-format.ts";
import { type JsonCell, JsonFault, JsonScanner } from "../formats/json-scanner.ts";

export type Written = { readonly bytes: Uint8Array } | { readonly problem: Problem };

/**
 * Rows, each as a JSON object, as the bytes of a snapshot in the format that its name tells. In CSV a row's names are the
 * columns, `null` is an empty cell, and numbers stay as they are written. The same rows give the same bytes.
 */
export function writeRows(path: string, rows: readonly string[]): Written {
  const { format, packing } = formatOf(path);
  let text: string;
  try {
    if (format === "ndjson") text = rows.map((row) => `${row}\n`).join("");
    else if (format === "json") text = `[\n${rows.join(",\n")}\n]\n`;
    else text = delimited(rows, format === "tsv" ? "\t" : ",");
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { problem: notARow(path, error) };
  }
  const bytes = new TextEncoder().encode(text);
  return { bytes: packing === "gzip" ? gzipSync(bytes) : bytes };
}

function delimited(rows: readonly string[], delimiter: string): string {
  const read = rows.map((row) => new JsonScanner(row).row());
  const columns = [...new Set(read.flatMap((cells) => cells.map(({ name }) => name)))];
  const place = new Map(columns.map((name, index) => [name, index]));
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\n`;
  return line(columns) + read.map((cells) => line(inPlace(cells, place))).join("");
}

function inPlace(cells: readonly JsonCell[], place: ReadonlyMap<string, number>): string[] {
  const row = new Array<string>(place.size).fill("");
  for (const { name, text } of cells) row[place.get(name)!] = text ?? "";
  return row;
}

function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function notARow(file: string, { found, expected }: JsonFault): Problem {
  return {
    code: "collect-not-rows",
    found,
    where: { file },
    expected: `rows that are objects with different names (${expected})`,
    next: "In a query name each column once (`… AS other_id`); of an API say under `rows` where the rows are.",
  };
}
