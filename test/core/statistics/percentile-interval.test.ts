import { expect, test } from "vitest";
import { percentileInterval } from "../../../src/core/statistics/percentile-interval.ts";

const VALUES = [5.1, 4.9, 4.7, 4.6, 5.0, 5.4, 4.6, 5.0, 4.4, 4.9, 12.5];

// NumPy 2.4.6: np.quantile(values, [(1 - confidence) / 2, (1 + confidence) / 2]).
test.each([
  [0.5, 4.65, 5.05],
  [0.9, 4.5, 8.95],
  [0.99, 4.41, 12.145],
])("holds the middle %d, as NumPy's quantiles do", (confidence, low, high) => {
  const [from, to] = percentileInterval(Float64Array.from(VALUES), confidence);
  expect(from).toBeCloseTo(low, 12);
  expect(to).toBeCloseTo(high, 12);
});

test("numbers are sorted as numbers, and of a single one both ends are that one", () => {
  expect(percentileInterval(Float64Array.from([10, 9, -1, -20]), 0.9999)[0]).toBeCloseTo(-20, 2);
  expect(percentileInterval(Float64Array.from([0.3]), 0.99)).toEqual([0.3, 0.3]);
});
