/** Predictions of classes, of a file or of a model: rows by id, classes by number. */
export interface ClassPredictions {
  readonly task: "classification";
  readonly keys: readonly string[];
  /** All that are true, predicted or scored in any row, in scikit-learn's order: numbers by value, text by character. */
  readonly classes: readonly string[];
  readonly truth: Int32Array;
  readonly predicted: Int32Array;
  /** The class that precision, recall, F1 and ROC AUC look at; null when there are more than two. */
  readonly positive: number | null;
  readonly scores: ClassScores | null;
}

/** Probabilities: a column for each class of `of`, in ascending order. */
export interface ClassScores {
  readonly of: readonly number[];
  readonly columns: readonly Float64Array[];
}

/** Predictions of numbers, of a file or of a model. */
export interface NumberPredictions {
  readonly task: "regression";
  readonly keys: readonly string[];
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
  /** Of files that give them: where the model expects the amount, in a share `level` of rows. */
  readonly interval?: { readonly lower: Float64Array; readonly upper: Float64Array; readonly level: number };
}

export type FilePredictions = ClassPredictions | NumberPredictions;

/** How unusual a model finds each row of a file. */
export interface AnomalyScores {
  readonly task: "anomaly";
  readonly keys: readonly string[];
  /** 1 where the row is an anomaly. */
  readonly truth: Int32Array;
  /** Any numbers: the higher, the more unusual. */
  readonly scores: Float64Array;
  /** What the anomalies are called. */
  readonly positive: string;
}

/** Answers of a file to queries, ranked by score. A key is a query. */
export interface RankedQueries {
  readonly task: "ranking";
  readonly keys: readonly string[];
  readonly queries: readonly { readonly relevance: Float64Array; readonly scores: Float64Array }[];
}

/** Rows of a file as points, each in a cluster. */
export interface Clusters {
  readonly task: "clustering";
  readonly keys: readonly string[];
  readonly clusterNames: readonly string[];
  readonly clusters: Int32Array;
  /** What is known to belong together, if anything is. */
  readonly truth: { readonly names: readonly string[]; readonly of: Int32Array } | null;
  readonly features: readonly { readonly name: string; readonly values: Float64Array }[];
}

/** What only files hold: no spec has these tasks yet. */
export type OtherPredictions = AnomalyScores | RankedQueries | Clusters;
export type AnyPredictions = FilePredictions | OtherPredictions;
export type AnyTask = AnyPredictions["task"];
