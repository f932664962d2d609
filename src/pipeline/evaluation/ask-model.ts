import type { World } from "../../ports/world.ts";
import type { Bundle } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import { trainsByCommand } from "../../records/spec.ts";
import type { Table } from "../../records/table.ts";
import { Transform } from "../../records/transform.ts";
import type { AskedModel } from "../../stages/evaluation/asking/asked-table.ts";
import { algorithmNamed } from "../../stages/training/algorithms.ts";
import type { Inputs } from "../data/inputs.ts";
import { predictByCommand } from "./champion.ts";
import { predict } from "./predict.ts";

/** So much that a command is asked some ten thousand questions in all: it reads and writes each as a line of text. */
const WORK_OF_COMMAND = 6e4;

/** A bundle as something that can be asked about any rows; null where only a command could answer, and none may run here. */
export function askedModel(world: World, inputs: Inputs, bundle: Bundle): AskedModel | null {
  const { signature, rows, model } = bundle.manifest;
  const all = (table: Table) => Array.from({ length: table.rows }, (_, row) => row);
  const { training } = bundle.recipe;
  if ("algorithm" in training) {
    const transform = readRecord(Transform, bundle.files, "transform.json", model);
    const features = transform.columns.reduce((sum, { outputs }) => sum + outputs.length, 0);
    return {
      inputs: signature.inputs,
      work: algorithmNamed(training.algorithm).work?.(rows.training, features) ?? features,
      ask: (table) => predict(bundle, table, all(table), all(table).map(String)),
    };
  }
  const { train } = inputs.project.spec;
  if (!trainsByCommand(train) || !train.predict || !world.mayRunCommands) return null;
  return {
    inputs: signature.inputs,
    work: WORK_OF_COMMAND,
    ask: (table) => predictByCommand(world, inputs, bundle, table, all(table), all(table).map(String)),
  };
}
