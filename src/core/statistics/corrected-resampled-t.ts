import { studentQuantile, studentTwoSided } from "./student-t.ts";

export interface CorrectedT {
  readonly mean: number;
  /** The standard error of the mean, corrected. */
  readonly error: number;
  readonly t: number;
  readonly degrees: number;
  readonly p: number;
  readonly interval: readonly [number, number];
}

/**
 * The corrected resampled t-test (Nadeau and Bengio, Inference for the Generalization Error, Machine Learning 2003): of the differences
 * between two ways of training over J splits of the same rows. The trainings share rows, so their differences are not independent, and a
 * plain t-test calls noise a difference many times too often. The variance of the mean is therefore (1 / J + tested / trained) times that of
 * the differences; J - 1 degrees of freedom. `tested` and `trained` are the rows of each. Throws a RangeError for fewer than two splits.
 */
export function correctedResampledT(
  differences: readonly number[],
  { tested, trained }: { readonly tested: number; readonly trained: number },
  confidence: number,
): CorrectedT {
  const splits = differences.length;
  if (splits < 2) throw new RangeError("a spread needs two splits or more");
  const mean = differences.reduce((sum, value) => sum + value / splits, 0);
  const degrees = splits - 1;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / degrees;
  const error = Math.sqrt((1 / splits + tested / trained) * variance);
  const t = error > 0 ? mean / error : mean === 0 ? 0 : Math.sign(mean) * Number.POSITIVE_INFINITY;
  const half = error * studentQuantile(1 - confidence, degrees);
  return { mean, error, t, degrees, p: studentTwoSided(t, degrees), interval: [mean - half, mean + half] };
}
