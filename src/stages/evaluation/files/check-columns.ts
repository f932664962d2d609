import type { Problem } from "../../../core/errors.ts";
import { nearestName } from "../../../core/nearest-name.ts";
import { showText } from "../../../core/show-text.ts";
import type { RawTable } from "../../../records/table.ts";
import { duplicates, emptyCells } from "./required-columns.ts";

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
  const told = table.columns.filter(
    (name) => NEEDED.includes(name as "id") || name === "score" || name.startsWith(SCORE_PREFIX),
  );
  return [...problems, ...emptyCells(table, told), ...duplicates(table)];
}
