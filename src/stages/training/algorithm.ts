import type { GenericSchema } from "valibot";
import type { Predictions } from "../../records/bundle.ts";
import type { Task } from "../../records/spec.ts";
import type { Matrix } from "../../records/table.ts";

/** The model's own files by their path in the bundle, all under `model/`. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>;

export interface FitInput {
  readonly matrix: Matrix;
  /** Text for a classification, numbers for a regression; one a row. */
  readonly target: readonly string[] | readonly number[];
  readonly task: Task;
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
}

/** A training row as the model keeps it. */
export interface StoredRow {
  readonly features: readonly number[];
  readonly target: string | number;
  readonly distance: number;
}

export interface PredictInput {
  readonly files: ModelFiles;
  readonly matrix: Matrix;
  readonly keys: readonly string[];
  readonly task: Task;
  /** The classes of the training rows, sorted; null for a regression. */
  readonly classes: readonly string[] | null;
}

/** A way of training that comes with Trunkline and runs in its process. */
export interface Algorithm {
  readonly name: string;
  /** Raised whenever the same input would give another model or other predictions: part of every recipe. */
  readonly revision: number;
  /** What `train.params` may say, defaults included. */
  readonly params: GenericSchema<unknown, Record<string, unknown>>;
  readonly paramNames: readonly string[];
  fit(input: FitInput): Promise<ModelFiles>;
  predict(input: PredictInput): Promise<Predictions>;
  /** About how many numbers are looked at for one prediction, where that grows with the training rows. */
  work?(rows: number, features: number): number;
  /** The stored rows that a prediction goes by, the nearest first; where a model has such. */
  nearest?(input: Pick<PredictInput, "files" | "matrix">, count: number): Promise<StoredRow[][]>;
}
