import type { FilePredictions } from "../../records/predictions.ts";

/** The same predictions for some of their rows, given by their places. Classes keep their numbers. */
export function pickRows(predictions: FilePredictions, rows: readonly number[]): FilePredictions {
  const keys = rows.map((row) => predictions.keys[row]!);
  if (predictions.task === "regression") {
    const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
    const { interval } = predictions;
    return {
      ...predictions,
      keys,
      truth: of(predictions.truth),
      predicted: of(predictions.predicted),
      ...(interval && { interval: { ...interval, lower: of(interval.lower), upper: of(interval.upper) } }),
    };
  }
  const of = (values: Int32Array) => Int32Array.from(rows, (row) => values[row]!);
  const { scores } = predictions;
  const columns = scores?.columns.map((values) => Float64Array.from(rows, (row) => values[row]!));
  return {
    ...predictions,
    keys,
    truth: of(predictions.truth),
    predicted: of(predictions.predicted),
    scores: scores && { of: scores.of, columns: columns! },
  };
}
