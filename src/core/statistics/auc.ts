/** What scores of two groups say of which group a row belongs to. */
export interface AucPart {
  /** Pairs of a row of either group in which the second group's row scores higher; ties count half. */
  readonly wins: number;
  readonly pairs: number;
  /** The variance of wins / pairs (DeLong, DeLong and Clarke-Pearson, 1988). */
  readonly variance: number;
}

/**
 * The Mann-Whitney statistic of scores, and DeLong's variance of the area under the ROC curve, by ranks as Sun and Xu (2014) compute it.
 * `second` says of each row whether it belongs to the second group. The variance is NaN where a group has fewer
 * than two rows.
 */
export function aucOf(scores: ArrayLike<number>, second: ArrayLike<number>): AucPart {
  const rows = Array.from(scores, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  const all = midranks(rows, scores);
  const groups = [0, 1].map((group) => {
    const own = rows.filter((row) => second[row] === group);
    return { own, within: midranks(own, scores) };
  });
  const [first, other] = groups as [(typeof groups)[0], (typeof groups)[0]];
  const [n, m] = [first.own.length, other.own.length];
  let wins = 0;
  for (const row of other.own) wins += all.get(row)! - other.within.get(row)!;
  const placements = groups.map(({ own, within }, index) => {
    const others = index === 0 ? m : n;
    return own.map((row) => (all.get(row)! - within.get(row)!) / others);
  });
  const variance = sampleVariance(placements[0]!) / n + sampleVariance(placements[1]!) / m;
  return { wins, pairs: n * m, variance };
}

/** Wins and pairs alone, of some of the rows, for whoever asks very often. Labels are 0 and 1. */
export function winsOf(
  scores: Float64Array,
  labels: Uint8Array,
  rows: readonly number[],
): Pick<AucPart, "wins" | "pairs"> {
  const groups = [0, 1].map((label) => {
    const own = rows.filter((row) => labels[row] === label);
    return Float64Array.from(own, (row) => scores[row]!).sort();
  });
  const [first, second] = groups as [Float64Array, Float64Array];
  let [wins, below, upTo] = [0, 0, 0];
  for (const score of second) {
    while (below < first.length && first[below]! < score) below += 1;
    while (upTo < first.length && first[upTo]! <= score) upTo += 1;
    wins += (below + upTo) / 2;
  }
  return { wins, pairs: first.length * second.length };
}

/** The ranks, from 1, of rows that are sorted by their scores; equal scores share theirs. */
function midranks(sorted: readonly number[], scores: ArrayLike<number>): Map<number, number> {
  const ranks = new Map<number, number>();
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to + 1 < sorted.length && scores[sorted[to + 1]!] === scores[sorted[from]!]) to += 1;
    for (let place = from; place <= to; place++) ranks.set(sorted[place]!, (from + to) / 2 + 1);
    from = to + 1;
  }
  return ranks;
}

/** With n - 1. */
function sampleVariance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
