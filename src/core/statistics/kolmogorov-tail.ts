import { durbinBelow } from "./durbin-matrix.ts";
import { pelzGoodBelow } from "./pelz-good.ts";
import { smirnovTail } from "./smirnov-tail.ts";

/**
 * The chance that the distance of n rows from their true distribution is at least d: SciPy's `kstwo.sf(d, n)`. Which formula serves where
 * is after Simard and L'Ecuyer, "Computing the Two-Sided Kolmogorov-Smirnov Distribution" (2011): far out the two one-sided
 * tails hardly meet and are added; near zero the matrix is exact and small; between them lies the expansion.
 */
export function kolmogorovTail(n: number, d: number): number {
  if (n * d <= 0.5) return 1;
  if (d >= 1) return 0;
  const square = n * d * d;
  if (square >= 370) return 0;
  if (square > (n <= 140 ? 4 : 2.2)) return Math.min(1, 2 * smirnovTail(n, d));
  const exact = n <= 140 || (n <= 100_000 && n * d ** 1.5 <= 1.4);
  return Math.max(0, 1 - (exact ? durbinBelow(n, d) : pelzGoodBelow(n, d)));
}
