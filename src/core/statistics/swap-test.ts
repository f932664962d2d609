import { seededRandom } from "../random.ts";

/** Two answers to each row, as numbers from 0 to `size` - 1. */
export interface PairedCodes {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly size: number;
}
/** How far two rows of counts over the same codes lie apart. */
export type Distance = (left: readonly number[], right: readonly number[]) => number;

/** Of so many differing rows all swaps are tried. */
const MOST_EXACT = 11;
const MOST_DRAWS = 1999;
/** Where rows are many: enough for p-values far below 0.01. */
const LEAST_DRAWS = 999;
/** Steps that may be spent on all draws. */
const STEPS = 4e8;

/**
 * Whether two answers to the same rows are distributed alike. If they are, either answer of a row could as well be the other's: the p-value
 * is the share of all swaps within rows that lie at least as far apart. A test for two samples would not see that the rows are the same,
 * and hardly ever find anything. To 11 differing rows every swap is counted (SciPy's `permutation_test(permutation_type="samples")`,
 * exact); beyond that 1,999 are drawn, fewer where rows are many, and what was observed counts as one of them. Seeded.
 * Throws a RangeError without rows.
 */
export function swapTest(
  { left, right, size }: PairedCodes,
  distance: Distance,
): { distance: number; pValue: number } {
  if (left.length === 0) throw new RangeError("no rows have no distribution");
  const [a, b] = [new Array<number>(size).fill(0), new Array<number>(size).fill(0)];
  for (let row = 0; row < left.length; row++) {
    a[left[row]!]! += 1;
    b[right[row]!]! += 1;
  }
  const observed = distance(a, b);
  const differing = Array.from(left, (_, row) => row).filter((row) => left[row] !== right[row]);
  const swap = (row: number, times: 1 | -1) => {
    a[left[row]!]! -= times;
    b[left[row]!]! += times;
    a[right[row]!]! += times;
    b[right[row]!]! -= times;
  };
  const isAsFar = () => distance(a, b) >= observed - 1e-12;
  return { distance: observed, pValue: differing.length <= MOST_EXACT ? counted() : drawn() };

  function counted(): number {
    const all = 2 ** differing.length;
    let asFar = 0;
    for (let choice = 0; choice < all; choice++) {
      const chosen = differing.filter((_, index) => (choice >> index) & 1);
      for (const row of chosen) swap(row, 1);
      if (isAsFar()) asFar += 1;
      for (const row of chosen) swap(row, -1);
    }
    return asFar / all;
  }

  function drawn(): number {
    const random = seededRandom(differing.length);
    const affordable = Math.floor(STEPS / (size + differing.length));
    const draws = Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, affordable));
    const swapped = new Uint8Array(differing.length);
    let asFar = 1;
    for (let draw = 0; draw < draws; draw++) {
      for (const [index, row] of differing.entries()) {
        const now = random.below(2);
        if (now !== swapped[index]) swap(row, now === 1 ? 1 : -1);
        swapped[index] = now;
      }
      if (isAsFar()) asFar += 1;
    }
    return asFar / (draws + 1);
  }
}

/** The largest difference between the shares of rows up to a code: the Kolmogorov-Smirnov distance of codes that follow the order of values. */
export function largestStep(left: readonly number[], right: readonly number[]): number {
  const rows = left.reduce((sum, count) => sum + count, 0);
  let [ahead, largest] = [0, 0];
  for (let code = 0; code < left.length; code++) {
    ahead += left[code]! - right[code]!;
    largest = Math.max(largest, Math.abs(ahead));
  }
  return largest / rows;
}
