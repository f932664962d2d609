import type { Contingency } from "../../../core/statistics/chi-squared.ts";
import { binCounts, sampleQuantile } from "../../../core/statistics/sorted-sample.ts";
import type { NumberSample } from "./column-sample.ts";

const BINS = 10;

/**
 * Both sides in the same bins, for the measures that know categories only. The edges are the reference's deciles (bins up to and with their upper edge), so
 * that each bin holds about a tenth of it; deciles that are equal are one edge. Where many rows share the smallest
 * value, what lies below it has a bin of its own: else a column that was constant could fall unseen.
 */
export function binNumbers(reference: NumberSample, current: NumberSample): Contingency {
  const deciles = Array.from({ length: BINS - 1 }, (_, index) =>
    sampleQuantile(reference.values, (index + 1) / BINS),
  );
  const edges = [...new Set(deciles)];
  const counts = [binCounts(reference.values, edges), binCounts(current.values, edges)] as const;
  const smallest = reference.values.values[0]!;
  if (edges[0] !== smallest) return { reference: counts[0], current: counts[1] };
  const below = rowsBelow(current, smallest);
  return { reference: [0, ...counts[0]], current: [below, counts[1][0]! - below, ...counts[1].slice(1)] };
}

function rowsBelow({ values: { values, weights } }: NumberSample, limit: number): number {
  let rows = 0;
  for (let i = 0; i < values.length && values[i]! < limit; i++) rows += weights ? weights[i]! : 1;
  return rows;
}
