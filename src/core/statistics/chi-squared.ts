import { chiSquaredTail } from "./incomplete-gamma.ts";

/** Two rows of counts over the same categories: what each side of a comparison has. */
export interface Contingency {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Pearson's chi-squared test of homogeneity on a 2 x k table; Yates's correction where k is 2. Equals SciPy's
 * `chi2_contingency` on the table without its empty categories; with fewer than two categories there is nothing to tell apart, and p is 1.
 * Only right where the expected counts are at least about 5: see `contingencyTest`. Throws a RangeError when a side has no rows.
 */
export function chiSquared({ reference, current }: Contingency): TestResult {
  const [n, m] = [sum(reference), sum(current)];
  if (!(n > 0 && m > 0)) throw new RangeError("a side without rows cannot be compared");
  const totals = reference.map((count, category) => count + current[category]!);
  const categories = totals.filter((total) => total > 0).length;
  if (categories < 2) return { statistic: 0, pValue: 1 };
  let statistic = 0;
  totals.forEach((total, category) => {
    if (total === 0) return;
    const expected = (total * n) / (n + m);
    let difference = Math.abs(reference[category]! - expected);
    if (categories === 2) difference -= Math.min(0.5, difference);
    // What one side has too much the other has too little.
    statistic += difference ** 2 / expected + difference ** 2 / (total - expected);
  });
  return { statistic, pValue: chiSquaredTail(statistic, categories - 1) };
}

/** The smallest count that a category with so many rows in all would have on the smaller side without drift. */
export function leastExpected(total: number, { reference, current }: Contingency): number {
  const [n, m] = [sum(reference), sum(current)];
  return (total * Math.min(n, m)) / (n + m);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
