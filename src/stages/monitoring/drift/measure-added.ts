import { poolRare } from "../../../core/statistics/contingency-test.ts";
import { newCategories } from "../../../core/statistics/new-categories.ts";
import { type ColumnPair, OTHERS, presentRows } from "./column-sample.ts";
import { countCategories } from "./count-categories.ts";
import type { Measurement } from "./measurement.ts";

/**
 * Whether current rows have categories that the reference lacks. Asked where there are categories too rare for chi-squared, which pools them and so
 * would not see all of them replaced by others; what is pooled follows from both sides together. Null for other columns, for answers to
 * the same rows, and where a profile does not name all categories of a side.
 */
export function measureAdded(pair: ColumnPair): Measurement | null {
  if (pair.type === "number" || pair.paired) return null;
  const { reference, current } = pair;
  if (presentRows(reference) === 0 || presentRows(current) === 0) return null;
  if ([reference, current].some(({ counts }) => (counts.get(OTHERS) ?? 0) > 0)) return null;
  const counts = countCategories(reference, current);
  if (poolRare(counts).reference.length === counts.reference.length) return null;
  const { rows, effect, pValue } = newCategories(counts);
  return { test: "new", statistic: rows, pValue, effect };
}
