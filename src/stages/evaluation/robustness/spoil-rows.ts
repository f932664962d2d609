import type { Random } from "../../../core/random.ts";
import type { Spoiling } from "../../../records/robustness.ts";
import type { Column, Table } from "../../../records/table.ts";
import { type Cell, columnOf } from "../asking/asked-table.ts";
import type { ColumnFacts } from "./column-facts.ts";

export interface SpoiledTable {
  readonly table: Table;
  readonly changed: number;
}

/** The rows spoiled in one way: all numbers by noise, or one cell of each row, drawn among those that it can be done to. */
export function spoilRows(
  kind: Spoiling,
  table: Table,
  columns: readonly ColumnFacts[],
  noise: number,
  random: Random,
): SpoiledTable {
  const cells = new Map([...table.columns].map(([name, { values }]) => [name, [...values] as Cell[]]));
  let changed = 0;
  for (let row = 0; row < table.rows; row++) {
    const able = columns.flatMap((column) => {
      const spoil = spoiler(kind, column, cells.get(column.name)![row]!, noise);
      return spoil ? [{ column, spoil }] : [];
    });
    if (able.length === 0) continue;
    changed++;
    for (const { column, spoil } of kind === "noise" ? able : [able[random.below(able.length)]!])
      cells.get(column.name)![row] = spoil(random);
  }
  const columnsNow = [...table.columns].map(([name, { type }]): [string, Column] => [
    name,
    columnOf(type, cells.get(name)!),
  ]);
  return { table: { columns: new Map(columnsNow), rows: table.rows }, changed };
}

/** How a cell is spoiled; null where it cannot be in this way. */
function spoiler(
  kind: Spoiling,
  { type, deviation, minimum, maximum, values }: ColumnFacts,
  cell: Cell,
  noise: number,
): ((random: Random) => Cell) | null {
  if (cell === null) return null;
  if (kind === "missing") return () => null;
  if (type === "number") {
    const value = Number(cell);
    const width = maximum - minimum;
    if (kind === "noise" && deviation > 0)
      return (random) => finite(value + noise * deviation * normal(random), value);
    if (kind === "out_of_range" && width > 0)
      return (random) => finite(random.below(2) === 0 ? minimum - width : maximum + width, value);
    if (kind === "times_10" && value !== 0) return () => finite(value * 10, value);
    if (kind === "times_1000" && value !== 0) return () => finite(value * 1000, value);
    return null;
  }
  const text = String(cell);
  if (kind === "swapped") {
    const others = values.filter((other) => other !== text);
    return others.length > 0 ? (random) => others[random.below(others.length)]! : null;
  }
  if (kind === "letter_case") {
    const other = text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
    return other === text ? null : () => other;
  }
  return kind === "white_space" ? () => `${text} ` : null;
}

/** No cell holds what is beyond the range of numbers. */
function finite(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}

/** A number of the standard normal distribution (Box and Muller, 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
