import { bcaInterval, bcaShape } from "../../../core/statistics/bca.ts";
import { ALL_METRICS } from "../../../records/metric-table.ts";
import type { PredictionMetrics } from "../../../records/prediction-metrics.ts";
import type { AnyPredictions } from "../../../records/predictions.ts";
import { measure, resampleFamilies } from "../compare/resample-families.ts";
import { confusionOf } from "../confusion.ts";
import { familiesOf } from "../families/families-of.ts";

export interface MeasureOptions {
  /** 0: no intervals. */
  readonly resamples: number;
  readonly confidence: number;
  readonly seed: number;
  /** How many of the highest scores precision and NDCG at k look at. */
  readonly k?: number;
}

/** Every metric of one model's predictions, and their BCa intervals where they are wanted. */
export function measurePredictions(predictions: AnyPredictions, options: MeasureOptions): PredictionMetrics {
  const rows = predictions.keys.length;
  const families = familiesOf(predictions, options);
  const measured = measure(families, rows);
  const names = ALL_METRICS.filter((name) => measured.has(name));
  const metrics = names.map((name) => [name, finiteOrNull(measured.get(name)!)] as const);
  return {
    rows,
    metrics: Object.fromEntries(metrics),
    intervals: options.resamples > 0 && rows > 1 ? intervals() : null,
    confusion: predictions.task === "classification" ? confusionOf(predictions) : null,
  };

  function intervals(): Record<string, [number, number]> {
    const resampled = resampleFamilies([families], rows, {
      ...options,
      others: options.resamples,
      decide: names,
    });
    return Object.fromEntries(
      names.flatMap((name) => {
        const values = resampled.get(name)!.filter(Number.isFinite).sort();
        // What one row decides, and what most resamples leave undefined, has no interval to trust.
        if (name === "max_error" || values.length < options.resamples / 2) return [];
        const family = families.find((each) => each.names.includes(name))!;
        const shape = bcaShape(values, measured.get(name)!, family.leaveOneOut(name));
        return [[name, bcaInterval(values, shape, options.confidence)] as const];
      }),
    );
  }
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
