/**
 * The silhouette of each row (Rousseeuw, 1987): (b - a) / max(a, b), where a is its mean Euclidean distance to the other rows of its
 * cluster and b that to the rows of the nearest other cluster; 0 for a row that is alone in its cluster. `points` holds a row's features
 * side by side. Takes time with the square of the rows.
 */
export function silhouettes(
  points: Float64Array,
  dimensions: number,
  clusterOf: Int32Array,
  clusterCount: number,
): Float64Array {
  const rows = clusterOf.length;
  const sizes = new Float64Array(clusterCount);
  for (const cluster of clusterOf) sizes[cluster]! += 1;
  // Each pair is met once, and its distance is added on both sides.
  const sums = new Float64Array(rows * clusterCount);
  for (let left = 0; left < rows; left++)
    for (let right = left + 1; right < rows; right++) {
      let square = 0;
      for (let at = 0; at < dimensions; at++) {
        const off = points[left * dimensions + at]! - points[right * dimensions + at]!;
        square += off * off;
      }
      const distance = Math.sqrt(square);
      sums[left * clusterCount + clusterOf[right]!]! += distance;
      sums[right * clusterCount + clusterOf[left]!]! += distance;
    }
  return Float64Array.from(clusterOf, (own, row) => {
    if (sizes[own] === 1) return 0;
    const within = sums[row * clusterCount + own]! / (sizes[own]! - 1);
    let nearest = Number.POSITIVE_INFINITY;
    for (let other = 0; other < clusterCount; other++)
      if (other !== own && sizes[other]! > 0)
        nearest = Math.min(nearest, sums[row * clusterCount + other]! / sizes[other]!);
    const larger = Math.max(within, nearest);
    return larger === 0 ? 0 : (nearest - within) / larger;
  });
}
