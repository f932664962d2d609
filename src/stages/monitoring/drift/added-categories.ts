import type { ColumnDrift } from "../../../records/drift.ts";
import { type ColumnPair, OTHERS } from "./column-sample.ts";

const MOST = 10;

/**
 * Categories that the reference does not have. They are told, and decide through the table of counts alone: a
 * single misspelt cell is a matter for the expectations, not a drift. Where a profile of the reference does not name all its categories,
 * nobody knows which are new.
 */
export function addedCategories(pair: ColumnPair): ColumnDrift["added"] {
  if (pair.type === "number") return { count: 0, top: [] };
  if ((pair.reference.counts.get(OTHERS) ?? 0) > 0) return { count: 0, top: [] };
  const added = [...pair.current.counts].filter(([name]) => !pair.reference.counts.has(name));
  const top = added.sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).slice(0, MOST);
  return { count: added.length, top };
}
