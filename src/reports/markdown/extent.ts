/** How much of everything a form of the report shows. What is more is counted, never dropped without a word. */
export interface Extent {
  /** Failed checks of the data. */
  readonly checks: number;
  /** Bytes for these. */
  readonly room: number;
  /** Rules of the gate that passed, beside those that failed. */
  readonly passed: number;
  /** Rules that failed. */
  readonly failed: number;
  /** Changes of one kind: of the data, the features, the parameters. */
  readonly changes: number;
  /** Columns of the table of drift. */
  readonly columns: number;
  /** Classes of a confusion matrix; where there are more, so many of the largest confusions. */
  readonly classes: number;
  /** Versions on the charts of the history, and how many of these charts; none where Mermaid is not drawn. */
  readonly versions: number;
  readonly charts: number;
  /** Whether all metrics stand in the table; else only what decides or changed, and the rest is folded away. */
  readonly everyMetric: boolean;
}

/** Read in thirty seconds. */
export const COMMENT: Extent = {
  checks: 10,
  room: 24_000,
  passed: 5,
  failed: 20,
  changes: 6,
  columns: 12,
  classes: 20,
  versions: 10,
  charts: 2,
  everyMetric: false,
};

/** The same, longer. */
export const SUMMARY: Extent = {
  checks: Number.POSITIVE_INFINITY,
  room: 500_000,
  passed: 50,
  failed: 100,
  changes: 200,
  columns: 200,
  classes: 50,
  versions: 20,
  charts: 4,
  everyMetric: true,
};

/** A check run's page draws no Mermaid. */
export const CHECK_RUN: Extent = { ...COMMENT, versions: 0, charts: 0 };
