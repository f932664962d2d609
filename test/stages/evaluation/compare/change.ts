import { type Random, seededRandom } from "../../../../src/core/random.ts";
import type { FileComparison } from "../../../../src/records/comparison.ts";
import type { FilePredictions } from "../../../../src/records/predictions.ts";
import { comparePredictions } from "../../../../src/stages/evaluation/compare/compare-predictions.ts";

/** A pull request: two models on the same holdout. */
export interface Change {
  readonly task: "classification" | "regression";
  readonly rows: number;
  /** Of classes: the share of rows on which just one of the two is right. */
  readonly disagreement: number;
  /** Challenger's accuracy less champion's; of amounts, the share by which its errors are larger. */
  readonly gain: number;
}

const SURE = 0.85;

/** The models of a change, drawn anew: neither is what the other was trained to be, and most rows are as hard to both. */
export function models(change: Change, random: Random): readonly [FilePredictions, FilePredictions] {
  return change.task === "classification" ? classes(change, random) : amounts(change, random);
}

function classes({ rows, disagreement, gain }: Change, random: Random) {
  const truth = Int32Array.from({ length: rows }, () => random.below(2));
  const [left, right] = [new Int32Array(rows), new Int32Array(rows)];
  const [onlyRight, either] = [(disagreement + gain) / 2, disagreement];
  for (let row = 0; row < rows; row++) {
    const mind = random.next();
    const both = random.next() < SURE;
    const [first, second] = mind < onlyRight ? [false, true] : mind < either ? [true, false] : [both, both];
    left[row] = first ? truth[row]! : 1 - truth[row]!;
    right[row] = second ? truth[row]! : 1 - truth[row]!;
  }
  const keys = Array.from(truth, (_, row) => String(row));
  const common = {
    task: "classification",
    keys,
    classes: ["0", "1"],
    truth,
    positive: 1,
    scores: null,
  } as const;
  return [
    { ...common, predicted: left },
    { ...common, predicted: right },
  ] as const;
}

/** Errors that go together: most of each comes from the row, the rest from the model. */
function amounts({ rows, gain }: Change, random: Random) {
  const truth = Float64Array.from({ length: rows }, () => 100 * random.next());
  const row = truth.map(() => normal(random));
  const predicted = (size: number) =>
    truth.map((value, at) => value + size * (0.9 * row[at]! + Math.sqrt(1 - 0.81) * normal(random)));
  const keys = Array.from(truth, (_, at) => String(at));
  const common = { task: "regression", keys, truth } as const;
  return [
    { ...common, predicted: predicted(1) },
    { ...common, predicted: predicted(1 + gain) },
  ] as const;
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** What `trunkline compare` concludes of a change, at its defaults but for the number of resamples. */
export function verdictOn(change: Change, seed: number, resamples: number): Called {
  const [champion, challenger] = models(change, seededRandom(seed));
  const { rows, task } = change;
  const decide = [task === "classification" ? "accuracy" : "rmse"] as const;
  const options = { decide, confidence: 0.995, resamples, seed };
  const { verdict, metrics } = comparePredictions({ champion, challenger, rows }, options);
  const { direction, compared } = metrics.find(({ gated }) => gated)!;
  const better = direction === "higher" ? compared.difference : -compared.difference;
  return { verdict, belowZero: better < 0 };
}

export interface Called {
  readonly verdict: FileComparison["verdict"];
  /** What a bare difference of the two figures would show: worse. */
  readonly belowZero: boolean;
}

/** Pull requests that change nothing: new seeds, the same quality, holdouts of 50 to 5,000 rows, from alike to rather unlike. */
export function harmlessChange(seed: number): Change {
  const random = seededRandom(seed ^ 0x5eed);
  const rows = Math.round(50 * 100 ** random.next());
  const disagreement = 0.02 + 0.28 * random.next();
  return { task: seed % 4 === 3 ? "regression" : "classification", rows, disagreement, gain: 0 };
}
