import { atLeastMarked } from "../../../core/statistics/hypergeometric.ts";
import { mcnemarExact } from "../../../core/statistics/mcnemar.ts";
import { rankSumAtLeast, ranksOf } from "../../../core/statistics/rank-sum.ts";
import { studentTwoSided } from "../../../core/statistics/student-t.ts";
import type { FilePredictions } from "../../../records/predictions.ts";
import type { Candidate } from "./candidates.ts";

/** What a slice comes to: the challenger's loss in it, what that is held against, and the p-value of no difference. */
interface Answer {
  readonly loss: number;
  readonly against: number;
  readonly p: number;
}

export interface Question {
  /** What is summed over the rows of each slice. */
  readonly values: readonly Float64Array[];
  /** Null where nothing about the slice would be worth a warning, however sure it were. */
  answer(slice: Pick<Candidate, "rows" | "sums">): Answer | null;
}

/** Less than this is not worth a warning: a quarter more loss than elsewhere, and a hundredth of accuracy. */
const LEAST_RATIO = 1.25;
const LEAST_SHARE = 0.01;

/** What each row costs: 1 for a wrong class, the absolute error for a number. */
export function lossesOf({ truth, predicted, task }: FilePredictions): Float64Array {
  return Float64Array.from(truth, (actual, row) =>
    task === "classification" ? Number(actual !== predicted[row]) : Math.abs(actual - predicted[row]!),
  );
}

/**
 * Is the model worse here than on all other rows? For classes Fisher's exact test; for numbers both Mann and Whitney's test and Welch's t
 * must agree, since absolute errors are skewed and either alone may be misled.
 */
export function whereWorst(predictions: FilePredictions): Question {
  const losses = lossesOf(predictions);
  const all = losses.length;
  const total = sum(losses);
  const classes = predictions.task === "classification";
  const { ranks, ties } = classes ? { ranks: losses, ties: 0 } : ranksOf(losses);
  const squares = losses.map((loss) => loss * loss);
  const allSquares = sum(squares);
  return {
    values: classes ? [losses] : [losses, ranks, squares],
    answer: ({ rows, sums }) => {
      const [own, rankSum, ownSquares] = sums as [number, number, number];
      const rest = all - rows;
      const [loss, against] = [own / rows, (total - own) / rest];
      if (loss < LEAST_RATIO * against || (classes && loss - against < LEAST_SHARE)) return null;
      if (classes) return { loss, against, p: atLeastMarked(own, rows, total, all) };
      const welch = welchGreater([rows, own, ownSquares], [rest, total - own, allSquares - ownSquares]);
      return { loss, against, p: Math.max(rankSumAtLeast(rankSum, rows, all, ties), welch) };
    },
  };
}

/**
 * Is the challenger worse here than the champion? For classes McNemar's exact test; for numbers both the sign test on whose error is larger
 * and the paired t-test must agree.
 */
export function whereWorse(champion: FilePredictions, challenger: FilePredictions): Question {
  const [before, after] = [lossesOf(champion), lossesOf(challenger)];
  const differences = after.map((loss, row) => loss - before[row]!);
  const classes = challenger.task === "classification";
  return {
    values: [
      before,
      differences,
      differences.map((difference) => Number(difference > 0)),
      differences.map((difference) => Number(difference < 0)),
      differences.map((difference) => difference * difference),
    ],
    answer: ({ rows, sums }) => {
      const [lossBefore, difference, worse, better, squares] = sums as [
        number,
        number,
        number,
        number,
        number,
      ];
      const against = lossBefore / rows;
      const loss = against + difference / rows;
      if (difference / rows < (classes ? LEAST_SHARE : LEAST_SHARE * against) || worse === 0) return null;
      // McNemar's exact test, and the sign test, to one side.
      const signs = worse > better ? mcnemarExact(better, worse) / 2 : 1;
      const p = classes ? signs : Math.max(signs, pairedGreater(rows, difference, squares));
      return { loss, against, p };
    },
  };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

type Sums = readonly [rows: number, sum: number, squares: number];

/** One-sided: the first has the larger mean (Welch, 1947). */
function welchGreater(left: Sums, right: Sums): number {
  const [a, b] = [left, right].map(([rows, total, squares]) => {
    const variance = Math.max(0, squares - (total * total) / rows) / Math.max(1, rows - 1);
    return { mean: total / rows, part: variance / rows, rows };
  }) as [{ mean: number; part: number; rows: number }, { mean: number; part: number; rows: number }];
  const error = a.part + b.part;
  if (!(error > 0)) return a.mean > b.mean ? 0 : 1;
  const degrees =
    error ** 2 / (a.part ** 2 / Math.max(1, a.rows - 1) + b.part ** 2 / Math.max(1, b.rows - 1));
  return oneSided((a.mean - b.mean) / Math.sqrt(error), degrees);
}

function pairedGreater(rows: number, total: number, squares: number): number {
  const variance = Math.max(0, squares - (total * total) / rows) / (rows - 1);
  if (!(variance > 0)) return total > 0 ? 0 : 1;
  return oneSided(total / Math.sqrt(rows * variance), rows - 1);
}

function oneSided(t: number, degrees: number): number {
  const both = studentTwoSided(t, degrees);
  return t > 0 ? both / 2 : 1 - both / 2;
}
