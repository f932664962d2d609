import { describe, expect, test } from "vitest";
import { atLeastMarked } from "../../../src/core/statistics/hypergeometric.ts";
import { rankSumAtLeast, ranksOf } from "../../../src/core/statistics/rank-sum.ts";

// SciPy 1.17.1: hypergeom.sf(marked - 1, all, allMarked, drawn).
test.each([
  [5, 20, 30, 100, 0.7908367991741938],
  [18, 20, 30, 100, 3.9690614697565246e-10],
  [1, 3, 4, 10, 0.8333333333333334],
  [12, 30, 100, 1000, 9.877117761780964e-6],
  [60, 300, 2000, 100000, 4.2375302083253776e-41],
  [0, 5, 5, 20, 1],
  [9, 10, 9, 40, 3.6571244001584556e-8],
])("at least %d of %d drawn, where %d of %d are marked", (marked, drawn, allMarked, all, p) => {
  expect(Math.abs(atLeastMarked(marked, drawn, allMarked, all) / p - 1)).toBeLessThan(1e-11);
});

test("more than there are is impossible, fewer than there must be is certain", () => {
  expect(atLeastMarked(6, 8, 5, 20)).toBe(0);
  expect(atLeastMarked(6, 5, 10, 20)).toBe(0);
  expect(atLeastMarked(3, 8, 15, 20)).toBe(1);
});

describe("the rank-sum test", () => {
  const p = (part: readonly number[], rest: readonly number[]) => {
    const { ranks, ties } = ranksOf(Float64Array.from([...part, ...rest]));
    const sum = ranks.slice(0, part.length).reduce((total, rank) => total + rank, 0);
    return rankSumAtLeast(sum, part.length, ranks.length, ties);
  };

  // SciPy 1.17.1: rankdata, and mannwhitneyu(part, rest, alternative="greater", method="asymptotic").pvalue.
  test("equals SciPy's, with ties too", () => {
    expect([...ranksOf(Float64Array.of(3, 5, 5, 9, 2.5, 1, 5)).ranks]).toEqual([3, 5, 5, 7, 2, 1, 5]);
    expect(p([3, 5, 5, 9, 11, 2.5], [1, 2, 5, 4, 7, 8, 3, 0.5])).toBeCloseTo(0.12133640701980192, 14);
    const range = Array.from({ length: 40 }, (_, index) => index + 1);
    expect(p(range.slice(25), range.slice(0, 25)) / 8.742713064515069e-8).toBeCloseTo(1, 11);
  });

  test("where all are the same nothing is told", () => {
    expect(p([1, 1, 1], [1, 1])).toBe(1);
  });
});
