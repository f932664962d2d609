import { expect, test } from "vitest";
import { mean, populationDeviation, quantile } from "../../src/core/describe-numbers.ts";

// NumPy 2.4.6: mean, std (ddof 0), quantile (linear).
test("as NumPy has them", () => {
  const values = [5.1, 4.9, 4.7, 4.6, 5.0, 5.4, 4.6, 5.0, 4.4, 4.9, 12.5];
  expect(mean(values)).toBeCloseTo(5.554545454545454, 14);
  expect(populationDeviation(values)).toBeCloseTo(2.212100456523633, 14);
  const sorted = values.toSorted((a, b) => a - b);
  [4.5, 4.65, 4.9, 5.05, 8.95].forEach((reference, index) => {
    expect(quantile(sorted, [0.05, 0.25, 0.5, 0.75, 0.95][index]!)).toBeCloseTo(reference, 14);
  });
});

test("the order of values changes no digit, and large values do not overflow", () => {
  const values = Array.from({ length: 500 }, (_, index) => Math.sin(index) * 10 ** (index % 7));
  expect(mean(values.toReversed())).toBe(mean(values));
  expect(populationDeviation(values.toReversed())).toBe(populationDeviation(values));
  expect(mean([1.7e308, 1.7e308])).toBe(1.7e308);
  expect(populationDeviation([1e200, 3e200]) / 1e200).toBeCloseTo(1, 12);
  expect(quantile([-1.7e308, 1.7e308], 0.5)).toBe(0);
});
