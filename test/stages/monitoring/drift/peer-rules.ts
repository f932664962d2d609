import { chiSquared } from "../../../../src/core/statistics/chi-squared.ts";
import { chiSquaredTail } from "../../../../src/core/statistics/incomplete-gamma.ts";
import { jensenShannon } from "../../../../src/core/statistics/jensen-shannon.ts";
import { sampleMoments } from "../../../../src/core/statistics/sorted-sample.ts";
import { wasserstein } from "../../../../src/core/statistics/wasserstein.ts";
import {
  type ColumnPair,
  type NumberSample,
  presentRows,
} from "../../../../src/stages/monitoring/drift/column-sample.ts";
import { countCategories } from "../../../../src/stages/monitoring/drift/count-categories.ts";

/** Kolmogorov-Smirnov for numbers (its p-value is handed in, since it costs the most) and chi-squared for categories, each at p < 0.05. */
export function bareTest(pair: ColumnPair, ksPValue: number): boolean {
  if (pair.type === "number") return ksPValue < 0.05;
  return chiSquared(countCategories(pair.reference, pair.current)).pValue < 0.05;
}

/**
 * The defaults of Evidently 0.7.23 (`legacy/calculations/stattests/registry.py`): to 1,000 reference rows a test at p < 0.05, beyond that a distance of at least 0.1.
 * Numbers of at most five distinct values are categories to it; missing cells are dropped.
 */
export function evidently(pair: ColumnPair, ksPValue: number): boolean {
  const few = presentRows(pair.reference) <= 1000;
  if (pair.type === "number") {
    const counts = fewValues(pair.reference, pair.current);
    if (counts) return few ? evidentlyCounts(counts) : distanceBaseE(counts) >= 0.1;
    if (few) return ksPValue < 0.05;
    const deviation = Math.max(sampleMoments(pair.reference.values).deviation, 0.001);
    return wasserstein(pair.reference.values, pair.current.values) / deviation >= 0.1;
  }
  const counts = countCategories(pair.reference, pair.current);
  return few ? evidentlyCounts(counts) : distanceBaseE(counts) >= 0.1;
}

type Counts = ReturnType<typeof countCategories>;

/** `scipy.chisquare` of the current counts, as if the reference's shares were known and not themselves a sample; a z-test for two categories. */
function evidentlyCounts({ reference, current }: Counts): boolean {
  const [n, m] = [total(reference), total(current)];
  if (reference.length < 2) return false;
  if (reference.length === 2) {
    const pooled = (reference[0]! + current[0]!) / (n + m);
    const z = (reference[0]! / n - current[0]! / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    return chiSquaredTail(z * z, 1) < 0.05;
  }
  const statistic = reference.reduce((sum, count, category) => {
    const expected = (count * m) / n;
    return sum + (current[category]! - expected) ** 2 / expected;
  }, 0);
  return chiSquaredTail(statistic, reference.length - 1) < 0.05;
}

function distanceBaseE({ reference, current }: Counts): number {
  return jensenShannon(reference, current) * Math.sqrt(Math.LN2);
}

function fewValues(reference: NumberSample, current: NumberSample): Counts | null {
  const distinct = new Set<number>();
  for (const { values } of [reference, current])
    for (const value of values.values) if (distinct.add(value).size > 5) return null;
  const count = (sample: NumberSample) =>
    [...distinct].map((value) => sample.values.values.filter((each) => each === value).length);
  return { reference: count(reference), current: count(current) };
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
