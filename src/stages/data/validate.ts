import type { Problem } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import type { Spec } from "../../records/spec.ts";
import type { RawTable, Table } from "../../records/table.ts";
import type { Validation } from "../../records/validation.ts";
import { checkColumn, checkRepeats } from "./check-column.ts";
import { checkTarget } from "./check-target.ts";
import { placeOf } from "./place.ts";

/**
 * Holds a table against what the spec expects of it: every expectation, the key and the target. All failures are
 * returned, each with file and line. Cells that are no number although a number was declared are not said again:
 * `typeColumns` has reported them, with the columns that are almost numbers or wholly missing.
 */
export function validate(raw: RawTable, table: Table, spec: Pick<Spec, "problem" | "data">): Validation {
  // Lists of lists: a spoiled file may have more problems than a call can have arguments.
  const problems: Problem[][] = [];
  let checks = 0;
  for (const [name, expectation] of Object.entries(spec.data.expect)) {
    const column = table.columns.get(name);
    if (column === undefined) {
      checks += 1;
      problems.push([missingColumn(raw, name, "data.expect")]);
      continue;
    }
    const checked = checkColumn(raw, name, column, expectation);
    checks += checked.checks;
    problems.push(checked.problems);
  }

  const { key } = spec.data;
  if (key !== undefined) {
    checks += 2;
    problems.push(raw.cells.has(key) ? checkKey(raw, key) : [missingColumn(raw, key, "data.key")]);
  }

  const { target } = spec.problem;
  checks += 2;
  problems.push(
    raw.cells.has(target)
      ? checkTarget(raw, table, spec.problem)
      : [missingColumn(raw, target, "problem.target")],
  );

  const files = raw.files.map((path) => ({ path, rows: 0 }));
  for (const index of raw.file) files[index]!.rows += 1;
  return { files, rows: raw.rows, columns: raw.columns, checks, problems: problems.flat() };
}

/** A column that the spec names and the data do not have, with the name that was most likely meant. */
export function missingColumn(raw: RawTable, name: string, namedIn: string): Problem {
  const near = nearestName(name, raw.columns);
  return {
    code: "data-missing-column",
    found: `no column ${showText(name)}, which ${namedIn} names`,
    ...(raw.files[0] !== undefined && { where: { file: raw.files[0], line: 1 } }),
    expected: near === undefined ? `a column ${showText(name)}` : `perhaps ${showText(near)}`,
    next: `Correct the name under ${namedIn}, or add the column to the data.`,
  };
}

function checkKey(raw: RawTable, key: string): Problem[] {
  const problems: Problem[] = [];
  raw.cells.get(key)!.forEach((cell, row) => {
    if (cell === null) problems.push(missingKey(raw, key, row));
  });
  return [...problems, ...checkRepeats(raw, key, "data-key-duplicate")];
}

export function missingKey(raw: RawTable, key: string, row: number): Problem {
  return {
    code: "data-key-missing",
    found: `no value in the key column ${showText(key)}`,
    where: placeOf(raw, row, key),
    expected: "a key in every row",
    next: "Give the row a key of its own, or remove it.",
  };
}
