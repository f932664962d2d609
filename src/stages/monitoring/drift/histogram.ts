import { binCounts, sampleQuantile } from "../../../core/statistics/sorted-sample.ts";
import type { ColumnDrift } from "../../../records/drift.ts";
import type { ColumnPair, NumberSample } from "./column-sample.ts";
import { countCategories } from "./count-categories.ts";

const BARS = 10;
/** So much at either end goes into the outermost bars: one far value would else press all others into one bar. */
const TAIL = 0.02;

/** The shares of both sides in common bars: equal widths for numbers, the most frequent categories for text, the last of them for all others. */
export function histogram(pair: ColumnPair): ColumnDrift["histogram"] {
  const counts =
    pair.type === "number"
      ? numberBars(pair.reference, pair.current)
      : textBars(countCategories(pair.reference, pair.current));
  return { reference: shares(counts.reference), current: shares(counts.current) };
}

interface Bars {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

function numberBars(reference: NumberSample, current: NumberSample): Bars {
  const sides = [reference.values, current.values].filter((values) => values.size > 0);
  const low = Math.min(...sides.map((values) => sampleQuantile(values, TAIL)));
  const high = Math.max(...sides.map((values) => sampleQuantile(values, 1 - TAIL)));
  // Each end on its own: the width between two finite numbers may be infinite.
  const edges = Array.from(
    { length: BARS - 1 },
    (_, bar) => low * (1 - (bar + 1) / BARS) + high * ((bar + 1) / BARS),
  );
  return { reference: binCounts(reference.values, edges), current: binCounts(current.values, edges) };
}

function textBars(table: Bars): Bars {
  const total = (category: number) => table.reference[category]! + table.current[category]!;
  const order = table.reference.map((_, category) => category).sort((a, b) => total(b) - total(a) || a - b);
  const named = order.length > BARS ? order.slice(0, BARS - 1) : order;
  const others = order.slice(named.length);
  const pick = (counts: readonly number[]) => [
    ...named.map((category) => counts[category]!),
    ...(others.length > 0 ? [others.reduce((sum, category) => sum + counts[category]!, 0)] : []),
  ];
  return { reference: pick(table.reference), current: pick(table.current) };
}

function shares(counts: readonly number[]): number[] {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (rows === 0 ? 0 : count / rows));
}
