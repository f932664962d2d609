import type { Table } from "../../records/table.ts";
import type { FittedColumn, Transform } from "../../records/transform.ts";
import { missingInputs } from "./check-inputs.ts";
import { clipped, isOutlier } from "./clip.ts";
import { nearestFills } from "./donors.ts";
import { encoderOf } from "./encodings/encoder.ts";
import { readDate } from "./fit-column.ts";
import { throwAll } from "./throw-all.ts";

export type PreparedCell = string | number | null;

export interface PreparedTable {
  readonly columns: string[];
  readonly rows: PreparedCell[][];
}

/**
 * The features of the given rows (all by default), in the order given: numbers, text where `encode: none` leaves it, and
 * `null` where a cell was kept missing. The table must have its derived columns (`deriveColumns`, `applyDerived`).
 */
export function preparedTable(transform: Transform, table: Table, rows?: readonly number[]): PreparedTable {
  throwAll(missingInputs(transform.columns, table));
  const chosen = rows ?? Array.from({ length: table.rows }, (_, row) => row);
  const fills = nearestFills(transform.columns, transform.donors, table, chosen);
  const prepared: PreparedCell[][] = chosen.map(() => []);
  for (const column of transform.columns) {
    const { values } = table.columns.get(column.name)!;
    const nearest = fills.get(column.name);
    const [clip, append] = [clipped(column.outliers), appender(column)];
    const dates = column.encoding?.kind === "date";
    chosen.forEach((row, index) => {
      // What is no date is as good as missing: whoever asks gets an answer.
      const cell = dates ? readDate(values[row] ?? null) : (values[row] ?? null);
      append(prepared[index]!, cell === null ? (nearest?.[index] ?? column.fill) : clip(cell));
      for (const flag of column.flags ?? []) {
        const raised = flag === "missing" ? cell === null : isOutlier(column.outliers!, cell);
        prepared[index]!.push(raised ? 1 : 0);
      }
    });
  }
  return reduced(transform, {
    columns: transform.columns.flatMap(({ outputs }) => outputs),
    rows: prepared,
  });
}

/** What selection left, and its components, of rows that were encoded and scaled. */
export function reduced({ selected, components }: Transform, table: PreparedTable): PreparedTable {
  const picked = selected === undefined ? table : pick(table, selected);
  if (components === undefined) return picked;
  const { center, weights } = components;
  return {
    columns: weights.map((_, at) => `component_${at + 1}`),
    rows: picked.rows.map((row) => {
      const centred = row.map((cell, at) => Number(cell) - center[at]!);
      return weights.map((own) => own.reduce((sum, weight, at) => sum + weight * centred[at]!, 0));
    }),
  };
}

function pick({ columns, rows }: PreparedTable, selected: readonly string[]): PreparedTable {
  const positions = new Map(columns.map((name, at) => [name, at]));
  const wanted = selected.map((name) => positions.get(name)!);
  return { columns: [...selected], rows: rows.map((row) => wanted.map((at) => row[at]!)) };
}

/** Encodes and scales one filled cell, and puts the results at the end of a row. */
function appender({
  encoding,
  scale,
  scales = scale === null ? [] : [scale],
}: FittedColumn): (row: PreparedCell[], value: PreparedCell) => void {
  const encode = encoding === null ? null : encoderOf(encoding);
  return (row, value) => {
    const cells = encode === null ? [value] : encode(value);
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at]!;
      const own = scales[at];
      row.push(own === undefined || typeof cell !== "number" ? cell : (cell - own.center) / own.width);
    }
  };
}
