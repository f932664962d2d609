import { logBinomial } from "./binomial-terms.ts";

/**
 * The chance that at least `marked` of `drawn` things are marked, where `allMarked` of `all` are and none is drawn twice: Fisher's exact
 * test to one side. SciPy's `hypergeom.sf(marked - 1, all, allMarked, drawn)`.
 */
export function atLeastMarked(marked: number, drawn: number, allMarked: number, all: number): number {
  const unmarked = all - allMarked;
  const least = Math.max(0, drawn - unmarked);
  const most = Math.min(drawn, allMarked);
  if (marked <= least) return 1;
  if (marked > most) return 0;
  const total = logBinomial(all, drawn);
  let term = Math.exp(logBinomial(allMarked, marked) + logBinomial(unmarked, drawn - marked) - total);
  let sum = 0;
  for (let x = marked; x <= most && term > sum * 1e-17; x++) {
    sum += term;
    term *= ((allMarked - x) * (drawn - x)) / ((x + 1) * (unmarked - drawn + x + 1));
  }
  return Math.min(1, sum);
}
