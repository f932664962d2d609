import { mean } from "../../core/describe-numbers.ts";
import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Column } from "../../records/table.ts";
import type { FittedColumn } from "../../records/transform.ts";
import { median, minmaxScale, mode, type Scale, standardScale } from "./fit-statistics.ts";
import type { ColumnPlan } from "./plan-columns.ts";

const MOST_CATEGORIES = 50;

/** Learns one column's preparation from the training rows: fill, then categories, then scale. */
export function fitColumn(
  plan: ColumnPlan,
  column: Column,
  trainingRows: readonly number[],
): { fitted: FittedColumn } | { problem: Problem } {
  const { name, type } = plan;
  const cells = trainingRows.map((row) => column.values[row]!);
  const present = cells.filter((value) => value !== null);
  if (present.length === 0) return { problem: allMissing(name) };
  const fill = fillOf(plan, present);
  const filled = cells.flatMap((value) => value ?? fill ?? []);
  if (plan.encode === "none") {
    const scale = type === "number" ? scaleOf(plan, filled as number[]) : null;
    return { fitted: { name, type, fill, encoding: null, scale, outputs: [name] } };
  }
  const categories = categoriesOf(filled);
  if (categories.length > MOST_CATEGORIES && !plan.encodeDeclared) {
    return { problem: manyCategories(name, categories.length) };
  }
  const encoding = { kind: plan.encode, categories };
  if (plan.encode === "one-hot") {
    const outputs = categories.map((category) => `${name}=${category}`);
    return { fitted: { name, type, fill, encoding, scale: null, outputs } };
  }
  const index = new Map(categories.map((category, position) => [category, position]));
  const scale = scaleOf(
    plan,
    filled.map((value) => index.get(String(value))!),
  );
  return { fitted: { name, type, fill, encoding, scale, outputs: [name] } };
}

function fillOf(
  { missing, type }: ColumnPlan,
  present: readonly (number | string)[],
): number | string | null {
  if (missing === "keep") return null;
  if (typeof missing === "number") return missing;
  if (missing === "mode") return type === "number" ? mode(present as number[]) : mode(present as string[]);
  return missing === "mean" ? mean(present as number[]) : median(present as number[]);
}

/** Sorted: numbers by size, text by code unit. */
function categoriesOf(values: readonly (number | string)[]): string[] {
  const distinct = [...new Set(values)];
  distinct.sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return distinct.map(String);
}

function scaleOf({ scale }: ColumnPlan, values: readonly number[]): Scale | null {
  if (scale === "none") return null;
  return scale === "standard" ? standardScale(values) : minmaxScale(values);
}

function allMissing(name: string): Problem {
  return {
    code: "features-all-missing",
    found: `no value in the training rows of the column ${showText(name)}`,
    expected: "a column with values, or one that is left out",
    next: `Leave it out: features: { ${JSON.stringify(name)}: false }.`,
  };
}

function manyCategories(name: string, count: number): Problem {
  return {
    code: "features-many-categories",
    found: `${count} different values in the text column ${showText(name)}, which would become as many features`,
    expected: `at most ${MOST_CATEGORIES}, or an encoding that somebody chose`,
    next: `Leave the column out (features: { ${JSON.stringify(name)}: false }), make it data.key if it names rows, or say encode: one-hot or ordinal.`,
  };
}
