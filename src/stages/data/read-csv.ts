import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { RawTable } from "../../records/table.ts";
import { decodeText } from "./decode-text.ts";
import { missingIn, tableOfColumns } from "./formats/cells.ts";
import { type CsvRecord, parseRecords } from "./parse-records.ts";
import { splitColumns } from "./split-columns.ts";

/**
 * Reads a CSV file (UTF-8, comma or another delimiter, a header line) into cells exactly as they were written. A cell that is one of the
 * `missing` markers, white space around it aside, is `null`.
 * Every problem is returned; ragged rows are left out of the table, and a file that cannot be read gives an empty one.
 */
export async function readCsv(
  source: { readonly path: string; readonly bytes: Uint8Array },
  missing: readonly string[],
  delimiter = ",",
): Promise<{ table: RawTable; problems: Problem[] }> {
  const { path } = source;
  const decoded = decodeText(path, source.bytes);
  if ("problem" in decoded) return { table: tableOf(path, [], [], missing), problems: [decoded.problem] };
  const columns = splitColumns(decoded.text, delimiter);
  if (columns !== null && columns[0]!.length > 1) return readColumns(path, columns, missing);
  const { records, problems } = await parseRecords(path, decoded.text, delimiter);
  const [header, ...rows] = records;
  if (header === undefined) {
    if (problems.length === 0) problems.push(emptyFile(path));
    return { table: tableOf(path, [], [], missing), problems };
  }
  problems.push(...headerProblems(path, header));
  const width = header.cells.length;
  const whole = rows.filter((row) => row.cells.length === width);
  for (const row of rows)
    if (row.cells.length !== width) problems.push(raggedRow(path, row, width, delimiter));
  if (rows.length === 0 && problems.length === 0) problems.push(headerOnly(path));
  return { table: tableOf(path, header.cells, whole, missing), problems };
}

/** Lines that are a row each, all as wide as the header. */
function readColumns(path: string, columns: readonly string[][], missing: readonly string[]) {
  const isMissing = missingIn(missing);
  const header = columns.map(([name]) => name!);
  const cells = new Map<string, (string | null)[]>();
  for (const [position, name] of header.entries()) {
    if (cells.has(name)) continue;
    const column = columns[position]!;
    const kept = new Array<string | null>(column.length - 1);
    for (let row = 0; row < kept.length; row++) {
      const cell = column[row + 1]!;
      kept[row] = isMissing(cell) ? null : cell;
    }
    cells.set(name, kept);
  }
  const lines = Array.from({ length: columns[0]!.length - 1 }, (_, row) => row + 2);
  return {
    table: tableOfColumns(path, cells, lines),
    problems: headerProblems(path, { line: 1, cells: header }),
  };
}

function tableOf(
  path: string,
  header: readonly string[],
  rows: readonly CsvRecord[],
  missing: readonly string[],
): RawTable {
  const isMissing = missingIn(missing);
  const cells = new Map<string, (string | null)[]>();
  header.forEach((name, position) => {
    // Of columns with the same name (a problem already) the first stands.
    if (cells.has(name)) return;
    const column = rows.map((row) => row.cells[position]!);
    cells.set(
      name,
      column.map((cell) => (isMissing(cell) ? null : cell)),
    );
  });
  return tableOfColumns(
    path,
    cells,
    rows.map((row) => row.line),
  );
}

export function headerProblems(file: string, header: CsvRecord): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  header.cells.forEach((name, index) => {
    const where = { file, line: header.line, column: index + 1 };
    const first = seen.get(name);
    if (name.trim() === "") {
      problems.push({
        code: "data-empty-header",
        found: `column ${index + 1} without a name`,
        where,
        expected: "a name for every column",
        next:
          index === 0
            ? "Name the column in the first line, or remove it. (pandas leaves its index there unless told `index=False`, R its row names unless told `row.names = FALSE`.)"
            : "Name the column in the first line, or remove it.",
      });
    } else if (first !== undefined) {
      problems.push({
        code: "data-duplicate-header",
        found: `the name ${showText(name)} for column ${first} and column ${index + 1}`,
        where,
        expected: "a different name for every column",
        next: "Rename or remove one of the two columns.",
      });
    } else seen.set(name, index + 1);
  });
  return problems;
}

export function raggedRow(file: string, row: CsvRecord, width: number, delimiter = ","): Problem {
  const count = row.cells.length;
  const found = count === 1 && row.cells[0] === "" ? "an empty line" : `a row of ${count} cells`;
  return {
    code: "data-ragged-row",
    found,
    where: { file, line: row.line },
    expected: `${width} cells, as in the header`,
    next: `Add the missing cells or remove the extra ones; a cell with a ${delimiter === "," ? "comma" : "tab"} in it needs quotation marks.`,
  };
}

export function emptyFile(file: string): Problem {
  return {
    code: "data-empty-file",
    found: "an empty file",
    where: { file },
    expected: "a header line and rows",
    next: "Put the data into the file, or take it off data.sources.",
  };
}

export function headerOnly(file: string): Problem {
  return {
    code: "data-header-only",
    found: "a header line without any row",
    where: { file, line: 1 },
    expected: "at least one row",
    next: "Add rows to the file, or take it off data.sources.",
  };
}
