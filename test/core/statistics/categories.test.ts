import { describe, expect, test } from "vitest";
import { chiSquared } from "../../../src/core/statistics/chi-squared.ts";
import { contingencyTest, poolRare } from "../../../src/core/statistics/contingency-test.ts";
import { fisherExact } from "../../../src/core/statistics/fisher-exact.ts";
import { chiSquaredTail, upperGamma } from "../../../src/core/statistics/incomplete-gamma.ts";
import { jensenShannon } from "../../../src/core/statistics/jensen-shannon.ts";
import { populationStability } from "../../../src/core/statistics/population-stability.ts";

describe("the chi-squared distribution", () => {
  // SciPy 1.17.1: chi2.sf(x, k).
  test.each([
    [0, 3, 1],
    [0.5, 1, 0.47950012218695337],
    [3.84, 1, 0.05004352124870519],
    [30, 1, 4.3204630578274955e-8],
    [2, 2, 0.36787944117144245],
    [12, 5, 0.03478778050624185],
    [95, 100, 0.6225792918781736],
    [130, 100, 0.02351239780980871],
    [1000, 1200, 0.9999922147274382],
    [1250, 1200, 0.15378303108808652],
    [250000, 250000, 0.49962387359425176],
    [1500, 3, 0],
  ])("x = %d with %d degrees", (x, degrees, reference) => {
    expect(Math.abs(chiSquaredTail(x, degrees) - reference)).toBeLessThan(1e-12);
  });

  test("what has no meaning is refused", () => {
    expect(() => upperGamma(0, 1)).toThrow(RangeError);
    expect(() => upperGamma(1, -1)).toThrow(RangeError);
    expect(upperGamma(1, Number.POSITIVE_INFINITY)).toBe(0);
  });
});

// SciPy 1.17.1: chi2_contingency([reference, current]).
const TABLES: readonly (readonly [number[], number[], number, number])[] = [
  [[30, 20], [25, 40], 4.426360722610721, 0.03538788609982551],
  [[10, 20, 30], [20, 20, 20], 5.333333333333334, 0.0694834512228015],
  [[100, 50, 25, 12], [90, 70, 30, 20], 4.9984778020241, 0.17190864105051842],
  [[400, 300, 200, 80, 20], [350, 330, 210, 90, 20], 5.594042495046799, 0.23158591054817138],
  [[500, 500], [480, 520], 0.7222889155662264, 0.39539412820500763],
  [[20, 30], [20, 30], 0, 1],
  [[1000, 2000, 3000], [20, 30, 10], 28.01906648786219, 8.236392190046369e-7],
];

describe("chi-squared on a table of counts", () => {
  test.each(TABLES)("%j against %j, alone and as the safe test", (reference, current, statistic, pValue) => {
    for (const found of [chiSquared({ reference, current }), contingencyTest({ reference, current })]) {
      expect(Math.abs(found.statistic - statistic)).toBeLessThan(1e-9);
      expect(Math.abs(found.pValue - pValue)).toBeLessThan(1e-9);
    }
  });

  test("categories without rows are as if they were not there", () => {
    const [reference, current, statistic] = TABLES[1]!;
    const found = chiSquared({ reference: [0, ...reference], current: [0, ...current] });
    expect(found.statistic).toBeCloseTo(statistic, 12);
  });

  test("one category tells nothing; a side without rows is refused", () => {
    expect(chiSquared({ reference: [5], current: [9] })).toEqual({ statistic: 0, pValue: 1 });
    expect(() => chiSquared({ reference: [0, 0], current: [1, 2] })).toThrow(RangeError);
  });
});

describe("rare categories", () => {
  test("are pooled, the rarest first, until five rows of them are expected on the smaller side", () => {
    const table = { reference: [60, 30, 4, 2, 3, 1], current: [55, 30, 5, 4, 5, 1] };
    // Expected on the smaller side: 57.5, 30, 4.5, 3, 4 and 1, of which the last four are too few.
    expect(poolRare(table)).toEqual({ reference: [60, 30, 10], current: [55, 30, 15] });
  });

  test("take the next category with them when they are too few even together", () => {
    const table = { reference: [60, 30, 9, 1], current: [60, 30, 10, 0] };
    expect(poolRare(table)).toEqual({ reference: [60, 30, 10], current: [60, 30, 10] });
  });

  test("are the same whichever side has them", () => {
    const [reference, current] = [
      [90, 6, 4, 0, 8],
      [80, 1, 2, 9, 3],
    ];
    const [one, other] = [
      poolRare({ reference, current }),
      poolRare({ reference: current, current: reference }),
    ];
    expect([one.reference, one.current]).toEqual([other.current, other.reference]);
  });

  test("a value of its own in every row says nothing, however many rows", () => {
    const names = Array.from({ length: 4000 }, (_, row) => row < 2000);
    const found = contingencyTest({
      reference: names.map((first) => (first ? 1 : 0)),
      current: names.map((first) => (first ? 0 : 1)),
    });
    expect(found.pValue).toBe(1);
  });

  // SciPy 1.17.1: fisher_exact([[a, b], [c, d]]).pvalue.
  test.each([
    [1, 9, 11, 3, 0.0027594561852200836],
    [0, 10, 12, 5, 0.00036378571847679405],
    [8, 2, 1, 5, 0.034965034965034975],
    [3, 0, 0, 3, 0.10000000000000002],
    [10, 10, 10, 10, 1],
    [100, 1990, 1, 20, 1],
    [0, 5, 0, 7, 1],
  ])("Fisher's test of %d, %d, %d, %d", (a, b, c, d, pValue) => {
    expect(Math.abs(fisherExact(a, b, c, d) - pValue)).toBeLessThan(1e-12);
  });

  test("two categories that are too few get Fisher's p-value", () => {
    expect(contingencyTest({ reference: [8, 2], current: [1, 5] }).pValue).toBeCloseTo(
      0.034965034965034975,
      12,
    );
  });
});

describe("distances between shares", () => {
  // SciPy 1.17.1: jensenshannon(p, q, base=2).
  test.each([
    [[1, 1], [1, 1], 0],
    [[1, 0], [0, 1], 1],
    [[10, 20, 30], [20, 20, 20], 0.1803606400066241],
    [[100, 0, 5], [80, 15, 5], 0.2824997385004092],
    [[999, 1], [990, 10], 0.05565478140948445],
    [[3, 4, 0], [30, 40, 0], 0],
  ])("Jensen-Shannon of %j and %j", (left, right, reference) => {
    expect(Math.abs(jensenShannon(left, right) - reference)).toBeLessThan(1e-9);
  });

  // NumPy 2.4.6: p = maximum(a, 0.5) / sum(a), q = maximum(b, 0.5) / sum(b), sum((q - p) * log(q / p)).
  test.each([
    [[10, 20, 30], [20, 20, 20], 0.1831020481113516],
    [[100, 100, 100, 100], [110, 90, 100, 105], 0.005437612321169774],
    [[50, 30, 20, 0], [400, 350, 200, 50], 0.13363821830751596],
  ])("population stability of %j and %j", (reference, current, index) => {
    expect(Math.abs(populationStability(reference, current) - index)).toBeLessThan(1e-9);
  });

  test("a bin that is empty on both sides changes nothing; a side without rows is refused", () => {
    expect(populationStability([10, 0, 20], [20, 0, 20])).toBe(populationStability([10, 20], [20, 20]));
    expect(() => populationStability([1], [0])).toThrow(RangeError);
    expect(() => jensenShannon([0, 0], [1, 2])).toThrow(RangeError);
  });
});
