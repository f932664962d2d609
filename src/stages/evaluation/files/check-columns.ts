import type { Problem } from "../../../core/errors.ts";
import { nearestName } from "../../../core/nearest-name.ts";
import { showText } from "../../../core/show-text.ts";
import type { RawTable } from "../../../records/table.ts";
import { cellText, rowsProblem, rowsWhere } from "./file-problems.ts";

export const SCORE_PREFIX = "score_";
const NEEDED = ["id", "y_true", "y_pred"] as const;

/** What keeps a table from being predictions at all: columns that are not there, cells that say nothing, rows named twice. */
export function checkColumns(table: RawTable): Problem[] {
  const file = table.files[0]!;
  const missing = NEEDED.filter((name) => !table.cells.has(name));
  const problems = missing.map((name): Problem => {
    const near = nearestName(
      name,
      table.columns.filter((each) => !(NEEDED as readonly string[]).includes(each)),
    );
    return {
      code: "predictions-missing-column",
      found: `no column ${name} among ${table.columns
        .map((each) => showText(each, 30))
        .slice(0, 12)
        .join(", ")}`,
      where: { file, line: 1 },
      expected: "the columns id, y_true and y_pred, and optionally score or score_<class>",
      next: near ? `Is ${showText(near)} meant? Name it ${name}.` : `Add the column ${name}.`,
    };
  });
  if (missing.length > 0) return problems;
  if (table.cells.has("score") && table.columns.some((name) => name.startsWith(SCORE_PREFIX)))
    problems.push({
      code: "predictions-two-kinds-of-scores",
      found: "a column score and columns score_<class>",
      where: { file, line: 1 },
      expected: "score (the probability of the positive class) or one score_<class> for each class",
      next: "Keep one of the two.",
    });
  return [...problems, ...emptyCells(table), ...duplicates(table)];
}

function emptyCells(table: RawTable): Problem[] {
  const told = table.columns.filter(
    (name) => NEEDED.includes(name as "id") || name === "score" || name.startsWith(SCORE_PREFIX),
  );
  return told.flatMap((name) => {
    const cells = table.cells.get(name)!;
    const rows = rowsWhere(table.rows, (row) => cells[row] === null);
    if (rows.length === 0) return [];
    return rowsProblem(table, rows, {
      code: "predictions-missing-value",
      found: `an empty cell or NaN in the column ${showText(name)}`,
      expected: "a value in every row",
      next: "Fill it, or leave the row out: a row without one cannot be judged.",
    });
  });
}

function duplicates(table: RawTable): Problem[] {
  const ids = table.cells.get("id")!;
  const seen = new Set<string | null>();
  const rows = rowsWhere(table.rows, (row) => {
    const id = ids[row]!;
    if (id === null) return false;
    if (seen.has(id)) return true;
    seen.add(id);
    return false;
  });
  if (rows.length === 0) return [];
  return [
    rowsProblem(table, rows, {
      code: "predictions-duplicate-id",
      found: `the id ${cellText(ids[rows[0]!]!)} for more than one row`,
      expected: "an id of its own for every row",
      next: "Remove the repeated rows, or give each prediction an id of its own.",
    }),
  ];
}
