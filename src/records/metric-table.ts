export interface MetricKind {
  readonly direction: "higher" | "lower";
  /** The least and the largest value that it may take. */
  readonly range: readonly [number, number];
  /** Whether it is the mean of a figure that each row has for itself. */
  readonly rows: boolean;
  /** Whether it is a score in [0, 1], so that a hundredth means the same everywhere. */
  readonly share: boolean;
  /** What predictions must have for it, besides what they say. */
  readonly needs?: "scores" | "two classes";
  /** Whether the same answer to every row may be perfect by it, so that to beat such an answer proves nothing. */
  readonly flattersConstants?: true;
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
const twoClasses = (kind: MetricKind): MetricKind => ({ ...kind, needs: "two classes" });
const scores = (kind: MetricKind): MetricKind => ({ ...kind, needs: "scores" });

/** By scikit-learn's names, in the order in which they are shown. Without an ending: of the positive class. */
const CLASSIFICATION = {
  accuracy: score(true),
  balanced_accuracy: score(),
  precision: twoClasses(score()),
  // Each row has one class, so that the micro averages and the weighted recall are the accuracy.
  precision_micro: score(true),
  precision_macro: score(),
  precision_weighted: score(),
  // Who calls every row positive finds them all.
  recall: { ...twoClasses(score()), flattersConstants: true },
  recall_micro: score(true),
  recall_macro: score(),
  recall_weighted: score(true),
  f1: twoClasses(score()),
  f1_micro: score(true),
  f1_macro: score(),
  f1_weighted: score(),
  mcc: agreement,
  kappa: agreement,
  roc_auc: scores(score()),
  roc_auc_ovr: scores(score()),
  average_precision: scores(score()),
  top_2_accuracy: scores(score(true)),
  top_3_accuracy: scores(score(true)),
  top_5_accuracy: scores(score(true)),
  // The largest loss of a row is -ln(2^-52), since probabilities are clipped there.
  log_loss: scores(loss(true, -Math.log(Number.EPSILON))),
  brier: scores(loss(true, 2)),
  // The shares of the classes are a forecast that is as calibrated as it is useless.
  ece: { ...scores(loss(false, 1)), flattersConstants: true },
} as const satisfies Readonly<Record<string, MetricKind>>;

const REGRESSION = {
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

/** Of files alone that give the ends of an interval: `lower` and `upper`. */
const INTERVALS = {
  // Wide enough an interval covers all: the width and the score are its counterweights.
  interval_coverage: score(true),
  interval_width: loss(),
  interval_score: loss(),
} as const satisfies Readonly<Record<string, MetricKind>>;

/** Of files alone that say how unusual each row is. */
const ANOMALY = {
  average_precision: score(),
  roc_auc: score(),
  precision_at_k: score(),
} as const satisfies Readonly<Record<string, MetricKind>>;

/** Of files alone that rank answers to queries: each is a mean over queries. */
const RANKING = {
  ndcg: score(true),
  ndcg_at_k: score(true),
  map: score(true),
} as const satisfies Readonly<Record<string, MetricKind>>;

/** Of files alone that put rows into clusters; the first three look at features, the others at labels. */
const CLUSTERING = {
  silhouette: { direction: "higher", range: [-1, 1], rows: true, share: false },
  davies_bouldin: loss(false),
  calinski_harabasz: {
    direction: "higher",
    range: [0, Number.POSITIVE_INFINITY],
    rows: false,
    share: false,
  },
  adjusted_rand: { direction: "higher", range: [-0.5, 1], rows: false, share: false },
  mutual_info: {
    direction: "higher",
    range: [0, Number.POSITIVE_INFINITY],
    rows: false,
    share: false,
  },
  normalized_mutual_info: score(),
  adjusted_mutual_info: agreement,
} as const satisfies Readonly<Record<string, MetricKind>>;

const OF_FILES = { ...INTERVALS, ...ANOMALY, ...RANKING, ...CLUSTERING };

export type ClassificationMetric = keyof typeof CLASSIFICATION;
export type RegressionMetric = keyof typeof REGRESSION;
export type MetricName = ClassificationMetric | RegressionMetric;

/** Also those that only files of predictions can have. */
export type AnyMetric = MetricName | keyof typeof OF_FILES;

/** Every metric that there is: what it is called, which way is better, and what it may come to. */
export const METRIC_TABLE: Readonly<Record<AnyMetric, MetricKind>> = {
  ...OF_FILES,
  ...CLASSIFICATION,
  ...REGRESSION,
};

export const CLASSIFICATION_METRICS = Object.keys(CLASSIFICATION) as readonly ClassificationMetric[];
export const REGRESSION_METRICS = Object.keys(REGRESSION) as readonly RegressionMetric[];
/** Those that a spec may name. */
export const METRICS: readonly MetricName[] = [...CLASSIFICATION_METRICS, ...REGRESSION_METRICS];
/** In the order in which they are shown. */
export const ALL_METRICS = [...new Set([...METRICS, ...Object.keys(OF_FILES)])] as readonly AnyMetric[];

/** What a short table shows beside the metrics that decide, and a version's tag keeps. */
const HEADLINE: ReadonlySet<MetricName> = new Set<MetricName>([
  "accuracy",
  "balanced_accuracy",
  "f1_macro",
  "precision_macro",
  "recall_macro",
  "roc_auc",
  "roc_auc_ovr",
  "log_loss",
  "mae",
  "rmse",
  "r2",
  "medae",
]);

export function inHeadline({
  metric,
  gated,
}: {
  readonly metric: MetricName;
  readonly gated: boolean;
}): boolean {
  return gated || HEADLINE.has(metric);
}

/** Whether a spec may name it. */
export function isMetric(name: string): name is MetricName {
  return Object.hasOwn(CLASSIFICATION, name) || Object.hasOwn(REGRESSION, name);
}

export function isAnyMetric(name: string): name is AnyMetric {
  return Object.hasOwn(METRIC_TABLE, name);
}

export function metricsOf(task: "classification" | "regression"): readonly MetricName[] {
  return task === "classification" ? CLASSIFICATION_METRICS : REGRESSION_METRICS;
}

/** The metric that decides where the spec names none. */
export function mainMetric(task: "classification" | "regression"): MetricName {
  return task === "classification" ? "f1_macro" : "rmse";
}

/** The loss that is tolerated where nobody names one: a hundredth, of the whole range or of the champion's value. */
export function defaultTolerance(metric: AnyMetric, champion: number): number {
  return METRIC_TABLE[metric].share ? 0.01 : 0.01 * Math.abs(champion);
}
