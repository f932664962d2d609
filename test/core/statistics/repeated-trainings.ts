import { keyedFolds } from "../../../src/core/folds.ts";
import { type Random, seededRandom } from "../../../src/core/random.ts";
import { correctedResampledT } from "../../../src/core/statistics/corrected-resampled-t.ts";

const ROWS = 100;
const FOLDS = { folds: 5, repeats: 4 };

/**
 * How often, at 0.05, two ways of training that are equally good are called different over 5 folds dealt four times: by the corrected test,
 * and by a plain one that takes the trainings for independent. Each trainer looks at a column of its own, which tells as little as the
 * other's, and draws its training rows by luck.
 */
export function falseAlarms(worlds: number): { corrected: number; plain: number } {
  const called = Array.from({ length: worlds }, (_, world) => {
    const random = seededRandom(world);
    const [truth, left, right] = [noise(random), noise(random), noise(random)];
    const signal = (own: readonly number[]) => own.map((value, row) => truth[row]! + 2 * value);
    const [champion, challenger] = [signal(left), signal(right)];
    const keys = truth.map((_each, row) => `row ${row}`);
    const differences: number[] = [];
    for (const foldOf of keyedFolds(keys, { ...FOLDS, seed: world }))
      for (let fold = 0; fold < FOLDS.folds; fold++) {
        const trained = [...keys.keys()].filter((row) => foldOf[row] !== fold);
        const tested = [...keys.keys()].filter((row) => foldOf[row] === fold);
        const loss = (column: readonly number[]) => lossOf(column, truth, trained, tested, random);
        differences.push(loss(challenger) - loss(champion));
      }
    const p = (share: number) =>
      correctedResampledT(differences, { tested: share, trained: FOLDS.folds - 1 }, 0.95).p;
    return { corrected: p(1) <= 0.05, plain: p(0) <= 0.05 };
  });
  const share = (of: "corrected" | "plain") => called.filter((each) => each[of]).length / worlds;
  return { corrected: share("corrected"), plain: share("plain") };
}

/** The mean squared error of a line through rows drawn with replacement from the training rows. */
function lossOf(
  column: readonly number[],
  truth: readonly number[],
  trained: readonly number[],
  tested: readonly number[],
  random: Random,
): number {
  const drawn = trained.map(() => trained[random.below(trained.length)]!);
  const mean = (of: (row: number) => number) => drawn.reduce((sum, row) => sum + of(row) / drawn.length, 0);
  const [x, y] = [mean((row) => column[row]!), mean((row) => truth[row]!)];
  const slope =
    mean((row) => (column[row]! - x) * (truth[row]! - y)) / mean((row) => (column[row]! - x) ** 2);
  return tested.reduce(
    (sum, row) => sum + (truth[row]! - y - slope * (column[row]! - x)) ** 2 / tested.length,
    0,
  );
}

/** About normal: the sum of twelve uniform numbers. */
function noise(random: Random): number[] {
  return Array.from(
    { length: ROWS },
    () => Array.from({ length: 12 }, random.next).reduce((a, b) => a + b) - 6,
  );
}
