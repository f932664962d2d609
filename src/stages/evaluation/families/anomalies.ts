import { precisionAtK, type ScoreTie } from "../../../core/ranking/precision-at-k.ts";
import { once, type Weights } from "../../../core/statistics/resample.ts";
import type { AnomalyScores } from "../../../records/predictions.ts";
import type { Family } from "./family.ts";
import { type RankedRows, rankedFigures, rankRows } from "./ranked-rows.ts";
import { areaLeftOut, precisionLeftOut } from "./ranks-left-out.ts";

/** How well scores find anomalies; the rows are sorted once. `k` is how many of the highest scores somebody would look at. */
export function anomalyFamilies({ truth, scores }: AnomalyScores, k: number): Family[] {
  const ranked = rankRows(scores, truth, 1);
  const judged = () => [scores];
  const ranks: Family = {
    names: ["average_precision", "roc_auc"],
    passes: 1,
    score: (weights) => {
      const { area, precision } = rankedFigures(ranked, weights);
      // scikit-learn's answer where nothing is to be found: nothing was found.
      return [Number.isNaN(precision) ? 0 : precision, area];
    },
    leaveOneOut: (name) => (name === "roc_auc" ? areaLeftOut(ranked) : precisionLeftOut(ranked)),
    judged,
  };
  const top: Family = {
    names: ["precision_at_k"],
    passes: 1,
    score: (weights) => [precisionAtK(tiesOf(ranked, weights, k), k)],
    leaveOneOut: () => topLeftOut(ranked, k),
    judged,
  };
  return [ranks, top];
}

/** From the highest score down, until there are `most` rows. */
function tiesOf({ order, positive, last }: RankedRows, weights: Weights, most: number): ScoreTie[] {
  const ties: ScoreTie[] = [];
  let [rows, positives, seen] = [0, 0, 0];
  for (let rank = 0; rank < order.length && seen < most; rank++) {
    const weight = weights[order[rank]!]!;
    rows += weight;
    positives += weight * positive[rank]!;
    if (last[rank] === 0) continue;
    ties.push({ rows, positives });
    seen += rows;
    [rows, positives] = [0, 0];
  }
  return ties;
}

/** Precision at k with each row left out: all rows of one score and one truth leave the same behind. */
function topLeftOut(ranked: RankedRows, k: number): Float64Array {
  const { order, positive, last } = ranked;
  const ties = tiesOf(ranked, once(order.length), Number.POSITIVE_INFINITY);
  const whole = precisionAtK(ties, k);
  const more = precisionAtK(ties, k + 1);
  const left = new Float64Array(order.length);
  let [tie, above, found] = [0, 0, 0];
  for (let rank = 0; rank < order.length; rank++) {
    const { rows, positives } = ties[tie]!;
    const own = positive[rank]!;
    // Above the cut, the next row moves up; within the tie at it, the tie shrinks; below, nothing changes.
    if (above + rows <= k) left[order[rank]!] = (more * (k + 1) - own) / k;
    else if (above < k) left[order[rank]!] = (found + ((k - above) * (positives - own)) / (rows - 1)) / k;
    else left[order[rank]!] = whole;
    if (last[rank] === 0) continue;
    above += rows;
    found += positives;
    tie++;
  }
  return left;
}
