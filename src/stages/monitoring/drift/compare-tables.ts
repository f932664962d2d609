import type { DriftLimits, DriftReport, ValueTest } from "../../../records/drift.ts";
import type { Table } from "../../../records/table.ts";
import { type ColumnPair, sampleColumn } from "./column-sample.ts";
import { compareColumns } from "./compare-columns.ts";

export interface Comparison {
  readonly limits: DriftLimits;
  /** Columns that were left out since only one side has them. */
  readonly unmatched: DriftReport["unmatched"];
  /** Instead of the test that suits the column. */
  readonly test?: ValueTest;
}

/** The drift from one table to another. Both have rows, and the same columns with the same types. */
export function compareTables(
  reference: Table,
  current: Table,
  { limits, unmatched, test }: Comparison,
): DriftReport {
  const pairs = [...reference.columns].map(([name, column]): ColumnPair => {
    const other = current.columns.get(name);
    const sides = [sampleColumn(column), other && sampleColumn(other)] as const;
    if (sides[0].type === "number" && sides[1]?.type === "number")
      return { name, type: "number", reference: sides[0], current: sides[1] };
    if (sides[0].type === "text" && sides[1]?.type === "text")
      return { name, type: "text", reference: sides[0], current: sides[1] };
    throw new TypeError(`the column ${name} is not on both sides with one type`);
  });
  const rows = { reference: reference.rows, current: current.rows };
  return { format: 1, rows, limits, unmatched, ...compareColumns(pairs, limits, test) };
}
