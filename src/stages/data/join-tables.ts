import { badInput, type Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { CellPlaces, RawTable } from "../../records/table.ts";

/**
 * Puts the rows of several sources under each other, in the order given. They must have the same columns; the order of
 * the columns is the first table's. A table with other columns is left out, with a problem that names both files.
 * Tables without any column (files that could not be read) were reported when they were read, and are passed over.
 */
export function joinTables(tables: readonly RawTable[]): { table: RawTable; problems: Problem[] } {
  const [first, ...others] = tables.filter((table) => table.columns.length > 0);
  if (first === undefined) {
    if (tables[0] === undefined) throw badInput(noSource());
    return { table: tables[0], problems: [] };
  }
  const problems: Problem[] = [];
  const same = [first];
  for (const table of others) {
    const difference = columnDifference(namesOf(first), namesOf(table));
    if (difference === undefined) same.push(table);
    else problems.push(difference);
  }
  return { table: same.length === 1 ? first : stack(first, same), problems };
}

function stack(first: RawTable, tables: readonly RawTable[]): RawTable {
  const offsets: number[] = [];
  let files = 0;
  for (const table of tables) {
    offsets.push(files);
    files += table.files.length;
  }
  const cells = new Map(
    first.columns.map((name) => [name, tables.flatMap((table) => table.cells.get(name)!)]),
  );
  return {
    columns: first.columns,
    cells,
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    files: tables.flatMap((table) => table.files),
    file: tables.flatMap((table, index) => table.file.map((file) => file + offsets[index]!)),
    line: tables.flatMap((table) => table.line),
    ...(tables.some((table) => table.places) && { places: stackPlaces(first.columns, tables) }),
  };
}

function stackPlaces(columns: readonly string[], tables: readonly RawTable[]): Map<string, CellPlaces> {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const places = new Map<string, CellPlaces>();
  for (const name of columns) {
    const all = { line: new Uint32Array(rows), column: new Uint32Array(rows) };
    let from = 0;
    for (const table of tables) {
      const own = table.places?.get(name);
      if (own) all.line.set(own.line, from);
      if (own) all.column.set(own.column, from);
      from += table.rows;
    }
    places.set(name, all);
  }
  return places;
}

interface Names {
  readonly file: string;
  readonly columns: readonly string[];
}

function namesOf({ files, columns }: RawTable): Names {
  return { file: files[0]!, columns };
}

/** What to say when two files do not have the same columns. */
export function columnDifference(first: Names, other: Names): Problem | undefined {
  const [wanted, given] = [new Set(first.columns), new Set(other.columns)];
  const absent = first.columns.filter((name) => !given.has(name));
  const extra = other.columns.filter((name) => !wanted.has(name));
  if (absent.length === 0 && extra.length === 0) return undefined;
  const parts = [
    ...(absent.length > 0 ? [`lacks ${absent.map((name) => showText(name)).join(", ")}`] : []),
    ...(extra.length > 0 ? [`has also ${extra.map((name) => showText(name)).join(", ")}`] : []),
  ];
  return {
    code: "data-different-columns",
    found: `${other.file} ${parts.join(" and ")}, unlike ${first.file}`,
    where: { file: other.file, line: 1 },
    expected: `the columns of ${first.file}`,
    next: "Give all files of data.sources the same columns.",
  };
}

function noSource(): Problem {
  return {
    code: "data-no-source",
    found: "no data at all",
    expected: "at least one file",
    next: "Name the data's files under data.sources.",
  };
}
