import { seededRandom } from "../../core/random.ts";
import type { MetricName } from "../../records/spec.ts";
import { allRows, type Scorer } from "./scorer.ts";

/** Above this many drawn rows fewer resamples are taken: about ten seconds of one processor. */
const MOST_DRAWS = 4e8;
const FEWEST_RESAMPLES = 200;

export interface PairedInterval {
  readonly champion: number;
  readonly challenger: number;
  /** Challenger minus champion, and the interval around it. */
  readonly difference: number;
  readonly interval: [number, number];
}

/** How many resamples are taken where `asked` were wanted of a holdout of `rows` rows. */
export function resamplesFor(rows: number, asked: number): number {
  return Math.min(asked, Math.max(FEWEST_RESAMPLES, Math.floor(MOST_DRAWS / Math.max(rows, 1))));
}

/**
 * Percentile intervals of the paired bootstrap (Efron and Tibshirani, 1993, chapter 13): rows are drawn with replacement, the same
 * rows for both models and all metrics, so that what both find hard or easy cancels out. Seeded: the same two bundles, the same interval.
 */
export function pairedBootstrap(
  champion: Scorer,
  challenger: Scorer,
  rows: number,
  options: { readonly confidence: number; readonly resamples: number; readonly seed: number },
): ReadonlyMap<MetricName, PairedInterval> {
  const resamples = resamplesFor(rows, options.resamples);
  const every = allRows(rows);
  const [left, right] = [champion.score(every), challenger.score(every)];
  const shared = [...right.keys()].filter((metric) => left.has(metric));
  const differences = new Map(shared.map((metric) => [metric, new Float64Array(resamples)]));
  const random = seededRandom(options.seed);
  const drawn = new Int32Array(rows);
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < rows; i++) drawn[i] = random.below(rows);
    const [a, b] = [champion.score(drawn), challenger.score(drawn)];
    for (const metric of shared) differences.get(metric)![resample] = b.get(metric)! - a.get(metric)!;
  }
  const tail = (1 - options.confidence) / 2;
  return new Map(
    shared.map((metric) => {
      const sorted = differences.get(metric)!.sort();
      const [from, to] = [left.get(metric)!, right.get(metric)!];
      const interval: [number, number] = [quantile(sorted, tail), quantile(sorted, 1 - tail)];
      return [metric, { champion: from, challenger: to, difference: to - from, interval }];
    }),
  );
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996; NumPy's default). */
function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (position - low) * (sorted[high]! - sorted[low]!);
}
