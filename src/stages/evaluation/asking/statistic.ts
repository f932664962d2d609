import { seededRandom } from "../../../core/random.ts";
import { bcaInterval, bcaShape } from "../../../core/statistics/bca.ts";
import { drawInto, once } from "../../../core/statistics/resample.ts";
import type { MetricName } from "../../../records/metric-table.ts";
import type { Family } from "../families/family.ts";

/**
 * One metric of one set of predictions. All figures that are estimated together are of the same rows. `shuffled`: the row from which
 * each row has taken a cell, and the metric of the rows as they were. Then a row has a say twice, as itself and by the cell that it
 * gave, and both vary with the rows that were collected: an interval that only sees the first may be half as wide as it must be.
 */
export interface Figure {
  readonly family: Family;
  readonly metric: MetricName;
  readonly shuffled?: { readonly givers: readonly number[]; readonly intact: Family };
}

/** A sum of figures, each by its place in their list and with its factor. */
export type Sum = readonly (readonly [figure: number, factor: number])[];

export interface Estimate {
  readonly value: number;
  /** Null where a figure is not defined without one of the rows. */
  readonly interval: readonly [number, number] | null;
}

export interface BootstrapOptions {
  readonly confidence: number;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Sums of figures with intervals: BCa, from resamples of what each row adds to the sum (its jackknife pseudo-value, Tukey, 1958). Of a
 * mean over rows that is the plain bootstrap; of other metrics it is the same to the first order, for one pass over the rows instead
 * of one a resample. The resamples are the same for all sums.
 */
export function estimateSums(
  figures: readonly Figure[],
  sums: readonly Sum[],
  rows: number,
  { confidence, resamples, seed }: BootstrapOptions,
): Estimate[] {
  const observed = figures.map((figure) => valueFor(figure, rows));
  const parts = figures.map((figure, at) => partsOf(figure, observed[at]!, rows));
  // Beside the figures themselves this is rounding.
  const trifle = 1e-12 * observed.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const plain = (value: number) => (Math.abs(value) <= trifle ? 0 : value);
  const random = seededRandom(seed);
  const weights = once(rows);
  const draws = Array.from({ length: resamples }, () => {
    drawInto(weights, random);
    return weights.slice();
  });
  return sums.map((sum): Estimate => {
    const value = total(sum, (at) => observed[at]!);
    const own = Float64Array.from({ length: rows }, (_, row) => total(sum, (at) => parts[at]![row]!));
    if (!Number.isFinite(value) || !own.every(Number.isFinite)) return { value, interval: null };
    const drawn = Float64Array.from(draws, (counts) => value + weighted(own, counts)).sort();
    const without = own.map((part) => value - part / Math.max(1, rows - 1));
    const [low, high] = bcaInterval(drawn, bcaShape(drawn, value, without), confidence);
    return { value: plain(value), interval: [plain(low), plain(high)] };
  });
}

function weighted(values: Float64Array, counts: Uint16Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row]! * counts[row]!;
  return sum / values.length;
}

/** The figure itself, all rows counting once. */
export function valueFor({ family, metric }: Figure, rows: number): number {
  return family.score(once(rows))[family.names.indexOf(metric)]!;
}

/** What each row adds to the figure: on average nothing. */
function partsOf({ family, metric, shuffled }: Figure, observed: number, rows: number): Float64Array {
  const own = centred(family.leaveOneOut(metric));
  if (!shuffled || !Number.isFinite(observed)) return own;
  const before = centred(shuffled.intact.leaveOneOut(metric));
  const both = own.slice();
  for (let row = 0; row < rows; row++) both[shuffled.givers[row]!]! += own[row]! - before[row]!;
  return both;
}

/** Pseudo-values less their mean. */
function centred(leftOut: Float64Array): Float64Array {
  const mean = leftOut.reduce((sum, value) => sum + value / leftOut.length, 0);
  return leftOut.map((value) => (leftOut.length - 1) * (mean - value));
}

function total(sum: Sum, valueAt: (figure: number) => number): number {
  return sum.reduce((whole, [figure, factor]) => whole + factor * valueAt(figure), 0);
}

/** About so many rows are looked at in a tenth of a second. */
const MOST_VISITS = 5e7;

/** How many resamples there is time for: enough for some to lie beyond each end of the interval, and no more than a thousand. */
export function resamplesInTime(sums: number, rows: number, confidence: number): number {
  const fewest = Math.ceil(4 / (1 - confidence) - 1e-6);
  return Math.max(fewest, Math.min(1000, Math.floor(MOST_VISITS / Math.max(1, sums * rows))));
}
