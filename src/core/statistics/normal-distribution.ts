/** The share of a standard normal below `z`, to about 15 digits in both tails: erfc by its continued fraction, or its series near zero. */
export function normalBelow(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const x = Math.abs(z);
  if (x > 39) return z > 0 ? 1 : 0;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  // Abramowitz and Stegun, 1964: 26.2.11 near the middle, 26.2.14 in the tails.
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let odd = 3; term > sum * 1e-17; odd += 2) {
      term *= (x * x) / odd;
      sum += term;
    }
    return 0.5 + Math.sign(z) * density * sum;
  }
  let fraction = 0;
  for (let level = 200; level > 0; level--) fraction = level / (x + fraction);
  const tail = density / (x + fraction);
  return z > 0 ? 1 - tail : tail;
}

/** The z below which a share of a standard normal lies. Acklam's rational start (2003), then two of Halley's steps. */
export function normalQuantile(share: number): number {
  if (!(share > 0)) return share === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (!(share < 1)) return share === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  // In the lower half, where a share near 0 keeps its digits.
  if (share > 0.5) return -normalQuantile(1 - share);
  let z = share < 0.02425 ? tailStart(share) : middleStart(share - 0.5);
  for (let step = 0; step < 2; step++) {
    const off = (normalBelow(z) - share) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
    z -= off / (1 + (z * off) / 2);
  }
  return z;
}

function tailStart(share: number): number {
  const q = Math.sqrt(-2 * Math.log(share));
  const above = polynomial(
    q,
    -7.784894002430293e-3,
    -0.3223964580411365,
    -2.400758277161838,
    -2.549732539343734,
    4.374664141464968,
    2.938163982698783,
  );
  return (
    above / polynomial(q, 7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1)
  );
}

function middleStart(q: number): number {
  const r = q * q;
  const above = polynomial(
    r,
    -39.69683028665376,
    220.9460984245205,
    -275.9285104469687,
    138.357751867269,
    -30.66479806614716,
    2.506628277459239,
  );
  const below = polynomial(
    r,
    -54.47609879822406,
    161.5858368580409,
    -155.6989798598866,
    66.80131188771972,
    -13.28068155288572,
    1,
  );
  return (q * above) / below;
}

/** Highest power first. */
function polynomial(x: number, ...coefficients: readonly number[]): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
