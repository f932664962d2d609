import type { Truth } from "../../records/bundle.ts";
import type { Spec } from "../../records/spec.ts";
import type { Fold, Split, Table } from "../../records/table.ts";
import { splitTable } from "../../stages/data/split-table.ts";
import type { ReadData } from "../data/read-data.ts";

/** The rows of a table, told apart by fold. */
export interface ModelRows {
  readonly split: Split;
  readonly training: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

export function splitRows(data: ReadData, spec: Spec): ModelRows {
  const folded = splitTable(data.raw, spec.data.key, spec.data.split);
  const of = (fold: Fold) => folded.folds.flatMap((each, row) => (each === fold ? [row] : []));
  return { split: folded, training: of("training"), validation: of("validation"), test: of("test") };
}

/** The target of some rows: text for a classification, numbers for a regression. */
export function truthOf(table: Table, split: Split, rows: readonly number[], spec: Spec): Truth {
  const values = targetOf(table, rows, spec);
  return { keys: rows.map((row) => split.keys[row]!), values };
}

/** Validation has made sure that every row has a target of the right type. */
export function targetOf(table: Table, rows: readonly number[], spec: Spec): string[] | number[] {
  const { values } = table.columns.get(spec.problem.target)!;
  if (spec.problem.task === "regression") return rows.map((row) => Number(values[row]));
  return rows.map((row) => String(values[row]));
}
