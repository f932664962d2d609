import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Table } from "../../records/table.ts";
import type { DerivedTable, FittedColumn, Transform } from "../../records/transform.ts";
import type { FeatureOptions } from "./derive.ts";
import { fitColumn } from "./fit-column.ts";
import { planColumns } from "./plan-columns.ts";
import { throwAll } from "./throw-all.ts";

/**
 * Learns from the training rows, and from no others, how raw columns become features. The table must have gone
 * through `deriveColumns` when `features` derives columns. Throws with all problems.
 */
export function fitTransform(
  table: Table | DerivedTable,
  trainingRows: readonly number[],
  options: FeatureOptions,
): Transform {
  const derived = "derived" in table ? table.derived : [];
  const { plans, problems } = planColumns(table, options);
  const columns: FittedColumn[] = [];
  for (const plan of plans) {
    const result = fitColumn(plan, table.columns.get(plan.name)!, trainingRows);
    if ("fitted" in result) columns.push(result.fitted);
    else problems.push(result.problem);
  }
  problems.push(...sameOutputs(columns));
  throwAll(problems);

  const derivedNames = new Set(derived.map(({ name }) => name));
  const read = [...columns.map(({ name }) => name), ...derived.flatMap(({ inputs }) => inputs)];
  const raw = [...new Set(read)].filter((name) => !derivedNames.has(name)).sort();
  const inputs = raw.map((name) => ({ name, type: table.columns.get(name)!.type }));
  return { format: 1, inputs, derived: [...derived], columns };
}

/** `a=b` with the category `c` and `a` with the category `b=c` would give two features of one name. */
function sameOutputs(columns: readonly FittedColumn[]): Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { name, outputs } of columns) {
    for (const output of outputs) {
      const owner = owners.get(output);
      if (owner === undefined) owners.set(output, name);
      else {
        problems.push({
          code: "features-same-name",
          found: `two features of the name ${showText(output)}, from ${showText(owner)} and from ${showText(name)}`,
          expected: "features that can be told apart",
          next: "Rename one of the two columns.",
        });
      }
    }
  }
  return problems;
}
