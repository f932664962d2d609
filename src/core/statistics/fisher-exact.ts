import { logBinomial } from "./binomial-terms.ts";

/**
 * Fisher's exact test on a 2 x 2 table, two-sided: the chance, with all margins as they are, of a table that is no likelier than this one.
 * Equals SciPy's `fisher_exact([[a, b], [c, d]]).pvalue`.
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  const [row, column, rest] = [a + b, a + c, b + d];
  const all = logBinomial(column + rest, row);
  const likelihood = (x: number) => Math.exp(logBinomial(column, x) + logBinomial(rest, row - x) - all);
  // Tables that are as likely but for rounding count as such.
  const most = likelihood(a) * (1 + 1e-7);
  let chance = 0;
  for (let x = Math.max(0, row - rest); x <= Math.min(row, column); x++) {
    const each = likelihood(x);
    if (each <= most) chance += each;
  }
  return Math.min(1, chance);
}
