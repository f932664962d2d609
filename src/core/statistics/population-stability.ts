/**
 * The population stability index of two rows of counts over the same bins: Σ (q - p) ln(q / p), from 0 without bound (Siddiqi, "Credit Risk
 * Scorecards", 2006; the symmetrised Kullback-Leibler divergence in nats). An empty bin would make it infinite and counts as half a row;
 * bins that are empty on both sides count for nothing. Without drift its mean is about (bins - 1)(1/n + 1/m) (Yurdakul and
 * Naranjo, 2020), so on few rows it says little. Throws a RangeError when a side has no rows.
 */
export function populationStability(reference: readonly number[], current: readonly number[]): number {
  const rows = [reference, current].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  if (!(rows[0]! > 0 && rows[1]! > 0)) throw new RangeError("a side without rows has no shares");
  return reference.reduce((index, count, bin) => {
    if (count === 0 && current[bin] === 0) return index;
    const p = Math.max(count, 0.5) / rows[0]!;
    const q = Math.max(current[bin]!, 0.5) / rows[1]!;
    return index + (q - p) * Math.log(q / p);
  }, 0);
}
