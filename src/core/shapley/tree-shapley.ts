import { childOf, outputsOf, type TreeEnsemble } from "./tree-ensemble.ts";

export interface TreeShapleyInput {
  readonly ensemble: TreeEnsemble;
  /** What is explained is the sum of all outputs, each times its weight. */
  readonly weights: readonly number[];
  /** The player that each feature belongs to: features that only come and go together are one player. */
  readonly players: ArrayLike<number>;
  /** How many players there are. */
  readonly count: number;
  /** Rows of features; at least one. */
  readonly background: readonly ArrayLike<number>[];
}

export interface TreeShapley {
  /** The mean of the sum over the background. */
  readonly base: number;
  readonly output: number;
  /** Of each player; they add up to `output` less `base`. */
  readonly values: Float64Array;
}

/**
 * Exact Shapley values of a row, of the game in which a set of players is worth the mean output over the background rows with those
 * players' features from the row (Janzing, Minorics and Bloebaum, 2020). For one background row a tree's leaf is reached by the sets that
 * hold certain players and lack certain others, so that one walk over the splits where the two rows part sums all sets (interventional
 * TreeSHAP; Lundberg et al., 2020). Costs one visit of each node a background row at the most, however many players there are.
 */
export function treeShapley(input: TreeShapleyInput, row: ArrayLike<number>): TreeShapley {
  const { ensemble, weights, players, count, background } = input;
  const { roots, outputs, left, value, feature } = ensemble;
  const most = Math.min(ensemble.depth, count);
  const shares = leafShares(most);
  const values = new Float64Array(count);
  /** For each player whose features a path takes: 1 of the row, -1 of the background. */
  const taken = new Int8Array(count);
  let other: ArrayLike<number> = row;
  let factor = 0;
  // What the leaves below the last node add to each player that is in their sets, and take from each that is not.
  let adds = 0;
  let takes = 0;

  const walk = (node: number, within: number, without: number): void => {
    if (left[node]! < 0) {
      const amount = factor * value[node]!;
      adds = amount * shares[within * (most + 1) + without]!;
      takes = amount * shares[without * (most + 1) + within]!;
      return;
    }
    const own = childOf(ensemble, node, row);
    const others = childOf(ensemble, node, other);
    const player = players[feature[node]!]!;
    if (own === others || taken[player] !== 0) {
      walk(taken[player] === -1 ? others : own, within, without);
      return;
    }
    taken[player] = 1;
    walk(own, within + 1, without);
    const [addsWith, takesWith] = [adds, takes];
    taken[player] = -1;
    walk(others, within, without + 1);
    taken[player] = 0;
    values[player]! += addsWith - takes;
    adds += addsWith;
    takes += takesWith;
  };

  const summed = (each: ArrayLike<number>): number =>
    outputsOf(ensemble, each).reduce((sum, output, at) => sum + weights[at]! * output, 0);
  let base = 0;
  for (const each of background) {
    other = each;
    base += summed(each) / background.length;
    for (let tree = 0; tree < roots.length; tree++) {
      factor = weights[outputs[tree]!]! / background.length;
      if (factor !== 0) walk(roots[tree]!, 0, 0);
    }
  }
  return { base, output: summed(row), values };
}

/** At [a, b] in rows of most + 1: the weight (a - 1)! b! / (a + b)! of a player in a set of a, against b that are not; 0 where a is 0. */
function leafShares(most: number): Float64Array {
  const shares = new Float64Array((most + 1) ** 2);
  for (let without = 0; without <= most; without++) {
    let share = 1 / (without + 1);
    for (let within = 1; within <= most; within++) {
      shares[within * (most + 1) + without] = share;
      share *= within / (within + without + 1);
    }
  }
  return shares;
}
