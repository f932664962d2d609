import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { RankedQueries } from "../../../records/predictions.ts";
import type { RawTable } from "../../../records/table.ts";
import { rowsProblem, rowsWhere } from "./file-problems.ts";
import { emptyCells, readNumberColumn } from "./required-columns.ts";

/** A file of ranked answers: rows of one query belong together, wherever they stand. With a column `id`, each answer of a query has its own. */
export function readQueries(table: RawTable): { predictions: RankedQueries; problems: Problem[] } {
  const relevance = readNumberColumn(
    table,
    "relevance",
    { expected: "0 for an answer that is not relevant, else a number above 0", next: "Mend the cells." },
    (value) => value >= 0,
  );
  const scores = readNumberColumn(table, "score", {
    expected: "a finite number in every row: the higher, the nearer to the top",
    next: "Mend the cells.",
  });
  const rowsOf = new Map<string, number[]>();
  table.cells.get("query")!.forEach((query, row) => {
    if (query === null) return;
    const rows = rowsOf.get(query) ?? [];
    rowsOf.set(query, rows);
    rows.push(row);
  });
  const some = (values: Float64Array, rows: readonly number[]) =>
    Float64Array.from(rows, (row) => values[row]!);
  const queries = [...rowsOf.values()].map((rows) => ({
    relevance: some(relevance.values, rows),
    scores: some(scores.values, rows),
  }));
  return {
    predictions: { task: "ranking", keys: [...rowsOf.keys()], queries },
    problems: [...relevance.problems, ...scores.problems, ...repeated(table)],
  };
}

function repeated(table: RawTable): Problem[] {
  const ids = table.cells.get("id");
  if (!ids) return [];
  const queries = table.cells.get("query")!;
  const seen = new Set<string>();
  const rows = rowsWhere(table.rows, (row) => {
    if (ids[row] === null) return false;
    const answer = JSON.stringify([queries[row], ids[row]]);
    if (seen.has(answer)) return true;
    seen.add(answer);
    return false;
  });
  const first = rows[0];
  const problems = emptyCells(table, ["id"]);
  if (first !== undefined)
    problems.push(
      rowsProblem(table, rows, {
        code: "predictions-duplicate-id",
        found: `the id ${showText(ids[first]!)} twice for the query ${showText(queries[first] ?? "")}`,
        expected: "each answer to a query once",
        next: "Remove the repeated rows.",
      }),
    );
  return problems;
}
