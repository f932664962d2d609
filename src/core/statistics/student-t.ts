/**
 * The two-sided p-value of Student's t: the regularised incomplete beta function I_x(df / 2, 1 / 2) at x = df / (df + t^2), by its
 * continued fraction (DLMF 8.17.22, evaluated by Lentz's method).
 */
export function studentTwoSided(t: number, degrees: number): number {
  if (Number.isNaN(t)) return Number.NaN;
  if (!Number.isFinite(t)) return 0;
  const half = degrees / 2;
  const [x, rest] = [degrees / (degrees + t * t), (t * t) / (degrees + t * t)];
  // ln of x^a (1 - x)^b / B(a, b), with x = 1 / (1 + t^2 / df) so that no digit of a small t is lost.
  const front =
    Math.sqrt(rest / Math.PI) * gammaRatio(half) * Math.exp(-half * Math.log1p((t * t) / degrees));
  // Each form converges fast on its own side of the mean.
  if (x < (half + 1) / (half + 2.5)) return (front / half) * betaFraction(half, 0.5, x);
  return 1 - 2 * front * betaFraction(0.5, half, rest);
}

/** Gamma(a + 1/2) / Gamma(a): its asymptotic series (DLMF 5.11.13) above 30, by recurrence from there below. */
function gammaRatio(a: number): number {
  let from = a;
  let factor = 1;
  for (; from < 30; from++) factor *= from / (from + 0.5);
  const y = 1 / from;
  const series =
    1 +
    y *
      (-1 / 8 +
        y * (1 / 128 + y * (5 / 1024 + y * (-21 / 32768 + y * (-399 / 262144 + (y * 869) / 4194304)))));
  return factor * Math.sqrt(from) * series;
}

function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return result;
}

/** The t that only a share `both` of Student's distribution is beyond, counted on both sides; by halving, to rounding. */
export function studentQuantile(both: number, degrees: number): number {
  let [low, high] = [0, 1];
  while (studentTwoSided(high, degrees) > both && high < 1e300) high *= 2;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentTwoSided(middle, degrees) > both) low = middle;
    else high = middle;
  }
  return high;
}
