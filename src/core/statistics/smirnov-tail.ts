import { deviance, stirlingError } from "./binomial-terms.ts";

/**
 * The chance that the distribution function of n rows lies by at least d above the true one somewhere, 0 < d < 1: Σ C(n, v) d (d + v/n)^(v-1)
 * (1 - d - v/n)^(n-v) over v <= n(1 - d) (Birnbaum and Tingey, 1951; SciPy's `smirnov`). Each term is a binomial
 * probability, and keeps its digits for any n.
 */
export function smirnovTail(n: number, d: number): number {
  const shift = n * d;
  const whole = stirlingError(n);
  let sum = (1 - d) ** n;
  for (let v = 1; v + shift < n && v < n; v++) {
    const rest = n - v;
    const away = deviance(v, v + shift) + deviance(rest, rest - shift);
    if (away > 745) continue;
    const errors = whole - stirlingError(v) - stirlingError(rest);
    sum += (Math.exp(errors - away) * Math.sqrt(n / (2 * Math.PI * v * rest)) * shift) / (v + shift);
  }
  return sum;
}
