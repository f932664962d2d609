/**
 * The parts of binomial, Poisson and Gamma probabilities that stay exact where factorials would overflow or cancel
 * (C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000).
 */

/**
 * ln(n!) minus Stirling's formula: ln Γ(n + 1) - (n + 1/2) ln n + n - ln √(2π), for n > 0, whole or not. The series converges for large n; smaller
 * ones climb to it by δ(n) = δ(n + 1) + (n + 1/2) ln(1 + 1/n) - 1.
 */
export function stirlingError(n: number): number {
  let climbed = 0;
  let at = n;
  for (; at < 16; at++) climbed += (at + 0.5) * Math.log1p(1 / at) - 1;
  const square = at * at;
  const series = 1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square;
  return climbed + series / at;
}

/** How far x lies from its mean in nats: x ln(x / mean) + mean - x, for x and mean above 0, without cancellation when they are near. */
export function deviance(x: number, mean: number): number {
  const ratio = (x - mean) / (x + mean);
  if (Math.abs(ratio) > 0.1) return x * Math.log(x / mean) + mean - x;
  // x ln(x / mean) = 2x artanh(ratio), as a series.
  let sum = (x - mean) * ratio;
  let power = 2 * x * ratio;
  for (let j = 1; j < 100; j++) {
    power *= ratio * ratio;
    const next = sum + power / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** ln of "whole over part", for whole numbers 0 <= part <= whole. */
export function logBinomial(whole: number, part: number): number {
  const rest = whole - part;
  if (part === 0 || rest === 0) return 0;
  const entropy = part * Math.log(whole / part) - rest * Math.log1p(-part / whole);
  const errors = stirlingError(whole) - stirlingError(part) - stirlingError(rest);
  return entropy + 0.5 * Math.log(whole / (2 * Math.PI * part * rest)) + errors;
}
