import type { Interval } from "../../../core/statistics/proportions.ts";
import { studentQuantile } from "../../../core/statistics/student-t.ts";
import type { Figures } from "../../../records/fairness.ts";
import type { NumberPredictions } from "../../../records/predictions.ts";
import type { NumberMeasure } from "../../../records/spec-groups.ts";
import { type Apart, largestDifference } from "./apart.ts";

interface Mean {
  readonly mean: number;
  /** The variance of the mean. */
  readonly variance: number;
  readonly rows: number;
}
export interface NumberGroup {
  readonly name: string;
  readonly rows: number;
  readonly absolute: Mean;
  readonly signed: Mean;
}

/** How large the errors of some rows are, and to which side they go: predicted less true. */
export function numberGroup(
  name: string,
  { truth, predicted }: NumberPredictions,
  rows: readonly number[],
): NumberGroup {
  const errors = rows.map((row) => predicted[row]! - truth[row]!);
  return { name, rows: rows.length, absolute: meanOf(errors.map(Math.abs)), signed: meanOf(errors) };
}

function meanOf(values: readonly number[]): Mean {
  const rows = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / rows;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / Math.max(1, rows - 1) / rows, rows };
}

export function numberFigures({ absolute, signed, rows }: NumberGroup): Figures {
  return rows === 0 ? { mae: null, mean_error: null } : { mae: absolute.mean, mean_error: signed.mean };
}

export function numberMeasure(
  measure: NumberMeasure,
  groups: readonly NumberGroup[],
  level: number,
): Apart | null {
  const means = groups.map(({ absolute, signed }) => (measure === "mae_difference" ? absolute : signed));
  return largestDifference(means, ({ mean }) => mean, welch, level);
}

/** The difference of two independent means (Welch, 1947). */
function welch(left: Mean, right: Mean, level: number): Interval {
  const difference = left.mean - right.mean;
  const variance = left.variance + right.variance;
  if (variance === 0) return [difference, difference];
  const degrees =
    variance ** 2 / (left.variance ** 2 / (left.rows - 1) + right.variance ** 2 / (right.rows - 1));
  const reach = studentQuantile(level, degrees) * Math.sqrt(variance);
  return [difference - reach, difference + reach];
}
