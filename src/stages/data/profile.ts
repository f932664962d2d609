import { mean, populationDeviation, quantile } from "../../core/describe-numbers.ts";
import type { ColumnProfile, Profile } from "../../records/profile.ts";
import type { Column, Table } from "../../records/table.ts";

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
const MOST_TOP = 20;

/** What the given rows of a table look like, column by column. */
export function profile(table: Table, rows: readonly number[]): Profile {
  const entries = [...table.columns].map(([name, column]) => [name, profileColumn(column, rows)] as const);
  // `fromEntries` defines keys and never assigns them, so a column may be called `__proto__`.
  return { rows: rows.length, columns: Object.fromEntries(entries) };
}

function profileColumn(column: Column, rows: readonly number[]): ColumnProfile {
  const present = rows.map((row) => column.values[row]!).filter((value) => value !== null);
  const counts = new Map<string | number, number>();
  for (const value of present) counts.set(value, (counts.get(value) ?? 0) + 1);
  const common = {
    type: column.type,
    rows: rows.length,
    missing: rows.length - present.length,
    distinct: counts.size,
  };
  if (column.type === "text") return { ...common, top: mostFrequent(counts as Map<string, number>) };
  if (present.length === 0) return common;
  return { ...common, ...describeNumbers(present as number[]) };
}

function mostFrequent(counts: ReadonlyMap<string, number>): [string, number][] {
  const byCount = [...counts].sort(
    ([left, many], [right, more]) => more - many || (left < right ? -1 : left > right ? 1 : 0),
  );
  return byCount.slice(0, MOST_TOP);
}

function describeNumbers(values: readonly number[]) {
  const sorted = Float64Array.from(values).sort();
  const center = mean(sorted);
  return {
    minimum: sorted[0]!,
    maximum: sorted.at(-1)!,
    mean: center,
    deviation: populationDeviation(sorted, center),
    quantiles: QUANTILES.map((share) => quantile(sorted, share)),
  };
}
