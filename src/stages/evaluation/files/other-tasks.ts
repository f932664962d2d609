import type { Problem } from "../../../core/errors.ts";
import type { AnyTask, OtherPredictions } from "../../../records/predictions.ts";
import type { RawTable } from "../../../records/table.ts";
import { readAnomalies } from "./read-anomalies.ts";
import { readClusters } from "./read-clusters.ts";
import { readQueries } from "./read-queries.ts";
import { requireColumns } from "./required-columns.ts";

export type OtherTask = OtherPredictions["task"];

/** The columns that a file of each of these tasks must have. */
export const COLUMNS_OF: Readonly<Record<OtherTask, readonly string[]>> = {
  anomaly: ["id", "y_true", "score"],
  ranking: ["query", "relevance", "score"],
  clustering: ["id", "cluster"],
};

/** What a file without y_pred is, by its columns; null for classes and amounts. */
export function tellOtherTask(
  tables: readonly RawTable[],
): { readonly task: OtherTask; readonly because: string } | null {
  const { cells } = tables[0]!;
  const has = (...names: readonly string[]) => names.every((name) => cells.has(name));
  if (has("y_pred")) return null;
  if (has("query", "relevance")) return { task: "ranking", because: "it has queries" };
  if (has("cluster")) return { task: "clustering", because: "it has a column cluster" };
  return has("y_true", "score") ? { task: "anomaly", because: "it has scores and no y_pred" } : null;
}

export function isOtherTask(task: AnyTask): task is OtherTask {
  return Object.hasOwn(COLUMNS_OF, task);
}

/** Files of one of these tasks, or all that is wrong with them. */
export function readOther(
  tables: readonly RawTable[],
  task: OtherTask,
  positive: string | undefined,
): { readonly predictions: readonly OtherPredictions[] } | { readonly problems: readonly Problem[] } {
  const missing = tables.flatMap((table) => requireColumns(table, COLUMNS_OF[task]));
  if (missing.length > 0) return { problems: missing };
  const read =
    task === "anomaly"
      ? readAnomalies(tables, positive)
      : tables.map((table) => (task === "ranking" ? readQueries(table) : readClusters(table)));
  const problems = read.flatMap((each) => each.problems);
  return problems.length > 0 ? { problems } : { predictions: read.map((each) => each.predictions!) };
}
