import { adjustedRand, informationOf } from "../../../core/clustering/agreement.ts";
import { type CrossTable, crossTable, withoutOne } from "../../../core/clustering/cross-table.ts";
import type { AnyMetric } from "../../../records/metric-table.ts";
import type { Clusters } from "../../../records/predictions.ts";
import type { Family } from "./family.ts";

const NAMES = [
  "adjusted_rand",
  "mutual_info",
  "normalized_mutual_info",
  "adjusted_mutual_info",
] as const satisfies readonly AnyMetric[];

/** How far clusters agree with what is known to belong together; null where nothing is known. */
export function agreementFamily({ clusters, clusterNames, truth }: Clusters): Family | null {
  if (!truth) return null;
  const shape = [truth.names.length, clusterNames.length] as const;
  const cells = truth.of.map((label, row) => label * shape[1] + clusters[row]!);
  return {
    names: NAMES,
    passes: 2,
    score: (weights) => figuresOf(crossTable(truth.of, clusters, shape, weights)),
    // All rows of one cell leave the same behind.
    leaveOneOut: (name) => {
      const counts = new Float64Array(shape[0] * shape[1]);
      for (const cell of cells) counts[cell]! += 1;
      const without = new Map<number, number>();
      for (const cell of new Set(cells)) {
        const table = withoutOne(counts, shape, cell);
        without.set(
          cell,
          table && table.rows > 0
            ? figuresOf(table)[NAMES.indexOf(name as (typeof NAMES)[number])]!
            : Number.NaN,
        );
      }
      return Float64Array.from(cells, (cell) => without.get(cell)!);
    },
    judged: () => [byAppearance(clusters)],
  };
}

/** Clusters numbered by their first row, so that two models that part the rows alike have the same numbers. */
export function byAppearance(clusters: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return clusters.map((cluster) => {
    if (!numbers.has(cluster)) numbers.set(cluster, numbers.size);
    return numbers.get(cluster)!;
  });
}

function figuresOf(table: CrossTable): number[] {
  const { mutual, normalised, adjusted } = informationOf(table);
  return [adjustedRand(table), mutual, normalised, adjusted];
}
