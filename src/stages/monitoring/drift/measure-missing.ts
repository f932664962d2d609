import { contingencyTest } from "../../../core/statistics/contingency-test.ts";
import { type ColumnPair, type ColumnSample, presentRows } from "./column-sample.ts";
import type { Measurement } from "./measurement.ts";

/** Whether cells are missing more or less often: a 2 x 2 table, the effect the difference of the shares. Null when none are missing. */
export function measureMissing({ reference, current }: ColumnPair): Measurement | null {
  if (reference.missing === 0 && current.missing === 0) return null;
  const { statistic, pValue } = contingencyTest({
    reference: [presentRows(reference), reference.missing],
    current: [presentRows(current), current.missing],
  });
  const effect = Math.abs(missingShare(reference) - missingShare(current));
  return { test: "missing", statistic, pValue, effect };
}

export function missingShare(sample: ColumnSample): number {
  return sample.missing / (sample.missing + presentRows(sample));
}
