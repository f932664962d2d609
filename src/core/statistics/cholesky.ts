/** The lower triangle L of a symmetric positive definite matrix L·Lᵀ, by rows of `size`. Throws a RangeError for another matrix. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= lower[row * size + k]! * lower[column * size + k]!;
      if (row !== column) lower[row * size + column] = sum / lower[column * size + column]!;
      else if (sum > 0) lower[row * size + row] = Math.sqrt(sum);
      else throw new RangeError("the matrix is not positive definite");
    }
  }
  return lower;
}

/** Solves L·Lᵀ·x = right. */
export function solveCholesky(lower: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row]! -= lower[row * size + k]! * x[k]!;
    x[row]! /= lower[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    x[row]! /= lower[row * size + row]!;
    for (let k = 0; k < row; k++) x[k]! -= lower[row * size + k]! * x[row]!;
  }
  return x;
}
