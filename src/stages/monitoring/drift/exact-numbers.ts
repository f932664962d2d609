import type { ProfiledColumn } from "../../../records/drift-reference.ts";

/**
 * The numbers of a column with their counts, ascending, where its profile knows every value: then there are few, and nothing needs to be
 * estimated. Null for other columns, for dates, too.
 */
export function exactNumbers({ type, sketches }: ProfiledColumn): [value: number, count: number][] | null {
  const { values } = sketches;
  if ((type !== "integer" && type !== "number") || values === undefined || values.error > 0) return null;
  const counts = new Map<number, number>();
  for (const [text, count, cut] of values.values) {
    // `1` and `1.0` are one number.
    const value = Number(text);
    if (cut !== undefined || text.trim() === "" || !Number.isFinite(value)) return null;
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return [...counts].sort(([left], [right]) => left - right);
}
