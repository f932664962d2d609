import type { RawTable } from "../../../records/table.ts";
import { SCORE_PREFIX } from "./check-columns.ts";
import { numberOf } from "./number-cells.ts";

export interface ToldTask {
  readonly task: "classification" | "regression";
  /** By what it was told. */
  readonly because: string;
}

/** More different whole numbers than this are amounts, not classes. */
const MOST_CLASSES = 20;

/**
 * The task, by the columns. Scores and text mean classes. Numbers mean classes when all are 0 and 1 (or -1 and 1), or when they are
 * few, written as whole numbers, and some prediction is one of the true ones; else they are amounts.
 */
export function tellTask(tables: readonly RawTable[]): ToldTask {
  const scored = tables.some(({ columns }) =>
    columns.some((name) => name === "score" || name.startsWith(SCORE_PREFIX)),
  );
  if (scored) return { task: "classification", because: "it has scores" };
  const truth = distinct(tables, "y_true");
  const predicted = distinct(tables, "y_pred");
  const labels = [...new Set([...truth, ...predicted])];
  const values = labels.map(numberOf);
  if (values.some(Number.isNaN)) return { task: "classification", because: "its values are text" };
  if (values.every((value) => value === 0 || value === 1) || values.every((value) => Math.abs(value) === 1))
    return { task: "classification", because: "its values are two" };
  const whole = labels.every((label) => /^\s*[+-]?\d+\s*$/.test(label));
  const few = new Set(values).size <= MOST_CLASSES;
  const numbers = new Set([...truth].map(Number));
  if (whole && few && [...predicted].some((label) => numbers.has(Number(label))))
    return { task: "classification", because: "its values are few whole numbers" };
  return { task: "regression", because: "its values are amounts" };
}

function distinct(tables: readonly RawTable[], name: string): Set<string> {
  return new Set(tables.flatMap((table) => [...new Set(table.cells.get(name)!)]).map((cell) => cell ?? ""));
}
