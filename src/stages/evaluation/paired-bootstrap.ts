import { seededRandom } from "../../core/random.ts";
import { percentileInterval } from "../../core/statistics/percentile-interval.ts";
import { fewestTellingPairs } from "../../core/statistics/sign-test.ts";
import type { MetricName } from "../../records/spec.ts";
import { allRows, type Judged, type Scorer } from "./scorer.ts";

/** Above this many drawn rows fewer resamples are taken: about ten seconds of one processor. */
const MOST_DRAWS = 4e8;

export interface PairedInterval {
  readonly champion: number;
  readonly challenger: number;
  /** Challenger minus champion, and the interval around it. */
  readonly difference: number;
  readonly interval: [number, number];
}

/**
 * How many resamples are taken where `asked` were wanted of a holdout of `rows` rows. Never so few that none is expected beyond an
 * end of the interval (200 at 0.99): it would be narrower than its confidence says.
 */
export function resamplesFor(rows: number, asked: number, confidence: number): number {
  // 1 - 0.99 is a little off in doubles: the allowance keeps 200 at 200.
  const fewest = Math.ceil(2 / (1 - confidence) - 1e-6);
  return Math.max(fewest, Math.min(asked, Math.floor(MOST_DRAWS / Math.max(rows, 1))));
}

/**
 * Percentile intervals of the paired bootstrap (Efron and Tibshirani, 1993, chapter 13): rows are drawn with replacement, the same
 * rows for both models and all metrics, so that what both find hard or easy cancels out. Seeded: the same seed, the same intervals.
 *
 * A bootstrap cannot see what it never drew: where only a handful of rows tell the models apart, and all for the same side, every
 * resample says the same, though a coin does so often. So where fewer rows differ than a sign test would need, zero is always inside.
 */
export function pairedBootstrap(
  champion: Scorer,
  challenger: Scorer,
  rows: number,
  options: { readonly confidence: number; readonly resamples: number; readonly seed: number },
): ReadonlyMap<MetricName, PairedInterval> {
  const every = allRows(rows);
  const [left, right] = [champion.score(every), challenger.score(every)];
  const shared = [...right.keys()].filter((metric) => left.has(metric));
  const differences = resample(champion, challenger, rows, shared, options);
  const enough = fewestTellingPairs(options.confidence);
  const found = shared.map((metric): readonly [MetricName, PairedInterval] => {
    const [from, to] = [left.get(metric)!, right.get(metric)!];
    const interval = percentileInterval(differences.get(metric)!, options.confidence);
    const telling = differing(champion.judged(metric), challenger.judged(metric)) >= enough;
    const honest = telling ? interval : withZero(interval);
    return [metric, { champion: from, challenger: to, difference: to - from, interval: honest }];
  });
  return new Map(
    found.filter(([, { difference, interval }]) => [difference, ...interval].every(Number.isFinite)),
  );
}

function resample(
  champion: Scorer,
  challenger: Scorer,
  rows: number,
  metrics: readonly MetricName[],
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): ReadonlyMap<MetricName, Float64Array> {
  const differences = new Map(metrics.map((metric) => [metric, new Float64Array(resamples)]));
  const random = seededRandom(seed);
  const drawn = new Int32Array(rows);
  for (let number = 0; number < resamples; number++) {
    for (let i = 0; i < rows; i++) drawn[i] = random.below(rows);
    const [left, right] = [champion.score(drawn), challenger.score(drawn)];
    for (const [metric, values] of differences) values[number] = right.get(metric)! - left.get(metric)!;
  }
  return differences;
}

function differing(left: Judged, right: Judged): number {
  let count = 0;
  for (let row = 0; row < left.length; row++) if (left[row] !== right[row]) count++;
  return count;
}

function withZero([low, high]: readonly [number, number]): [number, number] {
  return [Math.min(low, 0), Math.max(high, 0)];
}
