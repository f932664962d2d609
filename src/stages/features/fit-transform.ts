import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Table } from "../../records/table.ts";
import type { DerivedTable, FittedColumn, Outliers, Transform } from "../../records/transform.ts";
import type { FeatureOptions } from "./derive.ts";
import { fitDonors, nearestFills } from "./donors.ts";
import { fitColumn } from "./fit-column.ts";
import { outlierBounds } from "./fit-statistics.ts";
import { type ColumnPlan, planColumns } from "./plan-columns.ts";
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
  const outliers = fitOutliers(plans, table, trainingRows);
  const numeric = plans
    .filter(({ type, encode }) => type === "number" && encode === "none")
    .map(({ name, missing, neighbours }) => ({
      name,
      outliers: outliers.get(name),
      neighbours: missing === "nearest" ? neighbours : undefined,
    }));
  const donors = fitDonors(numeric, table, trainingRows);
  const nearest = nearestFills(numeric, donors, table, trainingRows);
  for (const plan of plans) {
    const { name } = plan;
    const column = table.columns.get(name)!;
    const result = fitColumn(plan, column, trainingRows, outliers.get(name), nearest.get(name));
    if ("fitted" in result) columns.push(result.fitted);
    else problems.push(result.problem);
  }
  problems.push(...sameOutputs(columns));
  throwAll(problems);

  const derivedNames = new Set(derived.map(({ name }) => name));
  const read = [...columns.map(({ name }) => name), ...derived.flatMap(({ inputs }) => inputs)];
  const raw = [...new Set(read)].filter((name) => !derivedNames.has(name)).sort();
  const inputs = raw.map((name) => ({ name, type: table.columns.get(name)!.type }));
  return { format: 1, inputs, derived: [...derived], ...(donors && { donors }), columns };
}

/** The bounds of every column whose outliers are looked for, by its name. */
function fitOutliers(
  plans: readonly ColumnPlan[],
  table: Table,
  trainingRows: readonly number[],
): Map<string, Outliers> {
  return new Map(
    plans.flatMap(({ name, outliers, bounds }) => {
      if (outliers === undefined) return [];
      const known = trainingRows.flatMap((row) => table.columns.get(name)!.values[row] ?? []) as number[];
      // A column without values is a problem of its own.
      return known.length === 0
        ? []
        : [[name, { ...outlierBounds(known, bounds), clip: outliers !== "flag" }] as const];
    }),
  );
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
