import { averagePrecision, ndcg } from "../../../core/ranking/ranked-query.ts";
import type { RankedQueries } from "../../../records/predictions.ts";
import type { Family } from "./family.ts";
import { rowMeans } from "./row-means.ts";

/** NDCG of all answers and of the first k, and the mean of average precision. Each query counts once, however many answers it has. */
export function queryFamily({ queries }: RankedQueries, k: number): Family {
  return rowMeans([
    { name: "ndcg", values: Float64Array.from(queries, (query) => ndcg(query)) },
    { name: "ndcg_at_k", values: Float64Array.from(queries, (query) => ndcg(query, k)) },
    { name: "map", values: Float64Array.from(queries, averagePrecision) },
  ]);
}
