/**
 * The exact chance that two samples of n and m rows from one continuous distribution have a Kolmogorov-Smirnov distance of at least h / lcm(n, m): all
 * orders of the pooled rows are alike, and each is a path over a lattice (Hodges, 1958). Whole numbers; h from 1.
 */
export function exactTail(n: number, m: number, h: number): number {
  return n === m ? equalSizes(n, h) : unequalSizes(Math.max(n, m), Math.min(n, m), h);
}

/** By reflection: 2 (C(2n, n-h) - C(2n, n-2h) + C(2n, n-3h) - …) / C(2n, n) (Gnedenko and Korolyuk, 1951). */
function equalSizes(n: number, h: number): number {
  let ratio = 1;
  let sum = 0;
  let sign = 1;
  for (let j = 1; j <= n && ratio > 1e-300; j++) {
    ratio *= (n - j + 1) / (n + j);
    if (j % h === 0) {
      sum += sign * ratio;
      sign = -sign;
    }
  }
  return Math.min(1, Math.max(0, 2 * sum));
}

/**
 * The share of the paths from (0, 0) to (n, m) that leave the band |i/n - j/m| < h / lcm, a row at a time. Of the paths to (i, j), a share of i / (i + j)
 * comes over (i-1, j) and the others over (i, j-1), so the shares outside are weighted means: nothing overflows or cancels.
 */
function unequalSizes(n: number, m: number, h: number): number {
  const common = divisor(n, m);
  // In units of 1 / lcm: |i * (m / g) - j * (n / g)| < h.
  const [perI, perJ] = [m / common, n / common];
  const inverse = new Float64Array(n + m + 1);
  for (let sum = 1; sum <= n + m; sum++) inverse[sum] = 1 / sum;
  const outside = new Float64Array(m + 1).fill(1);
  outside.fill(0, 0, Math.min(m, Math.ceil(h / perJ) - 1) + 1);
  for (let i = 1; i <= n; i++) {
    const first = Math.max(0, Math.floor((i * perI - h) / perJ) + 1);
    const last = Math.min(m, Math.ceil((i * perI + h) / perJ) - 1);
    // Left of the band all paths are outside.
    let left = 1;
    for (let j = first; j <= last; j++) {
      const share = inverse[i + j]!;
      left = i * share * outside[j]! + j * share * left;
      outside[j] = left;
    }
  }
  return Math.min(1, outside[m]!);
}

export function divisor(left: number, right: number): number {
  return right === 0 ? left : divisor(right, left % right);
}
