import { mean, populationDeviation } from "../../../core/describe-numbers.ts";
import { placeInUnit } from "../../../core/folds.ts";
import {
  categoricalInformation,
  continuousInformation,
  mixedInformation,
} from "../../../core/statistics/mutual-information.ts";
import type { Prepare } from "../../../records/spec-prepare.ts";
import type { LeftOut } from "../../../records/transform.ts";
import type { Learning } from "../encodings/target.ts";

/** One feature of the training rows. */
export interface Feature {
  readonly name: string;
  readonly values: readonly number[];
  /** What scaling divided by. */
  readonly width: number;
}

/** A column of so few values is taken for categories. */
const MOST_CATEGORIES = 20;
/** Mutual information looks at no more rows than this: its time grows with their square, its error hardly shrinks. */
const MOST_ROWS = 4000;

/** What stays of the features and what is left out: by variance, then by correlation, then by mutual information with the target. */
export function selectFeatures(
  features: readonly Feature[],
  { variance, correlation, mutual_information: most }: Prepare,
  learning: Learning | undefined,
): { kept: Feature[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  let kept = [...features];
  if (variance !== undefined) {
    kept = kept.filter(({ name, values, width }) => {
      const value = (populationDeviation(values) * width) ** 2;
      if (value <= variance) leftOut.push({ name, by: "variance", value });
      return value > variance;
    });
  }
  if (correlation !== undefined) kept = uncorrelated(kept, correlation, leftOut);
  if (most !== undefined && most < kept.length) {
    if (learning === undefined) throw new TypeError("mutual information needs the target");
    const told = informationOf(kept, learning);
    const ranked = kept.map((_, at) => at).sort((a, b) => told[b]! - told[a]! || a - b);
    const chosen = new Set(ranked.slice(0, most));
    kept.forEach(({ name }, at) => {
      if (!chosen.has(at)) leftOut.push({ name, by: "mutual_information", value: told[at]! });
    });
    kept = kept.filter((_, at) => chosen.has(at));
  }
  return { kept, leftOut };
}

/** Of features that go together, the first stays. */
function uncorrelated(features: readonly Feature[], limit: number, leftOut: LeftOut[]): Feature[] {
  const kept: { feature: Feature; unit: Float64Array }[] = [];
  for (const feature of features) {
    const unit = unitVector(feature.values);
    const partner = kept.find((other) => Math.abs(product(unit, other.unit)) > limit);
    if (partner === undefined) kept.push({ feature, unit });
    else {
      const value = product(unit, partner.unit);
      leftOut.push({ name: feature.name, by: "correlation", value, with: partner.feature.name });
    }
  }
  return kept.map(({ feature }) => feature);
}

/** Centred and of length 1, so that a product of two is Pearson's correlation; zeros for a constant. */
function unitVector(values: readonly number[]): Float64Array {
  const center = mean(values);
  const width = populationDeviation(values, center) * Math.sqrt(values.length);
  return Float64Array.from(values, (value) => (width === 0 ? 0 : (value - center) / width));
}

function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += left[at]! * right[at]!;
  return sum;
}

/** Each feature's mutual information with the target, in nats. */
export function informationOf(features: readonly Feature[], learning: Learning): number[] {
  const { task, target, units, seed } = learning;
  const rows = Array.from(target.keys());
  // By a digest of the key, so that the same rows are looked at wherever they stand.
  const places = rows.length > MOST_ROWS ? units.map((unit) => placeInUnit(`information ${seed}`, unit)) : [];
  const sample =
    places.length === 0 ? rows : rows.sort((a, b) => places[a]! - places[b]! || a - b).slice(0, MOST_ROWS);
  const pick = <T>(values: readonly T[]): T[] => sample.map((row) => values[row]!);
  const classes = new Map([...new Set(target)].map((value, code) => [value, code]));
  const categorical = task === "classification" || classes.size <= MOST_CATEGORIES;
  const y = categorical
    ? pick(target.map((value) => classes.get(value)!))
    : standardised(pick(target.map(Number)));
  return features.map(({ values }) => {
    const x = pick(values);
    if (new Set(x).size <= MOST_CATEGORIES)
      return categorical ? categoricalInformation(x, y) : mixedInformation(y, x);
    return categorical ? mixedInformation(x, y) : continuousInformation(standardised(x), y);
  });
}

function standardised(values: readonly number[]): number[] {
  const deviation = populationDeviation(values);
  return values.map((value) => (deviation === 0 ? 0 : value / deviation));
}
