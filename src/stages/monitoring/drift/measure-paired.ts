import { jensenShannon } from "../../../core/statistics/jensen-shannon.ts";
import { largestStep, swapTest } from "../../../core/statistics/swap-test.ts";
import type { Column } from "../../../records/table.ts";
import type { PairedValues } from "./column-sample.ts";
import type { Measurement } from "./measurement.ts";

/**
 * How two answers to the same rows differ in distribution: numbers by the Kolmogorov-Smirnov distance, text by the Jensen-Shannon
 * distance, both with the p-value of swaps within rows. Rows where an answer is missing are left out; null when none is left.
 */
export function measurePaired(type: Column["type"], [reference, current]: PairedValues): Measurement | null {
  const rows = reference.flatMap((value, row) => (value === null || current[row] == null ? [] : [row]));
  if (rows.length === 0) return null;
  const all = [...new Set(rows.flatMap((row) => [reference[row]!, current[row]!]))];
  // The largest distance of shares needs the order of numbers; that of text plays no part.
  all.sort((left, right) => (left < right ? -1 : 1));
  const codes = new Map(all.map((value, code) => [value, code]));
  const side = (values: Column["values"]) => rows.map((row) => codes.get(values[row]!)!);
  const { distance, pValue } = swapTest(
    { left: side(reference), right: side(current), size: all.length },
    type === "number" ? largestStep : jensenShannon,
  );
  const test = type === "number" ? "paired_ks" : "paired_js";
  return { test, statistic: distance, pValue, effect: distance };
}
