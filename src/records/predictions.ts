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
}

export type FilePredictions = ClassPredictions | NumberPredictions;
