/** Solves A x = b for one symmetric positive definite A and many b, by Cholesky's decomposition. */
export function choleskySolver(matrix: readonly Float64Array[]): (right: Float64Array) => Float64Array {
  const size = matrix.length;
  const lower = matrix.map((row) => row.slice());
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = lower[row]![column]!;
      for (let k = 0; k < column; k++) rest -= lower[row]![k]! * lower[column]![k]!;
      lower[row]![column] = row === column ? Math.sqrt(rest) : rest / lower[column]![column]!;
    }
  }
  return (right) => {
    const solution = right.slice();
    for (let row = 0; row < size; row++) {
      for (let k = 0; k < row; k++) solution[row]! -= lower[row]![k]! * solution[k]!;
      solution[row]! /= lower[row]![row]!;
    }
    for (let row = size - 1; row >= 0; row--) {
      for (let k = row + 1; k < size; k++) solution[row]! -= lower[k]![row]! * solution[k]!;
      solution[row]! /= lower[row]![row]!;
    }
    return solution;
  };
}
