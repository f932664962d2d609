import type { Problem } from "../../core/errors.ts";
import type { Spec } from "../../records/spec.ts";
import type { RawTable, Table } from "../../records/table.ts";
import type { Validation } from "../../records/validation.ts";
import { checkTarget } from "./check-target.ts";
import { checkColumn } from "./expectations/check-column.ts";
import { checkRepeats } from "./expectations/check-presence.ts";
import { checkRules } from "./expectations/check-rules.ts";
import { checkTable } from "./expectations/check-table.ts";
import type { Checked } from "./expectations/rule.ts";
import { checkIntegrity } from "./integrity/check-integrity.ts";
import { missingColumn } from "./missing-column.ts";
import { missingKey } from "./missing-key.ts";
import { unsafeIntegers } from "./unsafe-integers.ts";

/**
 * Holds a table against what the spec expects of it: every expectation, the key, the target, and the checks of
 * its integrity. All failures are
 * returned, each with file and line. Cells that are no number although a number was declared are not said again:
 * `typeColumns` has reported them, with the columns that are almost numbers or wholly missing. `now`, in milliseconds
 * since 1970, is what the freshness of data is measured from. Throws for a rule that is no expression.
 */
export async function validate(
  raw: RawTable,
  table: Table,
  spec: Pick<Spec, "problem" | "data" | "features" | "train">,
  now: number,
): Promise<Validation> {
  // Lists of lists: a spoiled file may have more problems than a call can have arguments.
  const problems: (readonly Problem[])[] = [];
  const warnings: (readonly Problem[])[] = [];
  let checks = 0;
  const add = (checked: Checked): void => {
    checks += checked.checks;
    problems.push(checked.problems);
    warnings.push(checked.warnings);
  };
  add(checkTable(raw, spec.data));
  for (const [name, expectation] of Object.entries(spec.data.expect)) {
    const column = table.columns.get(name);
    if (column === undefined) {
      checks += 1;
      problems.push([missingColumn(raw, name, "data.expect")]);
      continue;
    }
    add(checkColumn(raw, name, column, expectation, now));
  }
  add(await checkRules(raw, table, spec.data.rules));

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

  add(checkIntegrity(raw, table, spec));
  warnings.push(unsafeIntegers(raw, table, spec));

  const files = raw.files.map((path) => ({ path, rows: 0 }));
  for (const index of raw.file) files[index]!.rows += 1;
  const { rows, columns } = raw;
  return { files, rows, columns, checks, problems: problems.flat(), warnings: warnings.flat() };
}

function checkKey(raw: RawTable, key: string): Problem[] {
  const problems: Problem[] = [];
  raw.cells.get(key)!.forEach((cell, row) => {
    if (cell === null) problems.push(missingKey(raw, key, row));
  });
  return [...problems, ...checkRepeats(raw, key, "data-key-duplicate")];
}
