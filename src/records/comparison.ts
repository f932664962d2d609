import type { Verdict } from "./evaluation.ts";
import type { AnyTask } from "./predictions.ts";

/** Two models' predictions of the same rows, compared. Differences are challenger minus champion, in the metric's own units. */
export interface FileComparison {
  readonly format: 1;
  readonly task: AnyTask;
  readonly champion: { readonly file: string; readonly rows: number };
  readonly challenger: { readonly file: string; readonly rows: number };
  /** Rows whose id is in both, or queries: only these are compared. */
  readonly shared: number;
  readonly classes: readonly string[] | null;
  readonly positive: string | null;
  readonly confidence: number;
  readonly resamples: number;
  /** How many were drawn for the metrics that do not decide: fewer where rows are many. */
  readonly resamples_others: number;
  readonly seed: number;
  readonly metrics: readonly ComparedMetric[];
  /** For classes. */
  readonly mcnemar: {
    readonly only_champion_right: number;
    readonly only_challenger_right: number;
    /** The smaller of the two, as statsmodels calls it. */
    readonly statistic: number;
    readonly p_value: number;
  } | null;
  /** For amounts: of the absolute errors. */
  readonly paired_t: {
    readonly statistic: number;
    readonly degrees: number;
    readonly p_value: number;
  } | null;
  readonly verdict: Verdict;
}

export interface ComparedMetric {
  readonly metric: string;
  readonly direction: "higher" | "lower";
  /** Whether it decides. The p-values of those that do are corrected together. */
  readonly gated: boolean;
  readonly compared: MetricDifference;
}

export interface MetricDifference {
  readonly champion: number;
  readonly challenger: number;
  readonly difference: number;
  /** BCa; null for what no bootstrap can tell, such as the largest error. */
  readonly interval: readonly [number, number] | null;
  /** The standard deviation of the resampled differences; null where nothing was resampled. */
  readonly error: number | null;
  /** Of a difference of zero; `adjusted_p_value` is it after Holm's correction, for metrics that decide. */
  readonly p_value: number;
  readonly test: "mcnemar" | "paired t" | "bootstrap" | "none";
  readonly adjusted_p_value: number | null;
  readonly tolerance: number;
  /** The smallest difference that so many rows would probably have shown (power 0.8). */
  readonly smallest: number | null;
  /** When inconclusive: about how many rows would settle it. */
  readonly rows_to_settle: number | null;
  readonly verdict: Verdict;
}
