import type { AlgorithmTraining } from "../../records/spec.ts";
import { applyTransform, matrixOf } from "../../stages/features/apply-transform.ts";
import { algorithmNamed } from "../../stages/training/algorithms.ts";
import { targetOf } from "./model-rows.ts";
import type { Trained, TrainingMaterial } from "./training-material.ts";

/** Trains with one of the algorithms that come with Trunkline, in this process. */
export async function trainAlgorithm(
  material: TrainingMaterial,
  training: AlgorithmTraining,
): Promise<Trained> {
  const { spec, data, rows, transform, classes } = material;
  const { task } = spec.problem;
  const algorithm = algorithmNamed(training.algorithm);
  const files = await algorithm.fit({
    matrix: matrixOf(transform, material.training),
    target: targetOf(data.table, rows.training, spec),
    task,
    params: training.params,
    seed: training.seed,
  });
  const predictions = await algorithm.predict({
    files,
    matrix: applyTransform(transform, data.table, rows.test),
    keys: rows.test.map((row) => rows.split.keys[row]!),
    task,
    classes,
  });
  return { files, predictions };
}
