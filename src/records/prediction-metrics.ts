import type { Confusion } from "./evaluation.ts";

/** What one file of predictions comes to. */
export interface PredictionMetrics {
  readonly rows: number;
  /** By scikit-learn's names; null where these rows leave a metric undefined. */
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly intervals: Readonly<Record<string, readonly [number, number]>> | null;
  readonly confusion: Confusion | null;
}
