/**
 * The arithmetic mean. Values are added in ascending order, so that their order does not change the last digit; dividing
 * first keeps values near the largest double from overflowing.
 */
export function mean(values: readonly number[] | Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const sum = sorted.reduce((total, value) => total + value, 0);
  if (Number.isFinite(sum)) return sum / sorted.length;
  return sorted.reduce((total, value) => total + value / sorted.length, 0);
}

/** The population's standard deviation (ddof 0), computed in units of the largest distance so that squares cannot overflow. */
export function populationDeviation(values: readonly number[] | Float64Array, center = mean(values)): number {
  const distances = Float64Array.from(values, (value) => Math.abs(value - center));
  const largest = distances.reduce((most, distance) => Math.max(most, distance), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(mean(distances.map((distance) => (distance / largest) ** 2)));
}

/**
 * A quantile of values in ascending order, `share` from 0 to 1: linear interpolation between the closest ranks (R's type 7,
 * NumPy's default).
 */
export function quantile(sorted: readonly number[] | Float64Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const part = rank - below;
  // Not `low + (high - low) * part`: the difference of two finite numbers may be infinite.
  return part === 0 ? low : low * (1 - part) + high * part;
}
