import { deviance, stirlingError } from "./binomial-terms.ts";

const ENOUGH = 1e-17;

/**
 * The regularised upper incomplete gamma function Q(a, x) for a > 0, x >= 0 (Abramowitz and Stegun 6.5): the series of P below a + 1, else
 * Legendre's continued fraction by Lentz's method. What SciPy calls `gammaincc`.
 */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`Q(a, x) wants a > 0 and x >= 0, not a = ${a}, x = ${x}`);
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
}

/** The chance of a chi-squared value at least this large with so many degrees of freedom. */
export function chiSquaredTail(statistic: number, degrees: number): number {
  return upperGamma(degrees / 2, statistic / 2);
}

/** x^a e^-x / Γ(a + 1), the Poisson probability of a with the mean x. */
function poisson(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** P(a, x) = x^a e^-x / Γ(a + 1) · (1 + x/(a+1) + x²/((a+1)(a+2)) + …). */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > ENOUGH * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return poisson(a, x) * sum;
}

/** Q(a, x) = x^a e^-x / Γ(a) · 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- …))). Its terms are above 0 for x >= a + 1. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let value = d;
  let factor = 0;
  for (let k = 1; Math.abs(factor - 1) > 1e-16 && k < 1_000_000; k++) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    factor = c * d;
    value *= factor;
  }
  return a * poisson(a, x) * value;
}
