import { readSummary } from "../../../core/sketches/quantile-summary.ts";
import type { FullColumnProfile } from "../../../records/column-profile.ts";
import type { ColumnPair, NumberSample, TextSample } from "./column-sample.ts";

/** Stands for all categories that are too rare for a sketch to tell apart. No cell can have this text: it holds a NUL. */
const OTHERS = "\0others";
/** A count is taken for a category's own when it is so many times what the sketch may have missed: then it is off by 5 % at most. */
const SURE = 20;

const NUMERIC = new Set<FullColumnProfile["type"]>(["integer", "number", "date", "datetime"]);

/**
 * A column that both profiles have, as samples: numbers and dates by their quantile sketches, whose error the profile
 * states; text by its most frequent values, with all that is rarer as one category. Null when one side has numbers and the
 * other text; a side without any value takes the other's type.
 */
export function pairProfiles(reference: FullColumnProfile, current: FullColumnProfile): ColumnPair | null {
  const { name } = reference;
  const kinds = [reference, current].map(({ type }) => (type === "empty" ? null : NUMERIC.has(type)));
  const numeric = kinds[0] ?? kinds[1] ?? false;
  if (kinds.some((kind) => kind !== null && kind !== numeric)) return null;
  if (numeric) return { name, type: "number", reference: numbersOf(reference), current: numbersOf(current) };
  const sure = new Set([...sureCategories(reference), ...sureCategories(current)]);
  return { name, type: "text", reference: textOf(reference, sure), current: textOf(current, sure) };
}

function numbersOf({ sketches, missing }: FullColumnProfile): NumberSample {
  const { quantiles } = sketches;
  if (!quantiles) return { type: "number", values: { values: new Float64Array(0), size: 0 }, missing };
  const { points, weights, count, error } = readSummary(quantiles);
  return { type: "number", values: { values: points, weights, size: count, error }, missing };
}

function sureCategories({ sketches }: FullColumnProfile): string[] {
  const { error, values } = sketches.values;
  // A text that was cut is not told from others that begin alike.
  return values.flatMap(([text, count, hash]) => (hash === undefined && count >= SURE * error ? [text] : []));
}

function textOf({ sketches, rows, missing }: FullColumnProfile, sure: ReadonlySet<string>): TextSample {
  const present = rows - missing;
  const counts = new Map<string, number>();
  for (const [text, count, hash] of sketches.values.values)
    if (hash === undefined && sure.has(text)) counts.set(text, count);
  const named = [...counts.values()].reduce((sum, count) => sum + count, 0);
  counts.set(OTHERS, Math.max(0, present - named));
  return { type: "text", counts, present, missing };
}
