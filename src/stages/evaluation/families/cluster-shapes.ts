import { silhouettes } from "../../../core/clustering/silhouettes.ts";
import {
  type ClusteredPoints,
  calinskiHarabasz,
  daviesBouldin,
  spreadOf,
} from "../../../core/clustering/spread.ts";
import { spreadsLeftOut } from "../../../core/clustering/spread-left-out.ts";
import { once } from "../../../core/statistics/resample.ts";
import type { Clusters } from "../../../records/predictions.ts";
import { byAppearance } from "./cluster-agreement.ts";
import type { Family } from "./family.ts";
import { rowMeans } from "./row-means.ts";

/** A silhouette asks for the distance of each row to each other: above this many rows there is none. */
export const MOST_SILHOUETTES = 20_000;

/** What clusters look like in the space of the features; nothing without features. */
export function shapeFamilies(predictions: Clusters): Family[] {
  const { features, clusters, clusterNames } = predictions;
  if (features.length === 0) return [];
  const [rows, dimensions] = [clusters.length, features.length];
  const points = new Float64Array(rows * dimensions);
  for (const [at, { values }] of features.entries())
    for (let row = 0; row < rows; row++) points[row * dimensions + at] = values[row]!;
  const clustered = { points, dimensions, clusterOf: clusters, clusterCount: clusterNames.length };
  return rows > MOST_SILHOUETTES
    ? [spreadFamily(clustered)]
    : [silhouetteFamily(clustered), spreadFamily(clustered)];
}

/** The mean of the rows' own silhouettes; a resample varies which rows are averaged, not to which others each is compared. */
function silhouetteFamily({ points, dimensions, clusterOf, clusterCount }: ClusteredPoints): Family {
  const found = new Set(clusterOf).size;
  const judgeable = found >= 2 && found < clusterOf.length;
  const values = judgeable
    ? silhouettes(points, dimensions, clusterOf, clusterCount)
    : new Float64Array(clusterOf.length).fill(Number.NaN);
  return rowMeans([{ name: "silhouette", values }]);
}

function spreadFamily(clustered: ClusteredPoints): Family {
  return {
    names: ["davies_bouldin", "calinski_harabasz"],
    passes: 4,
    score: (weights) => {
      const spread = spreadOf(clustered, weights);
      return [daviesBouldin(spread), calinskiHarabasz(spread)];
    },
    leaveOneOut: (name) => {
      const whole = spreadOf(clustered, once(clustered.clusterOf.length));
      return spreadsLeftOut(clustered, whole, name === "davies_bouldin" ? daviesBouldin : calinskiHarabasz);
    },
    judged: () => [byAppearance(clustered.clusterOf)],
  };
}
