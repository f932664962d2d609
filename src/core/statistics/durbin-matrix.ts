/**
 * The chance that the Kolmogorov-Smirnov distance of n rows from their true distribution is below d, exactly: an entry of the n-th power of
 * Durbin's matrix (Marsaglia, Tsang and Wang, 2003). Costs (2nd)³ log n, so it is for small n·d.
 */
export function durbinBelow(n: number, d: number): number {
  const k = Math.ceil(n * d);
  const h = k - n * d;
  const width = 2 * k - 1;
  let scale = 0;
  let [power, powerScale] = [durbinMatrix(width, h), 0];
  let result: Float64Array | null = null;
  const middle = (k - 1) * width + k - 1;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      result = result === null ? power : multiply(result, power, width);
      scale += powerScale;
    }
    if (left === 1) break;
    power = multiply(power, power, width);
    powerScale *= 2;
    if (power[middle]! > 2 ** 128) {
      power = power.map((value) => value * 2 ** -128);
      powerScale += 128;
    }
  }
  let below = result![middle]!;
  // n! / n^n, a factor at a time, with the scale taken off before anything underflows.
  for (let i = 1; i <= n; i++) {
    below *= i / n;
    if (below < 2 ** -128 && scale > 0) {
      below *= 2 ** 128;
      scale -= 128;
    }
  }
  return Math.min(1, below * 2 ** scale);
}

/** 1/(i-j+1)! on and below the diagonal above the main one; the first column and the last row less what h cuts off. */
function durbinMatrix(width: number, h: number): Float64Array {
  const inverse = [1];
  for (let j = 1; j <= width; j++) inverse.push(inverse[j - 1]! / j);
  const matrix = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= Math.min(i + 1, width - 1); j++) matrix[i * width + j] = inverse[i - j + 1]!;
  for (let i = 0; i < width; i++) {
    matrix[i * width] = (1 - h ** (i + 1)) * inverse[i + 1]!;
    matrix[(width - 1) * width + (width - 1 - i)] = matrix[i * width]!;
  }
  const corner = 1 - 2 * h ** width + Math.max(0, 2 * h - 1) ** width;
  matrix[(width - 1) * width] = corner * inverse[width]!;
  return matrix;
}

function multiply(left: Float64Array, right: Float64Array, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let k = 0; k < width; k++) {
      const factor = left[i * width + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < width; j++) product[i * width + j]! += factor * right[k * width + j]!;
    }
  return product;
}
