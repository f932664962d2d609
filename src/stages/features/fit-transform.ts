import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Table } from "../../records/table.ts";
import type { Derivation, DerivedTable, FittedColumn, Outliers, Transform } from "../../records/transform.ts";
import type { FeatureOptions } from "./derive.ts";
import { fitDonors, nearestFills } from "./donors.ts";
import type { Learning } from "./encodings/target.ts";
import { type ColumnFit, fitColumn } from "./fit-column.ts";
import { outlierBounds } from "./fit-statistics.ts";
import { type ColumnPlan, planColumns } from "./plan-columns.ts";
import { type PreparedTable, preparedTable } from "./prepared-table.ts";
import { throwAll } from "./throw-all.ts";

/** A fitted transform, and what a model is to be trained on. */
export interface FittedFeatures {
  readonly transform: Transform;
  /**
   * The features of the training rows: what the transform says of them, but for columns that are encoded by the target, where
   * each row has a value that does not know its own target.
   */
  readonly training: PreparedTable;
}

/**
 * Learns from the training rows, and from no others, how raw columns become features. The table must have gone
 * through `deriveColumns` when `features` derives columns. Throws with all problems.
 */
export function fitTransform(
  table: Table | DerivedTable,
  trainingRows: readonly number[],
  options: FeatureOptions,
): Transform {
  return fitFeatures(table, trainingRows, options).transform;
}

/** The same, with the features of the training rows. */
export function fitFeatures(
  table: Table | DerivedTable,
  trainingRows: readonly number[],
  options: FeatureOptions,
): FittedFeatures {
  const derived = "derived" in table ? table.derived : [];
  const { plans, problems } = planColumns(table, options);
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
  const learning = learningOf(table, trainingRows, options);
  const fits: ColumnFit[] = [];
  for (const plan of plans) {
    const { name } = plan;
    const result = fitColumn(plan, table.columns.get(name)!, {
      trainingRows,
      outliers: outliers.get(name),
      nearest: nearest.get(name),
      learning,
    });
    if ("fitted" in result) fits.push(result);
    else problems.push(result.problem);
  }
  const columns = fits.map(({ fitted }) => fitted);
  problems.push(...sameOutputs(columns));
  throwAll(problems);

  const transform: Transform = {
    format: 1,
    inputs: inputsOf(columns, derived, table),
    derived: [...derived],
    ...(donors && { donors }),
    columns,
  };
  return { transform, training: outOfFoldTable(fits, preparedTable(transform, table, trainingRows)) };
}

/** Puts what the training rows are to be given in the place of what the transform says of them. */
function outOfFoldTable(fits: readonly ColumnFit[], prepared: PreparedTable): PreparedTable {
  let start = 0;
  for (const { fitted, training } of fits) {
    training?.forEach((cells, row) => {
      prepared.rows[row]!.splice(start, cells.length, ...cells);
    });
    start += fitted.outputs.length;
  }
  return prepared;
}

/** The raw columns that columns and derived columns read, sorted by name. */
export function inputsOf(
  columns: readonly FittedColumn[],
  derived: readonly Derivation[],
  table: Table,
): Transform["inputs"] {
  const derivedNames = new Set(derived.map(({ name }) => name));
  const read = [...columns.map(({ name }) => name), ...derived.flatMap(({ inputs }) => inputs)];
  const raw = [...new Set(read)].filter((name) => !derivedNames.has(name)).sort();
  return raw.map((name) => ({ name, type: table.columns.get(name)!.type }));
}

/** What is known of the target of the training rows. */
export function learningOf(
  table: Table,
  trainingRows: readonly number[],
  { target, learning }: FeatureOptions,
): Learning | undefined {
  if (learning === undefined) return undefined;
  const { values } = table.columns.get(target)!;
  return {
    ...learning,
    target: trainingRows.map((row) => values[row]!),
    units: trainingRows.map((row) => learning.units[row]!),
  };
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
          key: ["features", name],
          found: `two features of the name ${showText(output)}, from ${showText(owner)} and from ${showText(name)}`,
          expected: "features that can be told apart",
          next: "Rename one of the two columns.",
        });
      }
    }
  }
  return problems;
}
