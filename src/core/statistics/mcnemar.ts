/**
 * McNemar's exact test (1947) that two classifiers are right equally often: of the rows on which just one of them is right, each
 * would be as likely to be right as the other. Two-sided: twice the smaller tail of the binomial, at most 1; 1 when none differ.
 */
export function mcnemarExact(onlyChampion: number, onlyChallenger: number): number {
  const rows = onlyChampion + onlyChallenger;
  if (rows === 0) return 1;
  const fewer = Math.min(onlyChampion, onlyChallenger);
  let term = halfBinomial(fewer, rows);
  let tail = 0;
  // Each term downwards is k / (n - k + 1) of the one before.
  for (let k = fewer; k >= 0 && term > tail * 1e-18; k--) {
    tail += term;
    term *= k / (rows - k + 1);
  }
  return Math.min(1, 2 * tail);
}

/** The probability of k heads in n throws of a fair coin, to full precision for any n: Loader's saddle point (2000). */
function halfBinomial(k: number, n: number): number {
  if (k === 0) return 2 ** -n;
  const other = n - k;
  const exponent =
    stirlingError(n) - stirlingError(k) - stirlingError(other) - deviance(k, n / 2) - deviance(other, n / 2);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * other));
}

/** x ln(x / m) + m - x, without cancelling where x is near m. */
function deviance(x: number, m: number): number {
  const v = (x - m) / (x + m);
  if (Math.abs(v) > 0.1) return x * Math.log(x / m) + m - x;
  let sum = (x - m) * v;
  let power = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln n! less Stirling's approximation of it. */
function stirlingError(n: number): number {
  if (n > 15) {
    const y = 1 / (n * n);
    return (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - (y * 1) / 1188)))) / n;
  }
  let factorial = 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - Math.log(2 * Math.PI) / 2;
}
