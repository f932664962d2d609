import { classifierCurves } from "../../../core/curves/classifier-curves.ts";
import type { AnyPredictions } from "../../../records/predictions.ts";

/** What it would mean to say yes from this score on. */
export interface ThresholdPoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly false_positive_rate: number;
}

/** More points than this no chart shows: then every so manyth is taken, the first and the last among them. */
const MOST_POINTS = 200;

/** From the highest threshold down; null without scores of two classes (or of anomalies), or where one of the two has no row. */
export function thresholdCurve(predictions: AnyPredictions): readonly ThresholdPoint[] | null {
  const found = scoresOf(predictions);
  const points = found && classifierCurves(found.scores, found.positive)?.points;
  if (!points) return null;
  const step = Math.max(1, (points.length - 1) / (MOST_POINTS - 1));
  const count = Math.min(points.length, MOST_POINTS);
  return Array.from({ length: count }, (_, at) => {
    const { threshold, precision, recall, falseAlarms } = points[Math.round(at * step)]!;
    const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
    return { threshold, precision, recall, f1, false_positive_rate: falseAlarms };
  });
}

function scoresOf(predictions: AnyPredictions) {
  if (predictions.task === "anomaly") {
    const { scores, truth } = predictions;
    return { scores: [...scores], positive: Array.from(truth, (of) => of === 1) };
  }
  if (predictions.task !== "classification" || predictions.positive === null || !predictions.scores)
    return null;
  const { truth, positive, scores } = predictions;
  const column = scores.columns[scores.of.indexOf(positive)];
  return column ? { scores: [...column], positive: Array.from(truth, (of) => of === positive) } : null;
}
