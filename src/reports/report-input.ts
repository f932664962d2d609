import type { DriftReport } from "../records/drift.ts";
import type { Evaluation, Gate } from "../records/evaluation.ts";
import type { Operations } from "../records/operations.ts";
import type { Validation } from "../records/validation.ts";

/** All that a report is made of; every form (comment, job summary, terminal) shows the same of it. */
export interface ReportInput {
  readonly model: string;
  readonly problem: { readonly statement?: string; readonly owner?: string };
  readonly validation: Validation;
  /** Null when the data were refused, so that nothing was trained. */
  readonly evaluation: Evaluation | null;
  readonly gate: Gate | null;
  /** What the model costs, beside how good it is. */
  readonly operations?: Operations | null;
  /** How the data have moved since the champion was made. */
  readonly drift?: DriftReport | null;
  /** How its predictions differ from the champion's on the same rows. */
  readonly predictionDrift?: DriftReport | null;
  readonly training: null | {
    readonly outcome: "trained" | "candidate" | "registered";
    readonly version?: string;
    readonly algorithm: string;
  };
  /** Whether the bundle is stored for the merge to ship; `fork`: this run may only read, so it is not. */
  readonly candidateStored: boolean | "fork";
  /** A line each, as `recipeChanges` writes them. */
  readonly recipeChanges: readonly string[];
  /** The figures that each version was registered with, oldest first. */
  readonly history: readonly {
    readonly version: string;
    readonly metrics: Readonly<Record<string, number>>;
  }[];
  readonly run: {
    /** Null in a repository without a commit. */
    readonly commit: string | null;
    /** How many of the files that the recipe counts are not in the commit as they were read. */
    readonly uncommitted?: number;
    readonly url?: string;
    /** Where the HTML report is. */
    readonly report?: string;
    /** Shell lines that repeat this run. */
    readonly reproduce: readonly string[];
  };
}
