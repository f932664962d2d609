import type { Predictions, Truth } from "../../records/bundle.ts";
import type { Baseline, Champion, OwnMetric } from "../../records/evaluation.ts";
import type { DataChange } from "../../records/profile.ts";
import type { Unnamed } from "../../records/slices.ts";
import type { SuccessRule, Task } from "../../records/spec.ts";
import type { FairnessInput } from "./fairness/fairness.ts";
import type { CodedColumn } from "./slices/coded-column.ts";
import type { DeclaredSlice } from "./slices/declared-slices.ts";

/** What an evaluation is made from. */
export interface EvaluationInput {
  readonly model: string;
  readonly task: Task;
  readonly success: readonly SuccessRule[];
  readonly confidence: number;
  readonly resamples: number;
  readonly challenger: {
    readonly recipe: string;
    readonly bundle: string;
    readonly predictions: Predictions;
  };
  readonly champion:
    | (Omit<Champion, "rows" | "seen"> & {
        readonly predictions: Predictions;
        readonly seen: ReadonlySet<string>;
      })
    | null;
  /** What the simplest model, made from the training rows alone, predicts; `itself`: the challenger is that model. */
  readonly baseline: (Pick<Baseline, "itself"> & { readonly predictions: Predictions }) | null;
  /** What the training command says of itself. */
  readonly own?: readonly OwnMetric[];
  readonly truth: Truth;
  readonly data: DataChange | null;
  /** What is looked at apart; nothing by default. Its rows are those of the truth, in their order. */
  readonly groups?: Groups;
}

/** What of the holdout is looked at apart. */
export interface Groups {
  readonly slices: readonly DeclaredSlice[];
  readonly unnamed: readonly Unnamed[];
  /** The columns that are searched for weak slices. */
  readonly searched: readonly CodedColumn[];
  /** Whom the model must treat alike; null where the spec names nobody. */
  readonly fairness: Pick<FairnessInput, "attributes" | "positive" | "bounds"> | null;
}
