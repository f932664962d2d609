import type { Column, RawTable, Table } from "../../records/table.ts";
import { joinTables } from "../../stages/data/join-tables.ts";
import { typeColumns } from "../../stages/data/type-columns.ts";
import { badCells } from "./problems.ts";

/** Both tables, cut to these columns. A column has the type that the cells of both allow: letters in either make it text in both. */
export function typeTogether(
  reference: RawTable,
  current: RawTable,
  columns: readonly string[],
): { reference: Table; current: Table } {
  const { table, problems } = typeColumns(
    joinTables([narrow(reference, columns), narrow(current, columns)]).table,
    {},
  );
  // A column without any value has nothing to compare, and that is no drift.
  const bad = problems.filter(({ code }) => code !== "data-all-missing");
  if (bad.length > 0) throw badCells(bad);
  return { reference: rows(table, 0, reference.rows), current: rows(table, reference.rows, table.rows) };
}

function narrow(raw: RawTable, columns: readonly string[]): RawTable {
  return { ...raw, columns, cells: new Map(columns.map((name) => [name, raw.cells.get(name)!])) };
}

function rows({ columns }: Table, from: number, to: number): Table {
  const part = ({ type, values }: Column) => ({ type, values: values.slice(from, to) }) as Column;
  return { columns: new Map([...columns].map(([name, column]) => [name, part(column)])), rows: to - from };
}
