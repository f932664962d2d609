import type { MetricName } from "../../../records/metric-table.ts";
import type { FilePredictions } from "../../../records/predictions.ts";
import { familiesOf } from "../families/families-of.ts";
import type { SharedRows } from "../files/shared-rows.ts";
import { compareMetric, differing, type RawDifference, studentised } from "./compare-metric.ts";
import { measure, resampleFamilies } from "./resample-families.ts";
import { resamplesFor } from "./resamples-for.ts";

export interface OneMetric {
  readonly metric: MetricName;
  readonly confidence: number;
  /** How many such comparisons are made together: a difference is called at (1 - confidence) / family, and all share the time. */
  readonly family: number;
  readonly resamples: number;
  readonly seed: number;
}

/** One metric of two models on the same rows, before anything is concluded. Null where either has no figure. */
export function compareOne(
  { champion, challenger, rows }: SharedRows,
  { metric, confidence, family, resamples: asked, seed }: OneMetric,
): RawDifference | null {
  const families = [champion, challenger].map((each) => familyOf(each, metric));
  const [left, right] = families;
  if (!left || !right) return null;
  const values = [left, right].map((family) => measure([family], rows).get(metric)!) as [number, number];
  if (!values.every(Number.isFinite)) return null;
  // What the bootstrap implies is never below 2 / (resamples + 1): a family wants more of them than one comparison does.
  const wanted = Math.ceil((2 * family) / (1 - confidence));
  const resamples = resamplesFor(rows * family, Math.max(asked, wanted), confidence);
  const rounds = { resamples, others: resamples, decide: [metric], seed };
  const resampled = resampleFamilies([[left], [right]], rows, rounds).get(metric)!;
  const found = compareMetric(metric, [left, right], values, resampled, confidence);
  // Of so many rows that there is no time for so many resamples, Student's t is as good where no resample lies beyond zero.
  const least = 2 / (resamples + 1);
  if (resamples >= wanted || found.test !== "bootstrap" || found.p_value > 1.01 * least) return found;
  const telling = differing(left.judged(metric), right.judged(metric));
  return { ...found, p_value: studentised(found.difference, found.error, telling) };
}

/** The figure of one model; null where the metric is not defined on these rows. */
export function measureOne(predictions: FilePredictions, metric: MetricName): number | null {
  const family = predictions.keys.length > 0 ? familyOf(predictions, metric) : undefined;
  const value = family ? measure([family], predictions.keys.length).get(metric)! : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

/** Where no row is of the positive class, what asks how many of them were found has no answer. */
function familyOf(predictions: FilePredictions, metric: MetricName) {
  if (predictions.task === "classification" && OF_POSITIVES.has(metric)) {
    const { truth, positive } = predictions;
    if (positive !== null && !truth.includes(positive)) return undefined;
  }
  return familiesOf(predictions).find(({ names }) => names.includes(metric));
}

const OF_POSITIVES: ReadonlySet<MetricName> = new Set(["recall", "f1", "average_precision"]);
