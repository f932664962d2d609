import type { Files } from "../ports/files.ts";
import { METRIC_TABLE } from "../records/metric-table.ts";
import type { PredictionMetrics } from "../records/prediction-metrics.ts";
import type { FilePredictions } from "../records/predictions.ts";
import { metricsText } from "../reports/prediction-metrics.ts";
import { type MeasureOptions, measurePredictions } from "../stages/evaluation/files/measure-predictions.ts";
import type { PredictionOptions } from "../stages/evaluation/files/read-predictions.ts";
import { type PredictionFile, readPredictionFiles } from "./prediction-files.ts";

export interface FileMetrics extends PredictionMetrics {
  readonly file: string;
  readonly task: "classification" | "regression";
  /** By what the task was told. */
  readonly because: string;
  readonly positive: string | null;
  readonly confidence: number;
}

/** The metrics of one file of predictions. */
export async function fileMetrics(
  files: Files,
  file: PredictionFile,
  options: PredictionOptions & MeasureOptions,
): Promise<FileMetrics> {
  const { told, predictions } = await readPredictionFiles(files, [file], options);
  const found = predictions[0]!;
  return {
    file: file.name,
    ...told,
    positive: positiveName(found),
    confidence: options.confidence,
    ...measurePredictions(found, options),
  };
}

export function positiveName(predictions: FilePredictions): string | null {
  if (predictions.task === "regression" || predictions.positive === null) return null;
  return predictions.classes[predictions.positive]!;
}

/** One flat object, each metric under its name, so that `jq .accuracy` and tools that read a metrics file find it. */
export function fileMetricsJson({ metrics, intervals, confusion, file, ...rest }: FileMetrics) {
  const { task, rows, positive, confidence } = rest;
  return {
    task,
    rows,
    ...(confusion && { classes: confusion.classes, positive }),
    ...metrics,
    ...(confusion && { confusion: confusion.counts }),
    ...(intervals && { confidence, intervals }),
  };
}

export function fileMetricsText(found: FileMetrics, colour: boolean): string {
  return metricsText(found, (name) => METRIC_TABLE[name as keyof typeof METRIC_TABLE].direction, { colour });
}
