import { type Contingency, chiSquared, leastExpected, type TestResult } from "./chi-squared.ts";
import { fisherExact } from "./fisher-exact.ts";

/** Below this expected count Pearson's statistic strays from its distribution (Cochran, 1954). */
const LEAST_EXPECTED = 5;

/**
 * The test of homogeneity that also holds for rare categories. Categories that would have fewer than five rows on a side are pooled into one, with the next
 * rarest until that one has five; where two categories are left and still too small, the p-value is Fisher's. Which are pooled follows from
 * both sides' rows together and so says nothing of how they differ: the p-value stays honest. `tested` is the table that was tested.
 *
 * Pooling, not permutation: the p-values of a permutation test end at 1 / (permutations + 1), too coarse to stay
 * significant among many columns, and a pooled table costs nothing.
 */
export function contingencyTest(table: Contingency): TestResult & { readonly tested: Contingency } {
  const tested = poolRare(table);
  const result = chiSquared(tested);
  if (tested.reference.length !== 2 || !tooSmall(tested)) return { ...result, tested };
  const [a, b] = tested.reference as [number, number];
  const [c, d] = tested.current as [number, number];
  return { statistic: result.statistic, pValue: fisherExact(a, b, c, d), tested };
}

/** The table with its rare categories as one, the last; categories without rows are dropped, the others keep their order. */
export function poolRare(table: Contingency): Contingency {
  const { reference, current } = table;
  const total = (category: number) => reference[category]! + current[category]!;
  const present = reference.map((_, category) => category).filter((category) => total(category) > 0);
  // Ties by position, so that the same table is always pooled alike.
  const rarestFirst = [...present].sort((a, b) => total(a) - total(b) || b - a);
  const perRow = leastExpected(1, table);
  const pooled = new Set<number>();
  let rows = 0;
  for (const category of rarestFirst) {
    const rare = total(category) * perRow < LEAST_EXPECTED;
    const poolTooSmall = pooled.size > 0 && rows * perRow < LEAST_EXPECTED;
    if (!rare && !poolTooSmall) break;
    // At least two categories stay, or nothing could be compared.
    if (pooled.size + 2 > present.length) break;
    pooled.add(category);
    rows += total(category);
  }
  const kept = present.filter((category) => !pooled.has(category));
  const pick = (counts: readonly number[]) => [
    ...kept.map((category) => counts[category]!),
    ...(pooled.size > 0 ? [[...pooled].reduce((sum, category) => sum + counts[category]!, 0)] : []),
  ];
  return { reference: pick(reference), current: pick(current) };
}

function tooSmall(table: Contingency): boolean {
  return table.reference.some(
    (count, category) => leastExpected(count + table.current[category]!, table) < LEAST_EXPECTED,
  );
}
