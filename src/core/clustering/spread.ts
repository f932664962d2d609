/** Rows as points, each in a cluster. `points` holds a row's features side by side. */
export interface ClusteredPoints {
  readonly points: Float64Array;
  readonly dimensions: number;
  readonly clusterOf: Int32Array;
  readonly clusterCount: number;
}

/** What clusters are like, of rows that count as often as their weights say. */
export interface Spread {
  readonly rows: number;
  readonly sizes: Float64Array;
  /** By cluster, features side by side; the mean of its rows. */
  readonly centers: Float64Array;
  readonly center: Float64Array;
  /** By cluster: the sum of squared distances to its centre, and the mean distance. */
  readonly squares: Float64Array;
  readonly distances: Float64Array;
}

export function spreadOf(
  { points, dimensions, clusterOf, clusterCount }: ClusteredPoints,
  weights: ArrayLike<number>,
): Spread {
  const sizes = new Float64Array(clusterCount);
  const centers = new Float64Array(clusterCount * dimensions);
  const center = new Float64Array(dimensions);
  let rows = 0;
  for (let row = 0; row < clusterOf.length; row++) {
    const [weight, cluster] = [weights[row]!, clusterOf[row]!];
    rows += weight;
    sizes[cluster]! += weight;
    for (let at = 0; at < dimensions; at++)
      centers[cluster * dimensions + at]! += weight * points[row * dimensions + at]!;
  }
  for (let cluster = 0; cluster < clusterCount; cluster++)
    for (let at = 0; at < dimensions; at++) {
      center[at]! += centers[cluster * dimensions + at]! / rows;
      centers[cluster * dimensions + at]! /= sizes[cluster]!;
    }
  const [squares, distances] = [new Float64Array(clusterCount), new Float64Array(clusterCount)];
  for (let row = 0; row < clusterOf.length; row++) {
    if (weights[row] === 0) continue;
    const cluster = clusterOf[row]!;
    let square = 0;
    for (let at = 0; at < dimensions; at++)
      square += (points[row * dimensions + at]! - centers[cluster * dimensions + at]!) ** 2;
    squares[cluster]! += weights[row]! * square;
    distances[cluster]! += weights[row]! * Math.sqrt(square);
  }
  for (let cluster = 0; cluster < clusterCount; cluster++) distances[cluster]! /= sizes[cluster]!;
  return { rows, sizes, centers, center, squares, distances };
}

/** Whether there is anything to judge: at least two clusters, and fewer than rows. */
function judgeable(clusters: number, rows: number): boolean {
  return clusters >= 2 && clusters < rows;
}

/** Calinski and Harabasz (1974): the spread between clusters over that within, each by its degrees of freedom. NaN for one cluster. */
export function calinskiHarabasz({ rows, sizes, centers, center, squares }: Spread): number {
  const dimensions = center.length;
  let [clusters, between, within] = [0, 0, 0];
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    if (!(sizes[cluster]! > 0)) continue;
    clusters++;
    within += squares[cluster]!;
    for (let at = 0; at < dimensions; at++)
      between += sizes[cluster]! * (centers[cluster * dimensions + at]! - center[at]!) ** 2;
  }
  if (!judgeable(clusters, rows)) return Number.NaN;
  return within === 0 ? 1 : (between * (rows - clusters)) / (within * (clusters - 1));
}

/** NumPy's isclose to zero: below it scikit-learn calls clusters points. */
const POINT = 1e-8;

/**
 * Davies and Bouldin (1979): the mean, over clusters, of the worst (distance within the one + within the other) / distance between the
 * two. NaN for one cluster.
 */
export function daviesBouldin({ rows, sizes, centers, center, distances }: Spread): number {
  const there = [...sizes.keys()].filter((cluster) => sizes[cluster]! > 0);
  if (!judgeable(there.length, rows)) return Number.NaN;
  const dimensions = center.length;
  const [worst, farthest] = [new Float64Array(there.length), { distance: 0 }];
  for (const [i, left] of there.entries())
    for (let j = i + 1; j < there.length; j++) {
      const right = there[j]!;
      let square = 0;
      for (let at = 0; at < dimensions; at++)
        square += (centers[left * dimensions + at]! - centers[right * dimensions + at]!) ** 2;
      const apart = Math.sqrt(square);
      farthest.distance = Math.max(farthest.distance, apart);
      // Two clusters in one place are not compared, as in scikit-learn.
      const ratio = apart === 0 ? 0 : (distances[left]! + distances[right]!) / apart;
      worst[i] = Math.max(worst[i]!, ratio);
      worst[j] = Math.max(worst[j]!, ratio);
    }
  const points = there.every((cluster) => distances[cluster]! <= POINT);
  if (points || farthest.distance <= POINT) return 0;
  return worst.reduce((sum, value) => sum + value, 0) / there.length;
}
