import type { Costs } from "../core/curves/best-threshold.ts";
import { badInput } from "../core/errors.ts";
import { showText } from "../core/show-text.ts";
import type { Files } from "../ports/files.ts";
import { METRIC_TABLE } from "../records/metric-table.ts";
import type { PredictionMetrics } from "../records/prediction-metrics.ts";
import type { AnyPredictions, AnyTask } from "../records/predictions.ts";
import { metricsText } from "../reports/terminal/prediction-metrics.ts";
import { costOfThreshold, type ThresholdCosts } from "../stages/evaluation/files/cost-of-threshold.ts";
import { type MeasureOptions, measurePredictions } from "../stages/evaluation/files/measure-predictions.ts";
import type { PredictionOptions } from "../stages/evaluation/files/read-predictions.ts";
import { type ThresholdPoint, thresholdCurve } from "../stages/evaluation/files/threshold-curve.ts";
import { type PredictionFile, readPredictionFiles } from "./evaluation/prediction-files.ts";

export interface FileMetrics extends PredictionMetrics {
  readonly file: string;
  readonly task: AnyTask;
  /** By what the task was told. */
  readonly because: string;
  readonly positive: string | null;
  readonly confidence: number;
  /** Where the costs of mistakes were given. */
  readonly threshold: ThresholdCosts | null;
  /** Where the curve was asked for. */
  readonly curve: readonly ThresholdPoint[] | null;
}

/** The metrics of one file of predictions. */
export async function fileMetrics(
  files: Files,
  file: PredictionFile,
  options: PredictionOptions & MeasureOptions & { readonly costs?: Costs; readonly curve?: boolean },
): Promise<FileMetrics> {
  const { told, predictions } = await readPredictionFiles(files, [file], options);
  const found = predictions[0]!;
  const threshold = options.costs ? costOfThreshold(found, options.costs) : null;
  if (options.costs && !threshold) throw noThreshold("--costs", file.name);
  const curve = options.curve ? thresholdCurve(found) : null;
  if (options.curve && !curve) throw noThreshold("--curve", file.name);
  return {
    file: file.name,
    threshold,
    curve,
    ...told,
    positive: positiveName(found),
    confidence: options.confidence,
    ...measurePredictions(found, options),
  };
}

function noThreshold(option: "--costs" | "--curve", file: string) {
  return badInput({
    code: "metrics-no-threshold",
    found: `${option} for ${showText(file, 200)}, which has no scores of two classes`,
    expected: "two classes and a column score (or score_<class>): a threshold parts scores",
    next: `Add the scores, or leave ${option} out.`,
  });
}

export function positiveName(predictions: AnyPredictions): string | null {
  if (predictions.task === "anomaly") return predictions.positive;
  if (predictions.task !== "classification" || predictions.positive === null) return null;
  return predictions.classes[predictions.positive]!;
}

/** One flat object, each metric under its name, so that `jq .accuracy` and tools that read a metrics file find it. */
export function fileMetricsJson({ metrics, intervals, confusion, file, ...rest }: FileMetrics) {
  const { task, rows, positive, confidence, threshold, curve } = rest;
  return {
    task,
    rows,
    ...(confusion && { classes: confusion.classes }),
    ...(task === "classification" || task === "anomaly" ? { positive } : {}),
    ...metrics,
    ...(confusion && { confusion: confusion.counts }),
    ...(threshold && { threshold }),
    ...(curve && { curve }),
    ...(intervals && { confidence, intervals }),
  };
}

export function fileMetricsText(found: FileMetrics, colour: boolean): string {
  return metricsText(found, (name) => METRIC_TABLE[name as keyof typeof METRIC_TABLE].direction, { colour });
}
