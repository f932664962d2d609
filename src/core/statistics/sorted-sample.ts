/**
 * Observed numbers in ascending order. Raw values stand for one row each; a sketch of many rows gives fewer values with
 * weights, and everything that reads samples works alike.
 */
export interface SortedSample {
  readonly values: Float64Array;
  /** How many rows each value stands for (above 0); absent: one each. */
  readonly weights?: Float64Array;
  /** The rows in all: the sum of the weights. */
  readonly size: number;
  /** Of a sketch: by how much the share of rows up to a value may be off, 0 to 1. */
  readonly error?: number;
}

/** Raw values, copied and sorted. Throws a RangeError for NaN and infinity. */
export function sortedSample(values: ArrayLike<number>): SortedSample {
  const sorted = Float64Array.from(values).sort();
  // Sorting puts NaN and infinity at the ends.
  if (sorted.length > 0 && !(Number.isFinite(sorted[0]) && Number.isFinite(sorted.at(-1))))
    throw new RangeError("a sample holds finite numbers only");
  return { values: sorted, size: sorted.length };
}

/**
 * Walks over the distinct values of both samples in ascending order, with the share of each sample's rows that is at most that value: the
 * two empirical distribution functions, right-continuous. Throws a RangeError when one is empty.
 */
export function eachStep(
  left: SortedSample,
  right: SortedSample,
  visit: (value: number, leftShare: number, rightShare: number) => void,
): void {
  if (left.size === 0 || right.size === 0) throw new RangeError("an empty sample has no distribution");
  const [a, b] = [left.values, right.values];
  let [i, j, leftRows, rightRows] = [0, 0, 0, 0];
  while (i < a.length || j < b.length) {
    const value = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    for (; i < a.length && a[i] === value; i++) leftRows += left.weights ? left.weights[i]! : 1;
    for (; j < b.length && b[j] === value; j++) rightRows += right.weights ? right.weights[j]! : 1;
    visit(value, leftRows / left.size, rightRows / right.size);
  }
}

/** The smallest value with at least this share (0 to 1) of the rows at or below it: NumPy's `inverted_cdf` (but for its rounding), R's type 1. */
export function sampleQuantile({ values, weights, size }: SortedSample, share: number): number {
  // A rank that is whole but for rounding is whole: 0.07 * 100 is above 7 in doubles.
  const rank = share * size - 1e-9;
  if (!weights) return values[Math.max(0, Math.ceil(rank) - 1)]!;
  let rows = 0;
  for (let i = 0; i < values.length; i++) {
    rows += weights[i]!;
    if (rows >= rank) return values[i]!;
  }
  return values.at(-1)!;
}

/** The mean and the population's standard deviation (ddof 0), in two passes. */
export function sampleMoments({ values, weights, size }: SortedSample): { mean: number; deviation: number } {
  // Measured from the middle value, so that a large offset (moments in time, numbers beyond 2^50) costs no digits.
  const origin = values[values.length >> 1]!;
  let offset = 0;
  for (let i = 0; i < values.length; i++) {
    const width = values[i]! - origin;
    // The width between two finite numbers may be infinite.
    const part = Number.isFinite(width) ? width / size : values[i]! / size - origin / size;
    offset += part * (weights ? weights[i]! : 1);
  }
  const mean = origin + offset;
  let largest = 0;
  for (const value of [values[0]!, values.at(-1)!]) largest = Math.max(largest, Math.abs(value - mean));
  if (largest === 0 || values[0] === values.at(-1)) return { mean, deviation: 0 };
  let [squares, rest] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i]! : 1;
    const distance = (values[i]! - mean) / largest;
    squares += distance ** 2 * weight;
    // What the mean was rounded by.
    rest += distance * weight;
  }
  return { mean, deviation: largest * Math.sqrt(Math.max(0, squares / size - (rest / size) ** 2)) };
}

/** How many rows lie in each of the bins that ascending edges make: up to and with the first edge, …, beyond the last. */
export function binCounts({ values, weights }: SortedSample, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  let bin = 0;
  for (let i = 0; i < values.length; i++) {
    while (bin < edges.length && values[i]! > edges[bin]!) bin++;
    counts[bin]! += weights ? weights[i]! : 1;
  }
  return counts;
}
