import { expect, test } from "vitest";
import {
  binCounts,
  sampleMoments,
  sampleQuantile,
  sortedSample,
} from "../../../src/core/statistics/sorted-sample.ts";

const RAW = sortedSample([3, 1, 4, 1, 5, 9, 2, 6]);
const WEIGHTED = {
  values: Float64Array.of(1, 2, 3, 4, 5, 6, 9),
  weights: Float64Array.of(2, 1, 1, 1, 1, 1, 1),
  size: 8,
};

// NumPy 2.4.6 of [3, 1, 4, 1, 5, 9, 2, 6]: quantile(values, share, method="inverted_cdf"), mean, std.
test.each([
  [0, 1],
  [0.1, 1],
  [0.25, 1],
  [0.5, 3],
  [0.51, 4],
  [0.9, 9],
  [1, 9],
])("the quantile at %d is %d, of rows and of weights", (share, value) => {
  expect(sampleQuantile(RAW, share)).toBe(value);
  expect(sampleQuantile(WEIGHTED, share)).toBe(value);
});

test("a rank that is whole but for rounding is whole", () => {
  const hundred = sortedSample(Array.from({ length: 100 }, (_, index) => index + 1));
  // By the definition: 7 of 100 rows are at most 7. (NumPy 2.4.6 gives 8 here, as 0.07 * 100 is above 7 in doubles.)
  expect([sampleQuantile(hundred, 0.07), sampleQuantile(hundred, 0.071)]).toEqual([7, 8]);
});

test("mean and deviation, of rows and of weights", () => {
  for (const sample of [RAW, WEIGHTED]) {
    expect(sampleMoments(sample).mean).toBeCloseTo(3.875, 12);
    expect(sampleMoments(sample).deviation).toBeCloseTo(2.5708704751503917, 12);
  }
  expect(sampleMoments(sortedSample([0.1, 0.1, 0.1])).deviation).toBe(0);
  // The deviation of 20 whole numbers in a row, wherever they lie: √((20² - 1) / 12). NumPy 2.4 says 5.79 at the end.
  for (const first of [0, 1.7e12, 2 ** 53 - 20]) {
    const row = Array.from({ length: 20 }, (_, at) => first + at);
    expect(sampleMoments(sortedSample(row)).deviation).toBeCloseTo(Math.sqrt(399 / 12), 12);
  }
  expect(sampleMoments(sortedSample([-1.7e308, 1.7e308])).deviation).toBeCloseTo(1.7e308, -300);
});

test("a bin reaches up to and with its upper edge, of rows and of weights", () => {
  expect(binCounts(RAW, [1, 4])).toEqual([2, 3, 3]);
  expect(binCounts(WEIGHTED, [1, 4])).toEqual([2, 3, 3]);
  expect(binCounts(RAW, [])).toEqual([8]);
});
