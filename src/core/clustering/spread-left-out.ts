import type { ClusteredPoints, Spread } from "./spread.ts";

/**
 * For each row in turn, what the clusters are like without it, handed to `use`. Sizes, centres and squares are exact; the mean distance to
 * a centre that moves is taken to first order, which is what a jackknife needs: a pass over the rows in place of a pass for each.
 */
export function spreadsLeftOut(
  clustered: ClusteredPoints,
  whole: Spread,
  use: (spread: Spread) => number,
): Float64Array {
  const { points, dimensions, clusterOf } = clustered;
  const slopes = slopesOf(clustered, whole);
  return Float64Array.from(clusterOf, (cluster, row) => {
    const { rows, sizes, centers, center, squares, distances } = whole;
    const size = sizes[cluster]!;
    const less = {
      rows: rows - 1,
      sizes: Float64Array.from(sizes),
      centers: Float64Array.from(centers),
      center: Float64Array.from(center),
      squares: Float64Array.from(squares),
      distances: Float64Array.from(distances),
    };
    less.sizes[cluster] = size - 1;
    let [square, moved] = [0, 0];
    for (let at = 0; at < dimensions; at++) {
      const value = points[row * dimensions + at]!;
      const off = value - centers[cluster * dimensions + at]!;
      square += off * off;
      less.center[at] = center[at]! + (center[at]! - value) / (rows - 1);
      if (size === 1) continue;
      less.centers[cluster * dimensions + at]! -= off / (size - 1);
      moved -= (slopes[cluster * dimensions + at]! * off) / (size - 1);
    }
    if (size > 1) {
      less.squares[cluster] = Math.max(0, squares[cluster]! - (square * size) / (size - 1));
      const mean = distances[cluster]! + (distances[cluster]! - Math.sqrt(square)) / (size - 1);
      less.distances[cluster] = Math.max(0, mean + moved);
    }
    return use(less);
  });
}

/** By cluster: how its mean distance changes as its centre moves, the mean of the unit vectors from the rows to it. */
function slopesOf(
  { points, dimensions, clusterOf }: ClusteredPoints,
  { sizes, centers }: Spread,
): Float64Array {
  const slopes = new Float64Array(centers.length);
  for (let row = 0; row < clusterOf.length; row++) {
    const cluster = clusterOf[row]!;
    let square = 0;
    for (let at = 0; at < dimensions; at++)
      square += (centers[cluster * dimensions + at]! - points[row * dimensions + at]!) ** 2;
    if (square === 0) continue;
    for (let at = 0; at < dimensions; at++) {
      const off = centers[cluster * dimensions + at]! - points[row * dimensions + at]!;
      slopes[cluster * dimensions + at]! += off / Math.sqrt(square) / sizes[cluster]!;
    }
  }
  return slopes;
}
