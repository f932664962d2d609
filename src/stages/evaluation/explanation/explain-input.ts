import type { Truth } from "../../../records/bundle.ts";
import type { SuccessRule, Task } from "../../../records/spec.ts";
import type { ExplainOptions } from "../../../records/spec-explanation.ts";
import type { Table } from "../../../records/table.ts";
import type { AskedModel } from "../asking/asked-table.ts";

/** What is asked of the models, and on which rows. */
export interface ExplainInput {
  readonly task: Task;
  readonly success: readonly SuccessRule[];
  readonly confidence: number;
  readonly options: ExplainOptions;
  readonly seed: number;
  readonly table: Table;
  /** The rows of the holdout that may be asked about: none that either model was made from. */
  readonly holdout: readonly number[];
  /** What is true of them, in their order. */
  readonly truth: Truth;
  readonly training: readonly number[];
  readonly challenger: AskedModel;
  /** Null where there is none, or none that can be asked. */
  readonly champion: AskedModel | null;
  readonly nearest: NearestExamples | null;
  /** Why the trees of a model that has some are not read, as a sentence. */
  readonly notTrees?: string | null;
}

/** The training rows nearest to each row of a table, by their keys. */
export type NearestExamples = (
  table: Table,
) => Promise<readonly (readonly { key: string; distance: number }[])[]>;
