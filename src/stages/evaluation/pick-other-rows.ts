import type { OtherPredictions } from "../../records/predictions.ts";

/** The same for some of the rows (of a ranking, of its queries), given by their places. */
export function pickOther(predictions: OtherPredictions, rows: readonly number[]): OtherPredictions {
  const keys = rows.map((row) => predictions.keys[row]!);
  const numbers = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  const codes = (values: Int32Array) => Int32Array.from(rows, (row) => values[row]!);
  switch (predictions.task) {
    case "anomaly":
      return { ...predictions, keys, truth: codes(predictions.truth), scores: numbers(predictions.scores) };
    case "ranking":
      return { ...predictions, keys, queries: rows.map((row) => predictions.queries[row]!) };
    case "clustering": {
      const { truth, features } = predictions;
      return {
        ...predictions,
        keys,
        clusters: codes(predictions.clusters),
        truth: truth && { ...truth, of: codes(truth.of) },
        features: features.map(({ name, values }) => ({ name, values: numbers(values) })),
      };
    }
  }
}
