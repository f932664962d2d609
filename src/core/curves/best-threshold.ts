/** What a false alarm and a miss cost, in any one unit; what is right costs nothing. */
export interface Costs {
  readonly alarm: number;
  readonly miss: number;
}

export interface BestThreshold {
  /** A score of at least this means yes; null where no is the best answer to every row. */
  readonly threshold: number | null;
  /** The mean cost of a row. */
  readonly cost: number;
  readonly alarms: number;
  readonly misses: number;
}

/**
 * The threshold whose answers cost least on these rows, of all that tell them apart; of several the highest. Chosen and judged on the
 * same rows, it flatters itself a little: judge it on others.
 */
export function bestThreshold(scores: Float64Array, positive: Uint8Array, costs: Costs): BestThreshold {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  const rows = scores.length;
  let misses = positive.reduce((sum, each) => sum + each, 0);
  let alarms = 0;
  const at = (threshold: number | null): BestThreshold => {
    const cost = (alarms * costs.alarm + misses * costs.miss) / rows;
    return { threshold, cost, alarms, misses };
  };
  let best = at(null);
  for (let rank = 0; rank < rows; rank++) {
    const row = order[rank]!;
    if (positive[row]) misses--;
    else alarms++;
    // Rows of the same score are answered alike.
    if (rank + 1 < rows && scores[order[rank + 1]!] === scores[row]) continue;
    const here = at(scores[row]!);
    if (here.cost < best.cost) best = here;
  }
  return best;
}
