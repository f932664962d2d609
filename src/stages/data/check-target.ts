import type { Problem } from "../../core/errors.ts";
import { showCell } from "../../core/show-cell.ts";
import { showText } from "../../core/show-text.ts";
import type { Spec } from "../../records/spec.ts";
import type { RawTable, Table } from "../../records/table.ts";
import { placeOf } from "./place.ts";

/** A target must be known in every row, be a number for a regression, and have two classes at least for a classification. */
export function checkTarget(
  raw: RawTable,
  table: Table,
  { target, task }: Pick<Spec["problem"], "target" | "task">,
): Problem[] {
  const cells = raw.cells.get(target)!;
  const problems: Problem[] = [];
  cells.forEach((cell, row) => {
    if (cell === null) problems.push(missingTarget(raw, target, row));
  });
  const column = table.columns.get(target)!;
  const present = column.values.filter((value) => value !== null);
  if (present.length === 0) return problems;
  const where = { file: raw.files[0]!, line: 1, column: raw.columns.indexOf(target) + 1 };
  if (task === "regression" && column.type !== "number") {
    const example = showCell(String(present[0]), 30);
    problems.push({
      code: "data-target-type",
      found: `text (such as ${example}) in the target ${showText(target)} of a regression`,
      where,
      expected: "numbers",
      next: "Correct the column, name another target, or declare `task: classification`.",
    });
  }
  if (task === "classification" && present.every((value) => value === present[0])) {
    problems.push({
      code: "data-one-class",
      found: `only the class ${showCell(String(present[0]))} in the target ${showText(target)}`,
      where,
      expected: "two classes or more",
      next: "Add rows of other classes; there is nothing to learn from one.",
    });
  }
  return problems;
}

/** A row of which nothing can be learned. */
export function missingTarget(raw: RawTable, target: string, row: number): Problem {
  return {
    code: "data-target-missing",
    found: `no value in the target ${showText(target)}`,
    where: placeOf(raw, row, target),
    expected: "the true value in every row",
    next: "Fill the cell, or remove the row.",
  };
}
