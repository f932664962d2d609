import type { DriftReport } from "../../../records/drift.ts";
import type { Table } from "../../../records/table.ts";
import { type ColumnPair, sampleColumn } from "./column-sample.ts";
import { compareColumns } from "./compare-columns.ts";
import type { DriftRules } from "./rules.ts";

export interface Comparison {
  readonly rules: Pick<DriftRules, "limits" | "test"> & Partial<DriftRules>;
  /** Whether both tables are the same rows in the same order, such as two models' answers. */
  readonly sameRows?: boolean;
  /** Columns that were left out since only one side has them. */
  readonly unmatched: DriftReport["unmatched"];
}

/** The drift from one table to another. Both have rows, and the same columns with the same types. */
export function compareTables(
  reference: Table,
  current: Table,
  { rules, unmatched, sameRows }: Comparison,
): DriftReport {
  const pairs = [...reference.columns].map(([name, column]): ColumnPair => {
    const other = current.columns.get(name);
    const sides = [sampleColumn(column), other && sampleColumn(other)] as const;
    const known = { name, ...(sameRows && other && { paired: [column.values, other.values] as const }) };
    if (sides[0].type === "number" && sides[1]?.type === "number")
      return { ...known, type: "number", reference: sides[0], current: sides[1] };
    if (sides[0].type === "text" && sides[1]?.type === "text")
      return { ...known, type: "text", reference: sides[0], current: sides[1] };
    throw new TypeError(`the column ${name} is not on both sides with one type`);
  });
  const rows = { reference: reference.rows, current: current.rows };
  return { format: 1, rows, limits: rules.limits, unmatched, ...compareColumns(pairs, rules) };
}
