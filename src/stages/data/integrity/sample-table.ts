import type { Spec } from "../../../records/spec.ts";
import type { Column, RawTable, Table } from "../../../records/table.ts";
import { MOST_ROWS, RowDigest, RowSample } from "./row-sample.ts";

/** The columns by which rows are drawn: all but the key, which tells every row apart, and the target. */
export function drawnBy(
  columns: readonly string[],
  { problem, data }: Pick<Spec, "problem" | "data">,
): string[] {
  return columns.filter((name) => name !== data.key && name !== problem.target).sort();
}

/** The rows of a large table that the checks of integrity look at; a smaller one is looked at as a whole. */
export function sampleTable(
  raw: RawTable,
  table: Table,
  spec: Pick<Spec, "problem" | "data">,
): { raw: RawTable; table: Table } {
  if (raw.rows <= MOST_ROWS) return { raw, table };
  const cells = drawnBy(raw.columns, spec).map((name) => raw.cells.get(name)!);
  const encoder = new TextEncoder();
  const digest = new RowDigest();
  const sample = new RowSample<number>();
  let bytes = new Uint8Array(1 << 12);
  for (let row = 0; row < raw.rows; row++) {
    digest.begin();
    for (const column of cells) {
      const cell = column[row]!;
      if (cell === null) {
        digest.missing();
        continue;
      }
      if (3 * cell.length > bytes.length) bytes = new Uint8Array(6 * cell.length);
      digest.cell(bytes, 0, encoder.encodeInto(cell, bytes).written);
    }
    sample.add(digest.end(), () => row);
  }
  return rowsOfTable(raw, table, sample.rows());
}

function rowsOfTable(raw: RawTable, table: Table, rows: readonly number[]) {
  const pick = <T>(values: readonly T[]): T[] => rows.map((row) => values[row]!);
  const typed = [...table.columns].map(([name, { type, values }]) => {
    return [name, { type, values: pick<string | number | null>(values) } as Column] as const;
  });
  const cells = new Map([...raw.cells].map(([name, values]) => [name, pick(values)]));
  const { columns, files } = raw;
  const places = new Map(
    [...(raw.places ?? [])].map(([name, { line, column }]) => {
      const at = (all: Uint32Array) => Uint32Array.from(rows, (row) => all[row]!);
      return [name, { line: at(line), column: at(column) }];
    }),
  );
  return {
    raw: {
      columns,
      files,
      cells,
      rows: rows.length,
      file: pick(raw.file),
      line: pick(raw.line),
      ...(raw.places && { places }),
    },
    table: { columns: new Map(typed), rows: rows.length },
  };
}
