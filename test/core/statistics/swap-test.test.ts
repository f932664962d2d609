import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { jensenShannon } from "../../../src/core/statistics/jensen-shannon.ts";
import { largestStep, swapTest } from "../../../src/core/statistics/swap-test.ts";

function ranks(left: readonly number[], right: readonly number[]) {
  const all = [...new Set([...left, ...right])].sort((a, b) => a - b);
  const code = (value: number) => all.indexOf(value);
  return { left: left.map(code), right: right.map(code), size: all.length };
}

describe("few rows that differ: every swap counts", () => {
  // SciPy 1.17.1: permutation_test((a, b), statistic, permutation_type="samples", n_resamples=inf, alternative="greater")
  // with ks_2samp(a, b).statistic, and with jensenshannon(bincount(a), bincount(b), base=2).
  test("numbers", () => {
    const found = swapTest(
      ranks([1.5, 2, 3, 3.5, 4, 6, 7, 8.25, 9], [4.5, 5, 6, 6.5, 4, 9, 10, 11.25, 8]),
      largestStep,
    );
    expect(found.distance).toBeCloseTo(0.4444444444444444, 12);
    expect(found.pValue).toBe(0.234375);
  });

  test("classes", () => {
    const codes = {
      left: [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 1, 0],
      right: [1, 1, 1, 1, 2, 1, 1, 0, 1, 1, 2, 0, 1],
      size: 3,
    };
    const found = swapTest(codes, jensenShannon);
    expect(found.distance).toBeCloseTo(0.6047814291870226, 12);
    expect(found.pValue).toBe(0.0126953125);
  });

  test("nothing differs, and there are no rows", () => {
    expect(swapTest({ left: [0, 1], right: [0, 1], size: 2 }, largestStep)).toEqual({
      distance: 0,
      pValue: 1,
    });
    expect(() => swapTest({ left: [], right: [], size: 0 }, largestStep)).toThrow(RangeError);
  });
});

describe("many rows that differ: swaps are drawn", () => {
  // Of two classes it is McNemar's question. statsmodels 0.15.0: mcnemar([[0, b], [c, 0]], exact=True).pvalue.
  test.each([
    [8, 9, 1],
    [25, 75, 5.636282034205402e-7],
    [120, 100, 0.2000922290282712],
    [5000, 5200, 0.04878796312682234],
  ])("%d rows one way, %d the other", (one, other, p) => {
    const left = [...new Array(one).fill(0), ...new Array(other).fill(1), 0, 0, 1];
    const right = [...new Array(one).fill(1), ...new Array(other).fill(0), 0, 0, 1];
    const { pValue } = swapTest({ left, right, size: 2 }, jensenShannon);
    // Five standard errors of the draws; what was observed is one of them.
    const draws = 1999;
    expect(Math.abs(pValue - p)).toBeLessThanOrEqual(5 * Math.sqrt((p * (1 - p)) / draws) + 1 / draws);
  });

  test("two noisy answers of one kind are told apart no more often than said", () => {
    const random = seededRandom(3);
    const noise = () => random.next() + random.next() - 1;
    const pValues = Array.from({ length: 400 }, () => {
      const truth = Array.from({ length: 60 }, () => 3 * noise());
      const answer = () => truth.map((value) => value + 0.3 * noise());
      return swapTest(ranks(answer(), answer()), largestStep).pValue;
    });
    const share = (limit: number) => pValues.filter((p) => p <= limit).length / pValues.length;
    // 400 binomial draws: 0.05 ± 3 standard errors, and it is no test that never speaks.
    expect(share(0.05)).toBeLessThan(0.083);
    expect(share(0.05)).toBeGreaterThan(0.01);
  });

  test("a shift that is small beside the rows' own spread is found", () => {
    const random = seededRandom(4);
    const truth = Array.from({ length: 300 }, () => 10 * random.next());
    const { pValue } = swapTest(
      ranks(
        truth,
        truth.map((value) => value + 0.5),
      ),
      largestStep,
    );
    expect(pValue).toBeLessThan(0.001);
  });
});
