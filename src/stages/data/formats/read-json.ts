import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { CellPlaces, RawTable } from "../../../records/table.ts";
import { decodeText } from "../decode-text.ts";
import { missingIn, tableOfColumns } from "./cells.ts";
import { type JsonCell, JsonFault, JsonScanner } from "./json-scanner.ts";

interface JsonRow {
  readonly line: number;
  readonly cells: readonly JsonCell[];
}

type Read = { readonly table: RawTable; readonly problems: Problem[] };

/**
 * Reads a list of objects: each is a row, and the names of all are the columns, in the order in which they first come. A name that
 * an object lacks, or `null`, is a missing cell. Numbers stay as they were written; lists and objects within become JSON text.
 */
export function readJson(path: string, bytes: Uint8Array, missing: readonly string[]): Read {
  return read(path, bytes, missing, (text, problems) => {
    const rows: JsonRow[] = [];
    const scanner = new JsonScanner(text);
    try {
      if (scanner.peek() === "{") throw scanner.fault("a list of objects: [{…}, {…}]", "an object");
      scanner.expect("[", "a list of objects: [{…}, {…}]");
      if (!scanner.take("]")) {
        do {
          scanner.peek();
          rows.push({ line: scanner.line, cells: scanner.row() });
        } while (scanner.take(","));
        scanner.expect("]", '"," or "]"');
      }
      if (scanner.peek() !== "") throw scanner.fault("nothing after the list");
    } catch (error) {
      problems.push(
        invalid(path, error, "Correct it; where each line is an object of its own, name the file .ndjson."),
      );
    }
    return rows;
  });
}

/** Reads one object a line, as `readJson` reads a list of them. A line that is none is a problem, and left out; empty lines are passed over. */
export function readNdjson(path: string, bytes: Uint8Array, missing: readonly string[]): Read {
  return read(path, bytes, missing, (text, problems) => {
    const rows: JsonRow[] = [];
    for (const [index, each] of text.split("\n").entries()) {
      if (each.trim() === "") continue;
      const scanner = new JsonScanner(each, index + 1);
      try {
        const cells = scanner.row();
        if (scanner.peek() !== "") throw scanner.fault("nothing after the object in its line");
        rows.push({ line: index + 1, cells });
      } catch (error) {
        problems.push(invalid(path, error, "Correct the line, or remove it."));
      }
    }
    return rows;
  });
}

function read(
  path: string,
  bytes: Uint8Array,
  missing: readonly string[],
  parse: (text: string, problems: Problem[]) => JsonRow[],
): Read {
  const empty = tableOfColumns(path, new Map(), []);
  const decoded = decodeText(path, bytes);
  if ("problem" in decoded) return { table: empty, problems: [decoded.problem] };
  const problems: Problem[] = [];
  const rows = parse(decoded.text, problems);
  if (problems.length === 0 && !rows.some(({ cells }) => cells.length > 0))
    return { table: empty, problems: [noRows(path)] };
  return { table: tableOfRows(path, rows, missing, problems), problems };
}

function tableOfRows(
  path: string,
  rows: readonly JsonRow[],
  missing: readonly string[],
  problems: Problem[],
): RawTable {
  const isMissing = missingIn(missing);
  const columns = new Map<string, (string | null)[]>();
  const places = new Map<string, CellPlaces>();
  for (const [row, { cells }] of rows.entries()) {
    for (const { name, text, line, column } of cells) {
      if (!columns.has(name)) {
        if (name.trim() === "") problems.push(noName(path, line, column));
        columns.set(name, new Array<string | null>(rows.length).fill(null));
        places.set(name, { line: new Uint32Array(rows.length), column: new Uint32Array(rows.length) });
      }
      columns.get(name)![row] = text === null || isMissing(text) ? null : text;
      const place = places.get(name)!;
      place.line[row] = line;
      place.column[row] = column;
    }
  }
  return tableOfColumns(
    path,
    columns,
    rows.map(({ line }) => line),
    places,
  );
}

function invalid(file: string, error: unknown, next: string): Problem {
  if (!(error instanceof JsonFault)) throw error;
  const { line, column, found, expected } = error;
  return { code: "data-invalid-json", found, where: { file, line, column }, expected, next };
}

function noName(file: string, line: number, column: number): Problem {
  return {
    code: "data-empty-header",
    found: `a value with the name ${showText("")}`,
    where: { file, line, column },
    expected: "a name for every value",
    next: "Name it, or remove it.",
  };
}

function noRows(file: string): Problem {
  return {
    code: "data-empty-file",
    found: "no row",
    where: { file },
    expected: "at least one object with names and values",
    next: "Put the data into the file, or take it off data.sources.",
  };
}
