import { parseDate } from "../../core/dates.ts";
import type { Column, RawTable, Table } from "../../records/table.ts";
import { joinTables } from "../../stages/data/join-tables.ts";
import { typeColumns } from "../../stages/data/type-columns.ts";
import { badCells } from "./problems.ts";

/**
 * Both tables, cut to these columns. A column has the type that the cells of both allow: letters in either make it text in both. Dates are
 * numbers, milliseconds since 1970, as in a profile.
 */
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
  const whole = {
    ...table,
    columns: new Map([...table.columns].map(([name, column]) => [name, datesOf(column)])),
  };
  return { reference: rows(whole, 0, reference.rows), current: rows(whole, reference.rows, table.rows) };
}

/** A column of text in which every cell is a date, as its moments; any other column as it is. */
function datesOf(column: Column): Column {
  if (column.type === "number") return column;
  const known = new Map<string, number>();
  for (const cell of column.values) {
    if (cell === null || known.has(cell)) continue;
    const moment = parseDate(cell);
    if (moment === undefined) return column;
    known.set(cell, moment);
  }
  if (known.size === 0) return column;
  return { type: "number", values: column.values.map((cell) => (cell === null ? null : known.get(cell)!)) };
}

function narrow(raw: RawTable, columns: readonly string[]): RawTable {
  return { ...raw, columns, cells: new Map(columns.map((name) => [name, raw.cells.get(name)!])) };
}

function rows({ columns }: Table, from: number, to: number): Table {
  const part = ({ type, values }: Column) => ({ type, values: values.slice(from, to) }) as Column;
  return { columns: new Map([...columns].map(([name, column]) => [name, part(column)])), rows: to - from };
}
