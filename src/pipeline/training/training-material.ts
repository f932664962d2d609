import type { Predictions } from "../../records/bundle.ts";
import type { Spec } from "../../records/spec.ts";
import type { Transform } from "../../records/transform.ts";
import type { PreparedTable } from "../../stages/features/prepared-table.ts";
import type { ReadData } from "../data/read-data.ts";
import type { ModelRows } from "./model-rows.ts";

/** What one way of training brings: the files of the model and its predictions on the holdout. */
export interface Trained {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly predictions: Predictions;
}

/** What every way of training starts from. */
export interface TrainingMaterial {
  readonly spec: Spec;
  readonly data: ReadData;
  readonly rows: ModelRows;
  readonly transform: Transform;
  /** The features of the training rows; those of all others are what the transform says. */
  readonly training: PreparedTable;
  readonly classes: readonly string[] | null;
}
