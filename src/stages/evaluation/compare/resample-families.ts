import { seededRandom } from "../../../core/random.ts";
import { drawInto, once } from "../../../core/statistics/resample.ts";
import type { Family } from "../families/family.ts";
import type { TableMetric } from "../metric-table.ts";

/** Every metric on all rows. */
export function measure(families: readonly Family[], rows: number): Map<TableMetric, number> {
  const weights = once(rows);
  return new Map(
    families.flatMap((family) => {
      const values = family.score(weights);
      return family.names.map((name, at) => [name, values[at]!] as const);
    }),
  );
}

/**
 * The metrics of so many bootstrap resamples: of one model its values, of two the second's less the first's, both on the same rows.
 * Where a metric is not defined on a resample (a class was not drawn) there is NaN.
 */
export function resampleFamilies(
  models: readonly (readonly Family[])[],
  rows: number,
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): Map<TableMetric, Float64Array> {
  const found = new Map<TableMetric, Float64Array>();
  const slots = models.map((families, model) =>
    families.map(({ names }) =>
      names.map((name) => {
        const values = found.get(name);
        if (values) return values;
        // A metric that the first model lacks cannot be compared: a place for it is made for the first model only.
        if (model > 0) return null;
        const made = new Float64Array(resamples);
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
        const values = family.score(weights);
        for (const [index, slot] of slots[model]![at]!.entries())
          if (slot) slot[round] = values[index]! - (model === 0 ? 0 : slot[round]!);
      }
  }
  return found;
}
