import type { Spec } from "../../records/spec.ts";
import type { DerivedTable } from "../../records/transform.ts";
import { deriveColumns } from "../../stages/features/derive.ts";
import { type FittedFeatures, fitFeatures } from "../../stages/features/fit-transform.ts";
import { keptRows } from "../../stages/features/kept-rows.ts";
import { reduceFeatures } from "../../stages/features/reduce-features.ts";
import type { ReadData } from "../data/read-data.ts";
import { type ModelRows, splitRows } from "./model-rows.ts";

/** What a recipe's model is trained on: the same for whoever asks, now or later. */
export interface TrainingFeatures extends FittedFeatures {
  readonly table: DerivedTable;
  /** As they were split. */
  readonly split: ModelRows;
  /** Without the training rows that `missing: drop` leaves out. */
  readonly rows: ModelRows;
}

export async function trainingFeatures(
  data: ReadData,
  spec: Spec,
  split: ModelRows = splitRows(data, spec),
): Promise<TrainingFeatures> {
  const options = {
    features: spec.features,
    target: spec.problem.target,
    ...(spec.data.key && { key: spec.data.key }),
    ...(spec.prepare && { prepare: spec.prepare }),
    learning: { task: spec.problem.task, units: split.split.units, seed: spec.train.seed },
  };
  const table = await deriveColumns(data.table, options);
  const rows = { ...split, training: keptRows(table, split.training, options) };
  const fitted = fitFeatures(table, rows.training, options);
  return { table, split, rows, ...(await reduceFeatures(fitted, table, rows.training, options)) };
}
