import { readSummary } from "../../../core/sketches/quantile-summary.ts";
import type { ProfiledColumn } from "../../../records/drift-reference.ts";
import { type ColumnPair, type NumberSample, OTHERS, type TextSample } from "./column-sample.ts";
import { exactNumbers } from "./exact-numbers.ts";

/** A count is taken for a category's own when it is so many times what the sketch may have missed: then it is off by 5 % at most. */
const SURE = 20;

const NUMERIC = new Set<ProfiledColumn["type"]>(["integer", "number", "date", "datetime"]);

/**
 * A column that both profiles have, as samples: numbers of few values by their counts, other
 * numbers and dates by their quantile sketches, whose error the profile states; text by its most frequent values, with all that is rarer as one category. Null when one side has numbers and the
 * other text; a side without any value takes the other's type.
 */
export function pairProfiles(reference: ProfiledColumn, current: ProfiledColumn): ColumnPair | null {
  const { name } = reference;
  const kinds = [reference, current].map(({ type }) => (type === "empty" ? null : NUMERIC.has(type)));
  const numeric = kinds[0] ?? kinds[1] ?? false;
  if (kinds.some((kind) => kind !== null && kind !== numeric)) return null;
  if (numeric) return { name, type: "number", reference: numbersOf(reference), current: numbersOf(current) };
  const sure = sureCategories(reference, current);
  return { name, type: "text", reference: textOf(reference, sure), current: textOf(current, sure) };
}

function numbersOf(column: ProfiledColumn): NumberSample {
  const { sketches, rows, missing } = column;
  const exact = exactNumbers(column);
  if (exact) {
    const values = Float64Array.from(exact, ([value]) => value);
    const weights = Float64Array.from(exact, ([, count]) => count);
    return { type: "number", values: { values, weights, size: rows - missing }, missing };
  }
  const { quantiles } = sketches;
  if (!quantiles) return { type: "number", values: { values: new Float64Array(0), size: 0 }, missing };
  const { points, weights, count, error } = readSummary(quantiles);
  return { type: "number", values: { values: points, weights, size: count, error }, missing };
}

/**
 * Categories that are so frequent on either side that neither side's sketch would have missed a share like that. Where one
 * sketch is exact and the other is not, a rare category of the first would else look as if the second had none of it.
 */
function sureCategories(reference: ProfiledColumn, current: ProfiledColumn): ReadonlySet<string> {
  const sides = [reference, current].map((column) => ({
    counts: namedCounts(column),
    present: Math.max(1, column.rows - column.missing),
    error: column.sketches.values?.error ?? 0,
  }));
  const names = new Set(sides.flatMap(({ counts }) => [...counts.keys()]));
  const isSure = (name: string) => {
    const share = Math.max(...sides.map(({ counts, present }) => (counts.get(name) ?? 0) / present));
    return sides.every(({ present, error }) => share * present >= SURE * error);
  };
  return new Set([...names].filter(isSure));
}

/** The counts of whole texts: one that was cut is not told from others that begin alike. */
function namedCounts({ sketches }: ProfiledColumn): Map<string, number> {
  const values = sketches.values?.values ?? [];
  return new Map(values.flatMap(([text, count, hash]) => (hash === undefined ? [[text, count]] : [])));
}

function textOf(column: ProfiledColumn, sure: ReadonlySet<string>): TextSample {
  const { rows, missing } = column;
  const present = rows - missing;
  const counts = new Map([...namedCounts(column)].filter(([text]) => sure.has(text)));
  const named = [...counts.values()].reduce((sum, count) => sum + count, 0);
  counts.set(OTHERS, Math.max(0, present - named));
  return { type: "text", counts, present, missing };
}
