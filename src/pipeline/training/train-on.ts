import type { World } from "../../ports/world.ts";
import type { Predictions } from "../../records/bundle.ts";
import { type Spec, trainsByCommand } from "../../records/spec.ts";
import type { Inputs } from "../data/inputs.ts";
import type { ReadData } from "../data/read-data.ts";
import { type ModelRows, targetOf } from "./model-rows.ts";
import { trainAlgorithm } from "./train-algorithm.ts";
import { trainCommand } from "./train-command.ts";
import { trainingFeatures } from "./training-features.ts";

/** Trains a spec's model on these rows and predicts their `test` rows. Nothing is kept. */
export async function trainOn(
  world: World,
  inputs: Inputs,
  spec: Spec,
  data: ReadData,
  part: ModelRows,
): Promise<Predictions> {
  const { table, rows, transform, training } = await trainingFeatures(data, spec, part);
  const classes =
    spec.problem.task === "classification"
      ? [...new Set(targetOf(data.table, rows.training, spec).map(String))].sort()
      : null;
  const material = { spec, data: { ...data, table }, rows, transform, training, classes };
  const trained = trainsByCommand(spec.train)
    ? await trainCommand(world, inputs, material, spec.train)
    : await trainAlgorithm(material, spec.train);
  return trained.predictions;
}
