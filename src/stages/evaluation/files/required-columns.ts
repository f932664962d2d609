import type { Problem } from "../../../core/errors.ts";
import { nearestName } from "../../../core/nearest-name.ts";
import { showText } from "../../../core/show-text.ts";
import type { RawTable } from "../../../records/table.ts";
import { cellText, rowsProblem, rowsWhere } from "./file-problems.ts";
import { numbersOf } from "./number-cells.ts";
import { SeenIds } from "./seen-ids.ts";

/** The columns that must be there, each cell with a value, each id once. */
export function requireColumns(table: RawTable, needed: readonly string[]): Problem[] {
  const missing = needed.filter((name) => !table.cells.has(name));
  const others = table.columns.filter((name) => !needed.includes(name));
  if (missing.length > 0)
    return missing.map((name) => {
      const near = nearestName(name, others);
      return {
        code: "predictions-missing-column",
        found: `no column ${name} among ${table.columns
          .map((each) => showText(each, 30))
          .slice(0, 12)
          .join(", ")}`,
        where: { file: table.files[0]!, line: 1 },
        expected: `the columns ${needed.join(", ")}`,
        next: near ? `Is ${showText(near)} meant? Name it ${name}.` : `Add the column ${name}.`,
      };
    });
  return [...emptyCells(table, needed), ...(needed.includes("id") ? duplicates(table) : [])];
}

export function emptyCells(table: RawTable, columns: readonly string[]): Problem[] {
  return columns.flatMap((name) => {
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

export function duplicates(table: RawTable): Problem[] {
  const ids = table.cells.get("id")!;
  const seen = new SeenIds(table.rows);
  const rows = rowsWhere(table.rows, (row) => ids[row]! !== null && seen.sawBefore(ids[row]!));
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

/** A column of finite numbers, and what is wrong with it. */
export function readNumberColumn(
  table: RawTable,
  name: string,
  wrong: Pick<Problem, "expected" | "next">,
  fits: (value: number) => boolean = () => true,
): { values: Float64Array; problems: Problem[] } {
  const cells = table.cells.get(name)!;
  const values = numbersOf(cells);
  const bad = rowsWhere(
    table.rows,
    (row) => cells[row] !== null && !(Number.isFinite(values[row]) && fits(values[row]!)),
  );
  if (bad.length === 0) return { values, problems: [] };
  const found = `${cellText(cells[bad[0]!]!)} in the column ${showText(name)}`;
  return {
    values,
    problems: [rowsProblem(table, bad, { code: "predictions-not-a-number", found, ...wrong })],
  };
}
