/** The answers to one query: how relevant each is (0 or more), and the score that the model ranks it by. */
export interface RankedQuery {
  readonly relevance: Float64Array;
  readonly scores: Float64Array;
}

/**
 * Normalised discounted cumulated gain (Järvelin and Kekäläinen, 2002), with the relevance itself as the gain and 1 / log2(rank + 1) as
 * its discount, over the first `k` ranks. Answers of the same score share the mean of their places (McSherry and Najork, 2008). 0 where
 * nothing is relevant. As scikit-learn's ndcg_score.
 */
export function ndcg({ relevance, scores }: RankedQuery, k = Number.POSITIVE_INFINITY): number {
  const order = byScore(scores);
  let gained = 0;
  for (let from = 0; from < order.length; ) {
    let [to, gain, discount] = [from, 0, 0];
    for (; to < order.length && scores[order[to]!] === scores[order[from]!]; to++) {
      gain += relevance[order[to]!]!;
      discount += discountAt(to, k);
    }
    gained += (gain / (to - from)) * discount;
    from = to;
  }
  const best = Float64Array.from(relevance).sort().reverse();
  const most = best.reduce((sum, value, rank) => sum + value * discountAt(rank, k), 0);
  return most === 0 ? 0 : gained / most;
}

function discountAt(rank: number, k: number): number {
  return rank < k ? 1 / Math.log2(rank + 2) : 0;
}

/** Average precision, of answers whose relevance is above 0; those of the same score count at once. 0 where nothing is relevant. */
export function averagePrecision({ relevance, scores }: RankedQuery): number {
  const order = byScore(scores);
  let [found, sum] = [0, 0];
  for (let from = 0; from < order.length; ) {
    let [to, added] = [from, 0];
    for (; to < order.length && scores[order[to]!] === scores[order[from]!]; to++)
      if (relevance[order[to]!]! > 0) added++;
    found += added;
    sum += (added * found) / to;
    from = to;
  }
  return found === 0 ? 0 : sum / found;
}

function byScore(scores: Float64Array): number[] {
  return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!);
}
