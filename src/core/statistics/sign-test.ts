/**
 * The fewest pairs with which a sign test can tell two sides apart: even when all n pairs speak for one side, its exact two-sided
 * p-value is 2 / 2^n, and this is the smallest n for which that is at most 1 - `confidence`. 6 at 0.95, 8 at 0.99.
 */
export function fewestTellingPairs(confidence: number): number {
  // 1 - 0.99 is a little above 0.01 in doubles: the small allowance keeps exact powers of two on the right side.
  return Math.ceil(Math.log2(2 / (1 - confidence)) - 1e-9);
}
