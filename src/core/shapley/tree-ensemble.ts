/**
 * Trees of binary splits, in flat arrays by node: a row goes left where its feature is below the threshold, right where it is not, and to
 * `missing` where it is NaN. Leaves have `left` -1. All children lie in the same tree, and none is reached twice from its root: whoever
 * makes one has checked that.
 */
export interface TreeEnsemble {
  /** Numbers that a row must have. */
  readonly features: number;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly missing: Int32Array;
  /** What a leaf adds to its output. */
  readonly value: Float64Array;
  /** The first node of each tree. */
  readonly roots: Int32Array;
  /** The output that each tree adds to. */
  readonly outputs: Int32Array;
  /** What each output is before any tree. */
  readonly base: Float64Array;
  /** The most splits between a root and a leaf. */
  readonly depth: number;
}

/** The child of a split that a row goes to. */
export function childOf(
  { feature, threshold, left, right, missing }: TreeEnsemble,
  node: number,
  row: ArrayLike<number>,
): number {
  const value = row[feature[node]!]!;
  if (Number.isNaN(value)) return missing[node]!;
  return value < threshold[node]! ? left[node]! : right[node]!;
}

/** Each output of a row: its base and the leaves that the row falls into. */
export function outputsOf(ensemble: TreeEnsemble, row: ArrayLike<number>): Float64Array {
  const { roots, outputs, base, left, value } = ensemble;
  const sums = Float64Array.from(base);
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree]!;
    while (left[node]! >= 0) node = childOf(ensemble, node, row);
    sums[outputs[tree]!]! += value[node]!;
  }
  return sums;
}
