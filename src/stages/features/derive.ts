import { ofKey, type Problem, TrunklineError } from "../../core/errors.ts";
import { type CompiledExpression, compileExpression } from "../../core/expressions/compile-expression.ts";
import { parseExpression } from "../../core/expressions/parse-expression.ts";
import { showText } from "../../core/show-text.ts";
import type { Spec } from "../../records/spec.ts";
import type { Column, Table } from "../../records/table.ts";
import type { Derivation, DerivedTable, Transform } from "../../records/transform.ts";
import { missingInputs } from "./check-inputs.ts";
import { deriveColumn } from "./derive-column.ts";
import type { Learning } from "./encodings/target.ts";
import { orderDerivations } from "./order-derivations.ts";
import { throwAll } from "./throw-all.ts";

export interface FeatureOptions {
  readonly features: Spec["features"];
  readonly target: string;
  readonly key?: string;
  readonly prepare?: Spec["prepare"];
  /** What is needed where features are learned from the target: `encode: target`. */
  readonly learning?: Omit<Learning, "target">;
}

type Compiled = CompiledExpression & { readonly name: string; readonly expression: string };

/**
 * Adds the derived columns that `features` declares, after the table's own, row by row. Throws with all problems: an
 * expression that is none, looks at the target or at other rows, or gives what no cell can hold.
 */
export async function deriveColumns(table: Table, options: FeatureOptions): Promise<DerivedTable> {
  const expressions = Object.entries(options.features).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  if (expressions.length === 0) return { ...table, derived: [] };
  const names = new Set([...table.columns.keys(), ...expressions.map(([name]) => name)]);
  const problems: Problem[] = [];
  const compiled: Compiled[] = [];
  for (const [name, expression] of expressions) {
    if (table.columns.has(name) || name === "*") {
      problems.push(nameTaken(name));
      continue;
    }
    try {
      const one = await compile(name, expression, [...names]);
      if (one.inputs.includes(options.target)) problems.push(readsTarget(name, options.target));
      compiled.push(one);
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      problems.push(...ofKey(["features", name], error.problems));
    }
  }
  throwAll(problems);
  return deriveAll(table, orderDerivations(compiled));
}

/**
 * Adds the derived columns of a fitted transform to a table of raw columns. A column of the table with the name of a
 * derived one gives way. Throws when a raw column that the transform reads is absent or of another type.
 */
export async function applyDerived(transform: Transform, table: Table): Promise<DerivedTable> {
  throwAll(missingInputs(transform.inputs, table));
  if (transform.derived.length === 0) return { ...table, derived: [] };
  const derivedNames = new Set(transform.derived.map(({ name }) => name));
  const raw = new Map([...table.columns].filter(([name]) => !derivedNames.has(name)));
  const names = [...transform.inputs.map(({ name }) => name), ...derivedNames];
  const compiled: (Compiled & { type: Column["type"] })[] = [];
  for (const { name, expression, type } of transform.derived) {
    compiled.push({ ...(await compile(name, expression, names)), type });
  }
  return deriveAll({ columns: raw, rows: table.rows }, compiled);
}

async function compile(name: string, expression: string, columns: readonly string[]): Promise<Compiled> {
  const label = `features.${name}`;
  const parsed = await parseExpression(label, expression, columns);
  return { name, expression, ...(await compileExpression(label, parsed)) };
}

function deriveAll(
  table: Table,
  compiled: readonly (Compiled & { readonly type?: Column["type"] })[],
): DerivedTable {
  const columns = new Map(table.columns);
  const derived: Derivation[] = [];
  const problems: Problem[] = [];
  for (const one of compiled) {
    const made = deriveColumn(one.name, one, columns, table.rows, one.type);
    problems.push(...made.problems);
    columns.set(one.name, made.column);
    const { name, expression, inputs } = one;
    derived.push({ name, expression, inputs: [...inputs], type: made.column.type });
  }
  throwAll(problems);
  return { columns, rows: table.rows, derived };
}

function nameTaken(name: string): Problem {
  const star = name === "*";
  return {
    code: "features-name-taken",
    key: ["features", name],
    found: `features.${name}: an expression under ${star ? "the name for all columns" : `the name ${showText(name)}, which a column of the data has`}`,
    expected: star ? "a preparation, or false" : "a new name for a derived column",
    next: star
      ? "Give the derived column a name."
      : "Rename the derived column; to prepare the existing one, write an object such as { scale: none }.",
  };
}

function readsTarget(name: string, target: string): Problem {
  return {
    code: "features-target-leak",
    key: ["features", name],
    found: `features.${name}: the target ${showText(target)} as an input`,
    expected: "columns that are known when the model is asked",
    next: "Take the target out of the expression.",
  };
}
