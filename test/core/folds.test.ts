import { describe, expect, test } from "vitest";
import { keyedFolds, kFolds, stratifiedFolds } from "../../src/core/folds.ts";
import { seededRandom } from "../../src/core/random.ts";

const keysOf = (count: number, prefix = "k") => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const sizes = (dealt: readonly number[], folds: number) =>
  Array.from({ length: folds }, (_, fold) => dealt.filter((each) => each === fold).length);

describe("folds by the key", () => {
  test("the fold is that of the first 52 bits of SHA-256 over the salt, NUL and the key", () => {
    // Python 3 hashlib: int(hashlib.sha256(b"folds 7 1\x00" + key).hexdigest()[:13], 16) / 2**52 * 5, rounded down, keys k0 to k9.
    expect(keyedFolds(keysOf(10), { folds: 5, seed: 7, repeats: 2 })[1]).toEqual([
      0, 1, 3, 0, 2, 1, 1, 3, 2, 1,
    ]);
  });

  test("further rows, fewer and another order move nobody, in any repeat", () => {
    const random = seededRandom(4);
    for (let round = 0; round < 20; round++) {
      const options = { folds: 2 + random.below(9), seed: round, repeats: 3 };
      const keys = keysOf(60);
      const later = [...keysOf(40, "new"), ...keys.filter(() => random.next() < 0.8)].sort(
        () => random.next() - 0.5,
      );
      const [before, after] = [keyedFolds(keys, options), keyedFolds(later, options)];
      before.forEach((dealt, repeat) => {
        keys.forEach((key, row) => {
          const at = later.indexOf(key);
          if (at >= 0) expect(after[repeat]![at]).toBe(dealt[row]);
        });
      });
    }
  });

  test("folds are of one size on average, and repeats and seeds are dealt anew", () => {
    const [one, two] = keyedFolds(keysOf(20_000), { folds: 5, seed: 0, repeats: 2 });
    // Five standard deviations of a fifth of 20,000 rows are 283.
    for (const size of [...sizes(one!, 5), ...sizes(two!, 5)])
      expect(Math.abs(size - 4000)).toBeLessThan(283);
    const same = one!.filter((fold, row) => fold === two![row]).length;
    expect(Math.abs(same - 4000)).toBeLessThan(283);
    const [other] = keyedFolds(keysOf(100), { folds: 5, seed: 1 });
    expect(other).not.toEqual(one!.slice(0, 100));
  });

  test("rows of one key, a group, are in one fold", () => {
    const [dealt] = keyedFolds(["a", "b", "a", "c", "a"], { folds: 10, seed: 3 });
    expect(new Set([dealt![0], dealt![2], dealt![4]]).size).toBe(1);
  });
});

describe("stratified folds", () => {
  test("each class, and all together, are as even as can be", () => {
    const random = seededRandom(9);
    for (let round = 0; round < 20; round++) {
      const folds = 2 + random.below(6);
      const keys = keysOf(30 + random.below(100));
      const strata = keys.map(() => ["a", "b", "rare"][Math.min(random.below(12), 2)]!);
      for (const dealt of stratifiedFolds(keys, strata, { folds, seed: round, repeats: 2 })) {
        const spread = (of: readonly number[]) =>
          Math.max(...sizes(of, folds)) - Math.min(...sizes(of, folds));
        expect(spread(dealt)).toBeLessThanOrEqual(1);
        for (const own of new Set(strata))
          expect(spread(dealt.filter((_, row) => strata[row] === own))).toBeLessThanOrEqual(1);
      }
    }
  });

  test("the order of the rows does not matter, and a group is not torn apart", () => {
    const keys = [...keysOf(30), ...keysOf(30)];
    const strata = keys.map((_, at) => `s${at % 3}`);
    const options = { folds: 4, seed: 2 };
    const [dealt] = stratifiedFolds(keys, strata, options);
    expect(dealt!.slice(30)).toEqual(dealt!.slice(0, 30));
    const [turned] = stratifiedFolds(keys.toReversed(), strata.toReversed(), options);
    expect(turned!.toReversed()).toEqual(dealt);
  });
});

describe("the trainings of a cross-validation", () => {
  test("each row is tested once a repeat, by a model that has seen neither it nor its group", () => {
    const keys = [...keysOf(40), ...keysOf(40)];
    const strata = keys.map((_, at) => `s${at % 2}`);
    for (const rows of [{ keys }, { keys, strata }]) {
      const dealt = kFolds(rows, { folds: 4, seed: 1, repeats: 3 });
      expect(dealt.map(({ repeat, fold }) => `${repeat} ${fold}`)).toHaveLength(12);
      for (const repeat of [0, 1, 2]) {
        const tested = dealt.filter((each) => each.repeat === repeat).flatMap(({ test: rows }) => rows);
        expect(tested.toSorted((a, b) => a - b)).toEqual([...keys.keys()]);
      }
      for (const { training, test: tested } of dealt) {
        expect(training.length + tested.length).toBe(keys.length);
        const seen = new Set(training.map((row) => keys[row]));
        expect(tested.filter((row) => seen.has(keys[row]))).toEqual([]);
      }
    }
  });

  test("by time they are scikit-learn's, and rows of one moment stay together", () => {
    const folded = (times: readonly number[]) =>
      kFolds({ keys: times.map(String), times }, { folds: 3, seed: 0 }).map(({ training, test: tested }) => [
        training.map((row) => times[row]),
        tested.map((row) => times[row]),
      ]);
    // scikit-learn 1.9.1: TimeSeriesSplit(3).split(range(10)).
    expect(folded([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([
      [
        [0, 1, 2, 3],
        [4, 5],
      ],
      [
        [0, 1, 2, 3, 4, 5],
        [6, 7],
      ],
      [
        [0, 1, 2, 3, 4, 5, 6, 7],
        [8, 9],
      ],
    ]);
    expect(folded([9, 9, 5, 5, 5, 1, 7, 7])).toEqual([
      [[1], [5, 5, 5]],
      [
        [5, 5, 5, 1],
        [7, 7],
      ],
      [
        [5, 5, 5, 1, 7, 7],
        [9, 9],
      ],
    ]);
  });

  test("too few rows, moments or repeats are refused", () => {
    const keys = keysOf(3);
    expect(() => kFolds({ keys }, { folds: 10, seed: 0 })).toThrow("3 rows are too few for 10 folds");
    expect(() => kFolds({ keys, times: [1, 1, 1] }, { folds: 2, seed: 0 })).toThrow("too few");
    expect(() => kFolds({ keys, times: [1, 2, 3] }, { folds: 2, seed: 0, repeats: 2 })).toThrow("repeated");
    expect(() => kFolds({ keys }, { folds: 2, seed: 0, repeats: 0 })).toThrow("repeats");
  });
});

test("one fold is none", () => {
  expect(() => keyedFolds(["a"], { folds: 1, seed: 0 })).toThrow(RangeError);
  expect(() => stratifiedFolds(["a"], ["x"], { folds: 2.5, seed: 0 })).toThrow(RangeError);
});
