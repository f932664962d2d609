import { seededRandom } from "../../../core/random.ts";
import { drawInto, once } from "../../../core/statistics/resample.ts";
import type { AnyMetric } from "../../../records/metric-table.ts";
import type { Family } from "../families/family.ts";

/** Every metric on all rows. */
export function measure(families: readonly Family[], rows: number): Map<AnyMetric, number> {
  const weights = once(rows);
  return new Map(
    families.flatMap((family) => {
      const values = family.score(weights);
      return family.names.map((name, at) => [name, values[at]!] as const);
    }),
  );
}

export interface Rounds {
  readonly resamples: number;
  /** For the families that hold none of the metrics that decide. */
  readonly others: number;
  readonly decide: readonly AnyMetric[];
  readonly seed: number;
}

export function decides({ names }: Family, decide: readonly AnyMetric[]): boolean {
  return names.some((name) => decide.includes(name));
}

/**
 * The metrics of so many bootstrap resamples: of one model its values, of two the second's less the first's, both on the same rows.
 * Where a metric is not defined on a resample (a class was not drawn) there is NaN.
 */
export function resampleFamilies(
  models: readonly (readonly Family[])[],
  rows: number,
  { resamples, others, decide, seed }: Rounds,
): Map<AnyMetric, Float64Array> {
  const found = new Map<AnyMetric, Float64Array>();
  const slots = models.map((families, model) =>
    families.map((family) =>
      family.names.map((name) => {
        const values = found.get(name);
        if (values) return values;
        // A metric that the first model lacks cannot be compared: a place for it is made for the first model only.
        if (model > 0) return null;
        const made = new Float64Array(decides(family, decide) ? resamples : others);
        found.set(name, made);
        return made;
      }),
    ),
  );
  const random = seededRandom(seed);
  const weights = once(rows);
  for (let round = 0; round < resamples; round++) {
    drawInto(weights, random);
    for (const [model, families] of models.entries())
      for (const [at, family] of families.entries()) {
        if (round >= others && !decides(family, decide)) continue;
        const values = family.score(weights);
        for (const [index, slot] of slots[model]![at]!.entries())
          if (slot) slot[round] = values[index]! - (model === 0 ? 0 : slot[round]!);
      }
  }
  return found;
}
