import { mean, populationDeviation, quantile } from "../../core/describe-numbers.ts";
import { mostlyPersonal, mostlyPersonalNumbers, withoutPersonalData } from "../../core/personal-data.ts";
import type { ColumnProfile, Profile } from "../../records/profile.ts";
import type { Column, Table } from "../../records/table.ts";

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
const MOST_TOP = 20;

/** So many values of a column tell whether most say something of persons. */
const LOOKED_AT = 1000;

/**
 * What the given rows of a table look like, column by column. Without what says something of persons, since a bundle goes where its
 * data may not: of columns of such values there are counts only, and single ones are named by their kind.
 */
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
  const some = someOf([...counts].map(([value, count]): [string, number] => [String(value), count]));
  const personal = column.type === "text" ? mostlyPersonal(some) : mostlyPersonalNumbers(some);
  if (personal !== null) return { ...common, personal };
  if (column.type === "text") return { ...common, top: mostFrequent(counts as Map<string, number>) };
  if (present.length === 0) return common;
  return { ...common, ...describeNumbers(present as number[]) };
}

/** The same ones whatever the order of the rows. */
function someOf(values: [string, number][]): [string, number][] {
  const step = Math.ceil(values.length / LOOKED_AT);
  if (step <= 1) return values;
  return values.sort(([left], [right]) => (left < right ? -1 : 1)).filter((_, index) => index % step === 0);
}

/** Where most cells are texts of their own (names, remarks), these are no categories and are left off. */
function mostFrequent(counts: ReadonlyMap<string, number>): [string, number][] {
  const named = new Map<string, number>();
  let [rows, single] = [0, 0];
  for (const count of counts.values()) {
    rows += count;
    if (count === 1) single += 1;
  }
  for (const [text, count] of counts) {
    if (2 * single > rows && count === 1) continue;
    const shown = withoutPersonalData(text);
    named.set(shown, (named.get(shown) ?? 0) + count);
  }
  const byCount = [...named].sort(
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
