import { normalBelow } from "./normal-distribution.ts";

export interface Ranks {
  /** The rank of each value, from 1; values that are equal share the mean of theirs. */
  readonly ranks: Float64Array;
  /** The sum over groups of equal values of t³ - t. */
  readonly ties: number;
}

export function ranksOf(values: Float64Array): Ranks {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  let ties = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + 1 + to) / 2;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  return { ranks, ties };
}

/**
 * The chance of a rank sum at least this large of `some` of `all` values where the parts do not differ: Mann and Whitney's test (1947) to
 * one side, by the normal approximation with correction for ties and continuity. SciPy's
 * `mannwhitneyu(part, rest, alternative="greater", method="asymptotic").pvalue`.
 */
export function rankSumAtLeast(sum: number, some: number, all: number, ties: number): number {
  const rest = all - some;
  const spread = ((some * rest) / 12) * (all + 1 - ties / (all * (all - 1)));
  if (!(spread > 0)) return 1;
  return normalBelow(-(sum - (some * (all + 1)) / 2 - 0.5) / Math.sqrt(spread));
}
