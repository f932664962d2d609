import type { Weights } from "../../../core/statistics/resample.ts";
import type { AnyMetric } from "../../../records/metric-table.ts";
import type { Family } from "./family.ts";

/** A metric that is a mean over rows, or the square root of one. */
export interface RowMean {
  readonly name: AnyMetric;
  readonly values: Float64Array;
  readonly root?: boolean;
}

export function rowMeans(means: readonly RowMean[]): Family {
  const finish = ({ root }: RowMean, mean: number): number => (root ? Math.sqrt(mean) : mean);
  const byName = new Map(means.map((mean) => [mean.name, mean]));
  return {
    names: means.map(({ name }) => name),
    passes: means.length,
    score: (weights) => means.map((mean) => finish(mean, weightedMean(mean.values, weights))),
    leaveOneOut: (name) => {
      const mean = byName.get(name)!;
      const { values } = mean;
      let sum = 0;
      for (let row = 0; row < values.length; row++) sum += values[row]!;
      // A sum of squares without its largest may round to a little below zero.
      return values.map((value) => finish(mean, Math.max(0, sum - value) / (values.length - 1)));
    },
    judged: (name) => [byName.get(name)!.values],
  };
}

function weightedMean(values: Float64Array, weights: Weights): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += weights[row]! * values[row]!;
  return sum / values.length;
}
