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
  return outputsOfRows(ensemble, [row])[0]!;
}

/** Rows that go down a tree together, so that neither they nor its nodes leave the processor's nearest memory. */
const BLOCK = 128;

/** The outputs of many rows, by blocks of rows and tree by tree. */
export function outputsOfRows(ensemble: TreeEnsemble, rows: readonly ArrayLike<number>[]): Float64Array[] {
  const { roots, outputs, base, feature, threshold, left, right, missing, value } = ensemble;
  const sums = rows.map(() => Float64Array.from(base));
  for (let from = 0; from < rows.length; from += BLOCK) {
    const to = Math.min(rows.length, from + BLOCK);
    for (let tree = 0; tree < roots.length; tree++) {
      const output = outputs[tree]!;
      for (let at = from; at < to; at++) {
        const row = rows[at]!;
        let node = roots[tree]!;
        // As `childOf`, whose call would cost as much as all else here.
        while (left[node]! >= 0) {
          const cell = row[feature[node]!]!;
          if (cell < threshold[node]!) node = left[node]!;
          else node = cell >= threshold[node]! ? right[node]! : missing[node]!;
        }
        sums[at]![output]! += value[node]!;
      }
    }
  }
  return sums;
}
