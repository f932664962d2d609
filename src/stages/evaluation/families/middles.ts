import { descending } from "../../../core/ranking/descending.ts";
import type { NumberPredictions } from "../../../records/predictions.ts";
import type { Family } from "./family.ts";

/** The median and the largest of the absolute errors. Rows are sorted once. */
export function middleFamily({ truth, predicted }: NumberPredictions): Family {
  const rows = truth.length;
  const errors = truth.map((value, row) => Math.abs(value - predicted[row]!));
  const order = descending(errors).reverse();
  const sorted = Float64Array.from(order, (row) => errors[row]!);
  return {
    names: ["medae", "max_error"],
    passes: 1,
    score: (weights) => {
      let largest = rows - 1;
      while (weights[order[largest]!] === 0) largest--;
      // The two middle rows of an even number, or the middle one twice.
      const [low, high] = [Math.floor((rows - 1) / 2), Math.floor(rows / 2)];
      let [seen, rank] = [0, -1];
      while (seen <= low) seen += weights[order[++rank]!]!;
      const below = sorted[rank]!;
      while (seen <= high) seen += weights[order[++rank]!]!;
      return [(below + sorted[rank]!) / 2, sorted[largest]!];
    },
    leaveOneOut: (name) => {
      const left = new Float64Array(rows);
      const without = (rank: number, place: number) => sorted[place < rank ? place : place + 1]!;
      const [low, high] = [Math.floor((rows - 2) / 2), Math.floor((rows - 1) / 2)];
      for (let rank = 0; rank < rows; rank++)
        left[order[rank]!] =
          name === "medae" ? (without(rank, low) + without(rank, high)) / 2 : without(rank, rows - 2);
      return left;
    },
    judged: () => [errors],
  };
}
