import { bcaInterval, bcaPValue, bcaShape } from "../../../core/statistics/bca.ts";
import { fewestTellingPairs } from "../../../core/statistics/sign-test.ts";
import { studentTwoSided } from "../../../core/statistics/student-t.ts";
import type { MetricDifference } from "../../../records/comparison.ts";
import { type AnyMetric, METRIC_TABLE } from "../../../records/metric-table.ts";
import type { Family } from "../families/family.ts";
import { pairedTest } from "./paired-test.ts";

/** A difference before anything is concluded from it. */
export type RawDifference = Pick<
  MetricDifference,
  "champion" | "challenger" | "difference" | "interval" | "p_value" | "test"
> & {
  /** NaN where nothing was resampled. */
  readonly error: number;
};

/**
 * A largest value depends on a single row: resamples either have it or not, and no bootstrap of it can be trusted (Bickel and
 * Freedman, 1981).
 */
const BEYOND_BOOTSTRAP: ReadonlySet<AnyMetric> = new Set(["max_error"]);

/** One metric of both models, with the BCa interval of the difference and the p-value of none. */
export function compareMetric(
  name: AnyMetric,
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
  const error = deviation(known);
  const judged = [champion.judged(name), challenger.judged(name)] as const;
  const implied = (telling: number) =>
    Math.max(bcaPValue(known, shape), studentised(difference, error, telling));
  return {
    ...plain,
    interval: bcaInterval(known, shape, confidence),
    error,
    ...testOf(name, judged, implied, confidence),
  };
}

/**
 * With few rows, and with rows that weigh very unequally, a bootstrap's own p-value is known to be too small (at 50 rows by several
 * times). Student's t, of the difference in units of its standard error, is not: its degrees of freedom are those of the rows that
 * tell the models apart, since only these say how much the difference varies.
 */
export function studentised(difference: number, error: number, telling: number): number {
  if (difference === 0) return 1;
  return error > 0 ? studentTwoSided(difference / error, Math.max(1, telling - 1)) : 0;
}

/**
 * The metric's own test, else the p-value that the resamples imply. A bootstrap cannot see what it never drew: where fewer rows tell
 * the models apart than a sign test would need, it proves nothing.
 */
function testOf(
  name: AnyMetric,
  [champion, challenger]: readonly [readonly ArrayLike<number>[], readonly ArrayLike<number>[]],
  implied: (telling: number) => number,
  confidence: number,
): Pick<MetricDifference, "p_value" | "test"> {
  const telling = differing(champion, challenger);
  const tested = METRIC_TABLE[name].rows || name === "rmse" ? pairedTest(champion[0]!, challenger[0]!) : null;
  if (tested?.test === "mcnemar") return tested;
  if (telling < fewestTellingPairs(confidence)) return { p_value: 1, test: tested?.test ?? "bootstrap" };
  return tested ?? { p_value: implied(telling), test: "bootstrap" };
}

/** Rows on which the two are not the same to a metric. */
export function differing(left: readonly ArrayLike<number>[], right: readonly ArrayLike<number>[]): number {
  let count = 0;
  for (let row = 0; row < left[0]!.length; row++)
    if (left.some((values, column) => values[row] !== right[column]![row])) count++;
  return count;
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
