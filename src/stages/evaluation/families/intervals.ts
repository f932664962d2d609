import type { NumberPredictions } from "../../../records/predictions.ts";
import type { Family } from "./family.ts";
import { rowMeans } from "./row-means.ts";

/**
 * Of the intervals that a model gives: the share of rows whose amount is inside (ends included), their width, and the interval score
 * (Gneiting and Raftery, 2007): the width, and what is outside times 2 / (1 - level). Neither a wide interval nor a narrow one deceives
 * the score.
 */
export function intervalFamily({ truth, interval }: NumberPredictions): Family[] {
  if (!interval) return [];
  const { lower, upper, level } = interval;
  const outside = truth.map((value, row) => Math.max(lower[row]! - value, value - upper[row]!, 0));
  const widths = lower.map((low, row) => upper[row]! - low);
  return [
    rowMeans([
      { name: "interval_coverage", values: outside.map((off) => (off === 0 ? 1 : 0)) },
      { name: "interval_width", values: widths },
      {
        name: "interval_score",
        values: widths.map((width, row) => width + (2 / (1 - level)) * outside[row]!),
      },
    ]),
  ];
}
