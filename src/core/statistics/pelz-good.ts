const SQUARE = Math.PI ** 2;

/**
 * The chance that the Kolmogorov-Smirnov distance of n rows from their true distribution is below d, for large n: the limit and its corrections to n^(-3/2), as theta
 * functions that converge for small d (Pelz and Good, 1976).
 */
export function pelzGoodBelow(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const z2 = z * z;
  const [z4, z6, z8] = [z2 ** 2, z2 ** 3, z2 ** 4];
  const sums = [0, 0, 0, 0];
  for (let k = 1; ; k++) {
    // Odd multiples of π/2 ...
    const a = ((2 * k - 1) ** 2 * SQUARE) / 4;
    const odd = Math.exp(-a / (2 * z2));
    sums[0]! += odd / z;
    sums[1]! += (odd * (a - z2)) / (6 * z4);
    sums[2]! += (odd * (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * a + (1 - 2 * z2) * a ** 2)) / (72 * z ** 7);
    sums[3]! +=
      (odd *
        (-30 * z6 -
          90 * z8 +
          (135 * z4 - 96 * z6) * a +
          (212 * z4 - 60 * z2) * a ** 2 +
          (5 - 30 * z2) * a ** 3)) /
      (6480 * z ** 10);
    // ... and whole multiples of π.
    const b = k * k * SQUARE;
    const even = Math.exp(-b / (2 * z2));
    sums[2]! -= (even * b) / (36 * z ** 3);
    sums[3]! += (even * b * (3 * z2 - b)) / (216 * z6);
    if (odd * a ** 3 < 1e-18) break;
  }
  const below = sums.reduce((sum, term, order) => sum + term / n ** (order / 2), 0);
  return Math.min(1, Math.max(0, Math.sqrt(2 * Math.PI) * below));
}
