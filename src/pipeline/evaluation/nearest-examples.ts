import { withoutPersonalData } from "../../core/personal-data.ts";
import type { Bundle } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import type { Spec } from "../../records/spec.ts";
import { Transform } from "../../records/transform.ts";
import type { NearestExamples } from "../../stages/evaluation/explanation/explain-input.ts";
import { applyTransform, matrixOf } from "../../stages/features/apply-transform.ts";
import { applyDerived } from "../../stages/features/derive.ts";
import { algorithmNamed } from "../../stages/training/algorithms.ts";
import type { ReadData } from "../data/read-data.ts";
import { targetOf } from "../training/model-rows.ts";
import { trainingFeatures } from "../training/training-features.ts";

const MOST = 3;

/**
 * The keys of the training rows that a model's answer goes by; null for a model that goes by none. The model keeps features without
 * keys, so they are found by what the training rows of these data become; of rows that become the same each is named once.
 */
export function nearestExamples(bundle: Bundle, data: ReadData, spec: Spec): NearestExamples | null {
  const method = bundle.recipe.training;
  const algorithm = "algorithm" in method ? algorithmNamed(method.algorithm) : null;
  if (!algorithm?.nearest) return null;
  return async (table) => {
    const { rows, transform: fitted, training } = await trainingFeatures(data, spec);
    const stored = matrixOf(fitted, training);
    const target = targetOf(data.table, rows.training, spec);
    const keys = new Map<string, string[]>();
    for (const [at, row] of rows.training.entries()) {
      const same = identity(stored.rows[at]!, target[at]!);
      keys.set(same, [...(keys.get(same) ?? []), rows.split.keys[row]!]);
    }
    const transform = readRecord(Transform, bundle.files, "transform.json", spec.model);
    const matrix = applyTransform(transform, await applyDerived(transform, table));
    const found = await algorithm.nearest!({ files: bundle.files, matrix }, MOST);
    return found.map((neighbours) => {
      const named = new Map<string, number>();
      return neighbours.flatMap(({ features, target: said, distance }) => {
        const same = identity(features, said);
        const before = named.get(same) ?? 0;
        named.set(same, before + 1);
        const key = keys.get(same)?.[before];
        return key === undefined ? [] : [{ key: withoutPersonalData(key), distance }];
      });
    });
  };
}

function identity(features: readonly number[], target: string | number): string {
  return JSON.stringify([features, target]);
}
