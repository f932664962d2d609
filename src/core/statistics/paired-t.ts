import { studentTwoSided } from "./student-t.ts";

export interface PairedT {
  readonly t: number;
  readonly degrees: number;
  readonly p: number;
}

/**
 * Student's paired t-test that the mean of the differences is zero. Of the losses of two models on the same rows it is Diebold and
 * Mariano's test (1995) for rows that do not depend on each other. Without a spread there is nothing to test by: p is 1 when no row
 * differs, and 0 when all differ by the same.
 */
export function pairedT(left: ArrayLike<number>, right: ArrayLike<number>): PairedT {
  const rows = left.length;
  let mean = 0;
  for (let row = 0; row < rows; row++) mean += (right[row]! - left[row]!) / rows;
  let squares = 0;
  for (let row = 0; row < rows; row++) squares += (right[row]! - left[row]! - mean) ** 2;
  const degrees = rows - 1;
  if (degrees < 1) return { t: Number.NaN, degrees, p: 1 };
  const error = Math.sqrt(squares / degrees / rows);
  if (error === 0 && mean === 0) return { t: 0, degrees, p: 1 };
  const t = mean / error;
  return { t, degrees, p: studentTwoSided(t, degrees) };
}
