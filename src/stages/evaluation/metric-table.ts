export interface MetricKind {
  readonly direction: "higher" | "lower";
  /** The least and the largest value that it may take. */
  readonly range: readonly [number, number];
  /** Whether it is the mean of a figure that each row has for itself. */
  readonly rows: boolean;
  /** Whether it is a score in [0, 1], so that a hundredth means the same everywhere. */
  readonly share: boolean;
}

const score = (rows = false): MetricKind => ({ direction: "higher", range: [0, 1], rows, share: true });
const agreement: MetricKind = { direction: "higher", range: [-1, 1], rows: false, share: false };
const fit: MetricKind = {
  direction: "higher",
  range: [Number.NEGATIVE_INFINITY, 1],
  rows: false,
  share: false,
};
const loss = (rows = true, most = Number.POSITIVE_INFINITY): MetricKind => ({
  direction: "lower",
  range: [0, most],
  rows,
  share: false,
});

/** Every metric by scikit-learn's name, in the order in which they are shown. Without an ending: of the positive class. */
export const METRIC_TABLE = {
  accuracy: score(true),
  balanced_accuracy: score(),
  precision: score(),
  // Each row has one class, so that the micro averages and the weighted recall are the accuracy.
  precision_micro: score(true),
  precision_macro: score(),
  precision_weighted: score(),
  recall: score(),
  recall_micro: score(true),
  recall_macro: score(),
  recall_weighted: score(true),
  f1: score(),
  f1_micro: score(true),
  f1_macro: score(),
  f1_weighted: score(),
  mcc: agreement,
  kappa: agreement,
  roc_auc: score(),
  roc_auc_ovr: score(),
  average_precision: score(),
  top_2_accuracy: score(true),
  top_3_accuracy: score(true),
  top_5_accuracy: score(true),
  // The largest loss of a row is -ln(2^-52), since probabilities are clipped there.
  log_loss: loss(true, -Math.log(Number.EPSILON)),
  brier: loss(true, 2),
  ece: loss(false, 1),
  mae: loss(),
  mse: loss(),
  rmse: loss(false),
  r2: fit,
  mape: loss(),
  medae: loss(false),
  explained_variance: fit,
  max_error: loss(false),
  pinball: loss(),
} as const satisfies Readonly<Record<string, MetricKind>>;

export type TableMetric = keyof typeof METRIC_TABLE;

export function isTableMetric(name: string): name is TableMetric {
  return Object.hasOwn(METRIC_TABLE, name);
}
