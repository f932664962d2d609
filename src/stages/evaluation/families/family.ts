import type { Weights } from "../../../core/statistics/resample.ts";
import type { AnyMetric } from "../../../records/metric-table.ts";

/**
 * Metrics that are computed together from one pass over the rows. A row counts as often as its weight says, so that a bootstrap
 * resample is a new set of weights and needs no copying and no sorting.
 */
export interface Family {
  readonly names: readonly AnyMetric[];
  /** About how often `score` goes over the rows. */
  readonly passes: number;
  /** The metrics in the order of `names`; NaN where one is not defined. */
  score(weights: Weights): readonly number[];
  /** A metric with each row left out in turn, all others counting once. */
  leaveOneOut(name: AnyMetric): Float64Array;
  /** What a metric looks at in each row: where all of it is the same for two models, the row does not tell them apart. */
  judged(name: AnyMetric): readonly ArrayLike<number>[];
}
