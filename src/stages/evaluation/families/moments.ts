import { mean } from "../../../core/describe-numbers.ts";
import type { MetricName } from "../../../records/metric-table.ts";
import type { NumberPredictions } from "../../../records/predictions.ts";
import type { Family } from "./family.ts";

/** Weighted sums; the true values are taken around their mean, so that squares do not cancel. */
interface Sums {
  rows: number;
  truth: number;
  truthSquares: number;
  error: number;
  errorSquares: number;
}

/**
 * R2 and explained variance as scikit-learn has them: with a constant truth 1 when there is nothing to explain, else 0; R2 of a single
 * row is not defined.
 */
export function momentFamily({ truth, predicted }: NumberPredictions): Family {
  const rows = truth.length;
  const center = rows > 0 ? mean(truth) : 0;
  const distances = truth.map((value) => value - center);
  const errors = truth.map((value, row) => value - predicted[row]!);
  const whole: Sums = { rows: 0, truth: 0, truthSquares: 0, error: 0, errorSquares: 0 };
  for (let row = 0; row < rows; row++) add(whole, distances[row]!, errors[row]!, 1);
  return {
    names: ["r2", "explained_variance"],
    passes: 1,
    score: (weights) => {
      const sums: Sums = { rows: 0, truth: 0, truthSquares: 0, error: 0, errorSquares: 0 };
      const first = weights.findIndex((weight) => weight > 0);
      let [sameTruth, sameError] = [true, true];
      for (let row = 0; row < rows; row++) {
        const weight = weights[row]!;
        if (weight === 0) continue;
        add(sums, distances[row]!, errors[row]!, weight);
        if (truth[row] !== truth[first]) sameTruth = false;
        if (errors[row] !== errors[first]) sameError = false;
      }
      return [r2(sums, sameTruth), explained(sums, sameTruth, sameError)];
    },
    leaveOneOut: (name) => {
      const truths = loneValue(truth);
      const misses = loneValue(errors);
      return truth.map((_, row) => {
        const sums = { ...whole };
        add(sums, distances[row]!, errors[row]!, -1);
        const sameTruth = truths(row);
        return name === "r2" ? r2(sums, sameTruth) : explained(sums, sameTruth, misses(row));
      });
    },
    judged: (_: MetricName) => [errors],
  };
}

function add(sums: Sums, distance: number, error: number, weight: number): void {
  sums.rows += weight;
  sums.truth += weight * distance;
  sums.truthSquares += weight * distance * distance;
  sums.error += weight * error;
  sums.errorSquares += weight * error * error;
}

function r2({ rows, truth, truthSquares, errorSquares }: Sums, sameTruth: boolean): number {
  if (rows < 2) return Number.NaN;
  return share(errorSquares, sameTruth ? 0 : truthSquares - (truth * truth) / rows);
}

/** Rounding would leave a trace of a spread where all values are equal: that is told by comparing them. */
function explained(sums: Sums, sameTruth: boolean, sameError: boolean): number {
  const { rows, truth, truthSquares, error, errorSquares } = sums;
  const left = sameError ? 0 : errorSquares - (error * error) / rows;
  return share(left, sameTruth ? 0 : truthSquares - (truth * truth) / rows);
}

function share(left: number, whole: number): number {
  if (whole === 0) return left === 0 ? 1 : 0;
  return 1 - left / whole;
}

/** Whether the values without that of a row are all the same. */
function loneValue(values: Float64Array): (row: number) => boolean {
  const [first, second, end] = [values[0]!, values[1]!, values.length - 1];
  const unlike = (common: number) => values.reduce((count, value) => count + (value === common ? 0 : 1), 0);
  if (unlike(first) === 0) return () => true;
  // At most one row is unlike the others: which, if any?
  const common = first === second || first === values[end] ? first : second;
  const odd = unlike(common) === 1 ? values.findIndex((value) => value !== common) : -1;
  return (row) => row === odd;
}
