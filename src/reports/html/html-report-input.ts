import type { Profile } from "../../records/profile.ts";
import type { ReportInput } from "../report-input.ts";

/** What one model says of the holdout's rows, in their order; null where it says nothing. */
export interface ModelOutput {
  readonly predicted: readonly (string | number | null)[];
  readonly classes: readonly string[] | null;
  /** In the order of `classes`. */
  readonly probabilities: readonly (readonly number[] | null)[] | null;
}

/** The holdout row by row. */
export interface Holdout {
  readonly keys: readonly string[];
  readonly truth: readonly (string | number)[];
  readonly challenger: ModelOutput;
  readonly champion: ModelOutput | null;
  /** The rows on which the two may be compared: both predicted them, and the champion was not made from them. */
  readonly shared: readonly boolean[];
  /** What the model reads of each row. */
  readonly columns: readonly {
    readonly name: string;
    readonly values: readonly (string | number | null)[];
  }[];
}

/** All that the HTML report is made of: the comment's source, and the rows behind it where they are known. */
export interface HtmlReportInput extends ReportInput {
  /** The column that is predicted. */
  readonly target: string;
  readonly holdout: Holdout | null;
  /** Of the training rows. */
  readonly profile: Profile | null;
  readonly championProfile: Profile | null;
}
