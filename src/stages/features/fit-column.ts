import { mean } from "../../core/describe-numbers.ts";
import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Column } from "../../records/table.ts";
import type { FittedColumn, Outliers, Scale } from "../../records/transform.ts";
import { clipped } from "./clip.ts";
import { median, minmaxScale, mode, robustScale, standardScale } from "./fit-statistics.ts";
import type { ColumnPlan } from "./plan-columns.ts";

const MOST_CATEGORIES = 50;

/**
 * Learns one column's preparation from the training rows: fill, then categories, then scale. `outliers` were learned before, since
 * they clip what all else is learned from; so was `nearest`, what the nearest rows say of each row's missing cell.
 */
export function fitColumn(
  plan: ColumnPlan,
  column: Column,
  trainingRows: readonly number[],
  outliers?: Outliers,
  nearest?: readonly (number | undefined)[],
): { fitted: FittedColumn } | { problem: Problem } {
  const { name, type } = plan;
  const cells = trainingRows.map((row) => column.values[row]!);
  const known = cells.filter((value) => value !== null);
  if (known.length === 0) return { problem: allMissing(name) };
  const clip = clipped(outliers);
  const fill = fillOf(plan, known.map(clip));
  const flags = [
    ...(plan.indicator ? (["missing"] as const) : []),
    ...(plan.outliers?.endsWith("flag") ? (["outlier"] as const) : []),
  ];
  const common = {
    name,
    type,
    ...(outliers && { outliers }),
    ...(plan.missing === "nearest" && { neighbours: plan.neighbours }),
    fill,
  };
  const ends = (own: readonly string[]) => ({
    ...(flags.length > 0 && { flags }),
    outputs: [...own, ...flags.map((flag) => `${name}:${flag}`)],
  });
  const filled = cells.flatMap((value, at) => (value === null ? (nearest?.[at] ?? fill ?? []) : clip(value)));
  if (plan.encode === "none") {
    const scale = type === "number" ? scaleOf(plan, filled as number[]) : null;
    return { fitted: { ...common, encoding: null, scale, ...ends([name]) } };
  }
  const categories = categoriesOf(filled);
  if (categories.length > MOST_CATEGORIES && !plan.encodeDeclared) {
    return { problem: manyCategories(name, categories.length) };
  }
  const encoding = { kind: plan.encode, categories };
  if (plan.encode === "one-hot") {
    const outputs = categories.map((category) => `${name}=${category}`);
    return { fitted: { ...common, encoding, scale: null, ...ends(outputs) } };
  }
  const index = new Map(categories.map((category, position) => [category, position]));
  const scale = scaleOf(
    plan,
    filled.map((value) => index.get(String(value))!),
  );
  return { fitted: { ...common, encoding, scale, ...ends([name]) } };
}

function fillOf(
  { missing, type, encode }: ColumnPlan,
  known: readonly (number | string)[],
): number | string | null {
  if (missing === "keep") return null;
  if (typeof missing === "number") return missing;
  if (typeof missing === "object") return missing.value;
  // Rows that are asked for later are never dropped: there, the default fills.
  const statistic =
    missing === "drop" ? (type === "number" && encode === "none" ? "median" : "mode") : missing;
  if (statistic === "mode") return type === "number" ? mode(known as number[]) : mode(known as string[]);
  return statistic === "median" ? median(known as number[]) : mean(known as number[]);
}

/** Sorted: numbers by size, text by code unit. */
function categoriesOf(values: readonly (number | string)[]): string[] {
  const distinct = [...new Set(values)];
  distinct.sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return distinct.map(String);
}

function scaleOf({ scale }: ColumnPlan, values: readonly number[]): Scale | null {
  if (scale === "none") return null;
  if (scale === "robust") return robustScale(values);
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
