import type { Predictions } from "../../records/bundle.ts";
import type { Spec } from "../../records/spec.ts";
import { algorithmNamed } from "../../stages/training/algorithms.ts";
import type { ReadData } from "../data/read-data.ts";
import { type ModelRows, targetOf } from "../training/model-rows.ts";

/**
 * What the simplest model says of the holdout: the majority class, or the mean, of the training rows. No other row, and no feature, has
 * a say in it. Null without training rows.
 */
export async function baselinePredictions(
  data: ReadData,
  rows: ModelRows,
  spec: Spec,
): Promise<Predictions | null> {
  if (rows.training.length === 0) return null;
  const { task } = spec.problem;
  const target = targetOf(data.table, rows.training, spec);
  const baseline = algorithmNamed("baseline");
  const without = (count: number) => ({ columns: [], rows: Array.from({ length: count }, () => []) });
  const matrix = without(rows.training.length);
  const files = await baseline.fit({ matrix, target, task, params: {}, seed: 0 });
  return baseline.predict({
    files,
    matrix: without(rows.test.length),
    keys: rows.test.map((row) => rows.split.keys[row]!),
    task,
    classes: task === "classification" ? [...new Set(target.map(String))].sort() : null,
  });
}
