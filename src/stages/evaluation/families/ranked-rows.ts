import { descending } from "../../../core/ranking/descending.ts";
import type { Weights } from "../../../core/statistics/resample.ts";

/** Rows from the highest score to the lowest. */
export interface RankedRows {
  readonly order: Int32Array;
  /** By rank: 1 when the row is of the class, else 0. */
  readonly positive: Uint8Array;
  /** By rank: 1 when the next score is another. Rows of the same score cannot be told apart and count at once. */
  readonly last: Uint8Array;
}

export function rankRows(scores: Float64Array, truth: Int32Array, of: number): RankedRows {
  const order = descending(scores);
  const positive = new Uint8Array(order.length);
  const last = new Uint8Array(order.length);
  for (let rank = 0; rank < order.length; rank++) {
    positive[rank] = truth[order[rank]!] === of ? 1 : 0;
    last[rank] = rank + 1 === order.length || scores[order[rank]!] !== scores[order[rank + 1]!] ? 1 : 0;
  }
  return { order, positive, last };
}

export interface RankedFigures {
  /** The area under the ROC curve by the trapezoidal rule; NaN when only one kind of row is there. */
  readonly area: number;
  /** Average precision: the precision at each score, weighted by the rows of the class that it adds; NaN when there are none. */
  readonly precision: number;
}

export function rankedFigures({ order, positive, last }: RankedRows, weights: Weights): RankedFigures {
  let [found, seen, foundBefore, seenBefore] = [0, 0, 0, 0];
  let [pairs, sum] = [0, 0];
  for (let rank = 0; rank < order.length; rank++) {
    const weight = weights[order[rank]!]!;
    seen += weight;
    found += weight * positive[rank]!;
    // Nothing was drawn of this score, or there is more of it.
    if (last[rank] === 0 || seen === seenBefore) continue;
    const added = found - foundBefore;
    pairs += (seen - seenBefore - added) * (found + foundBefore);
    sum += (added * found) / seen;
    foundBefore = found;
    seenBefore = seen;
  }
  return { area: pairs / (2 * found * (seen - found)), precision: sum / found };
}
