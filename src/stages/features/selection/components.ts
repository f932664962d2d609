import { mean } from "../../../core/describe-numbers.ts";
import type { Components } from "../../../records/transform.ts";

/**
 * Principal components of the training rows: so many, or as many as explain a share of the variance (as scikit-learn counts them); each
 * turned so that its largest weight is positive, since the sign of a component means nothing and would depend on the algorithm.
 */
export async function fitComponents(
  columns: readonly (readonly number[])[],
  wanted: number,
): Promise<Components> {
  const { PCA } = await import("ml-pca");
  const center = columns.map((values) => mean(values));
  const rows = columns[0]!.map((_, row) => columns.map((values, at) => values[row]! - center[at]!));
  const model = new PCA(rows, { center: false, method: "covarianceMatrix" });
  const vectors = model.getEigenvectors().transpose().to2DArray();
  const variances = model.getEigenvalues().map((value) => Math.max(0, value));
  const total = variances.reduce((sum, value) => sum + value, 0);
  const explained = variances.map((value) => (total === 0 ? 0 : value / total));
  const count = wanted >= 1 ? wanted : enoughFor(explained, wanted);
  return {
    center,
    weights: vectors.slice(0, count).map(turned),
    explained: explained.slice(0, count),
  };
}

function enoughFor(explained: readonly number[], share: number): number {
  let sum = 0;
  const last = explained.findIndex((each) => {
    sum += each;
    return sum > share;
  });
  return last < 0 ? explained.length : last + 1;
}

function turned(vector: readonly number[]): number[] {
  const largest = vector.reduce((most, weight) => (Math.abs(weight) > Math.abs(most) ? weight : most), 0);
  return largest < 0 ? vector.map((weight) => -weight) : [...vector];
}
