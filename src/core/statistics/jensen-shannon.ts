/**
 * The Jensen-Shannon distance of two rows of counts over the same categories: the square root of the divergence to base 2, so from 0 (equal
 * shares) to 1 (nothing in common). SciPy's `jensenshannon(p, q, base=2)`; others take the divergence, or base e (Lin, 1991; Endres and
 * Schindelin, 2003). Empty categories need no correction. Throws a RangeError when a side has no rows.
 */
export function jensenShannon(left: readonly number[], right: readonly number[]): number {
  const [leftRows, rightRows] = [total(left), total(right)];
  let divergence = 0;
  left.forEach((count, category) => {
    const p = count / leftRows;
    const q = right[category]! / rightRows;
    const middle = (p + q) / 2;
    if (p > 0) divergence += p * Math.log2(p / middle);
    if (q > 0) divergence += q * Math.log2(q / middle);
  });
  // Rounding may leave a hair below 0 or above 2.
  return Math.sqrt(Math.min(1, Math.max(0, divergence / 2)));
}

function total(counts: readonly number[]): number {
  const sum = counts.reduce((rows, count) => rows + count, 0);
  if (!(sum > 0)) throw new RangeError("a side without rows has no shares");
  return sum;
}
