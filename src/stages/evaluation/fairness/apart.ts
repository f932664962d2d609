import type { Interval } from "../../../core/statistics/proportions.ts";

/** How far groups are apart, with the interval of it. */
export interface Apart {
  readonly value: number;
  readonly interval: Interval;
}

/**
 * The largest difference of any two of some groups. Each pair has an interval of its own, at the level over the number of pairs; all of them
 * hold together, so that the largest difference is at least the largest of their lower ends and at most the largest of their upper ones.
 * Null with fewer than two groups.
 */
export function largestDifference<G>(
  groups: readonly G[],
  figure: (group: G) => number,
  differ: (left: G, right: G, level: number) => Interval,
  level: number,
): Apart | null {
  const found = pairsOf(groups).map(([left, right], _, pairs): Apart => {
    const [low, high] = differ(left, right, level / pairs.length);
    const nearest = low > 0 ? low : high < 0 ? -high : 0;
    return {
      value: Math.abs(figure(left) - figure(right)),
      interval: [nearest, Math.max(Math.abs(low), Math.abs(high))],
    };
  });
  return found.length === 0 ? null : extreme(found, Math.max);
}

/** The smallest ratio of any two, the smaller over the larger; likewise. */
export function smallestRatio<G>(
  groups: readonly G[],
  figure: (group: G) => number,
  ratio: (left: G, right: G, level: number) => Interval,
  level: number,
): Apart | null {
  const found = pairsOf(groups).map(([left, right], _, pairs): Apart => {
    const [low, high] = ratio(left, right, level / pairs.length);
    const [a, b] = [figure(left), figure(right)];
    return {
      value: Math.min(a, b) / Math.max(a, b),
      interval: [Math.min(low, 1 / high), high < 1 ? high : low > 1 ? 1 / low : 1],
    };
  });
  // Where nobody is selected there is no ratio.
  const known = found.filter(({ value }) => Number.isFinite(value));
  return known.length === 0 ? null : extreme(known, Math.min);
}

/** Of several, the one that is furthest apart. */
export function extreme(found: readonly Apart[], most: (...values: number[]) => number): Apart {
  return {
    value: most(...found.map(({ value }) => value)),
    interval: [
      most(...found.map(({ interval }) => interval[0])),
      most(...found.map(({ interval }) => interval[1])),
    ],
  };
}

function pairsOf<G>(groups: readonly G[]): (readonly [G, G])[] {
  return groups.flatMap((left, index) => groups.slice(index + 1).map((right) => [left, right] as const));
}
