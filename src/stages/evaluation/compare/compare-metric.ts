import { bcaInterval, bcaPValue, bcaShape } from "../../../core/statistics/bca.ts";
import { fewestTellingPairs } from "../../../core/statistics/sign-test.ts";
import type { MetricDifference } from "../../../records/comparison.ts";
import type { Family } from "../families/family.ts";
import { METRIC_TABLE, type TableMetric } from "../metric-table.ts";
import { pairedTest } from "./paired-test.ts";

/** A difference before anything is concluded from it. */
export type RawDifference = Pick<
  MetricDifference,
  "champion" | "challenger" | "difference" | "interval" | "p_value" | "test"
> & { readonly error: number };

/**
 * A largest value depends on a single row: resamples either have it or not, and no bootstrap of it can be trusted (Bickel and
 * Freedman, 1981).
 */
const BEYOND_BOOTSTRAP: ReadonlySet<TableMetric> = new Set(["max_error"]);

/** One metric of both models, with the BCa interval of the difference and the p-value of none. */
export function compareMetric(
  name: TableMetric,
  [champion, challenger]: readonly [Family, Family],
  [from, to]: readonly [number, number],
  resampled: Float64Array,
  confidence: number,
): RawDifference {
  const difference = to - from;
  const known = resampled.filter(Number.isFinite).sort();
  const plain = { champion: from, challenger: to, difference };
  if (BEYOND_BOOTSTRAP.has(name) || known.length < resampled.length / 2)
    return { ...plain, interval: null, p_value: 1, test: "none", error: Number.NaN };
  const before = champion.leaveOneOut(name);
  const leftOut = challenger.leaveOneOut(name).map((value, row) => value - before[row]!);
  const shape = bcaShape(known, difference, leftOut);
  return {
    ...plain,
    interval: bcaInterval(known, shape, confidence),
    error: deviation(known),
    ...testOf(
      name,
      champion.judged(name),
      challenger.judged(name),
      () => bcaPValue(known, shape),
      confidence,
    ),
  };
}

/**
 * The metric's own test, else the p-value that the interval implies. A bootstrap cannot see what it never drew: where fewer rows tell
 * the models apart than a sign test would need, it proves nothing.
 */
function testOf(
  name: TableMetric,
  champion: readonly ArrayLike<number>[],
  challenger: readonly ArrayLike<number>[],
  implied: () => number,
  confidence: number,
): Pick<MetricDifference, "p_value" | "test"> {
  const telling = differing(champion, challenger);
  const tested = METRIC_TABLE[name].rows || name === "rmse" ? pairedTest(champion[0]!, challenger[0]!) : null;
  if (tested?.test === "mcnemar") return tested;
  if (telling < fewestTellingPairs(confidence)) return { p_value: 1, test: tested?.test ?? "bootstrap" };
  return tested ?? { p_value: implied(), test: "bootstrap" };
}

function differing(left: readonly ArrayLike<number>[], right: readonly ArrayLike<number>[]): number {
  let count = 0;
  for (let row = 0; row < left[0]!.length; row++)
    if (left.some((values, column) => values[row] !== right[column]![row])) count++;
  return count;
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
