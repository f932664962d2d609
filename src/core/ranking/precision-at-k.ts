/** Rows of the same score, from the highest score down: how many there are, and how many of them are positive. */
export interface ScoreTie {
  readonly rows: number;
  readonly positives: number;
}

/**
 * The share of positives among the `k` rows with the highest scores. Where the k-th place lies within rows of the same score, these share
 * it: what a random order among them gives on average. NaN where there are fewer than `k` rows.
 */
export function precisionAtK(ties: readonly ScoreTie[], k: number): number {
  let [seen, found] = [0, 0];
  for (const { rows, positives } of ties) {
    if (rows === 0) continue;
    if (seen + rows >= k) return (found + ((k - seen) * positives) / rows) / k;
    seen += rows;
    found += positives;
  }
  return Number.NaN;
}
