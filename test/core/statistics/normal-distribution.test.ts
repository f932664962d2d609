import { expect, test } from "vitest";
import { normalBelow, normalQuantile } from "../../../src/core/statistics/normal-distribution.ts";

const within = (found: number, expected: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));

// SciPy 1.17.1: norm.cdf(z).
test.each([
  [-10, 7.61985302416047e-24],
  [-5, 2.866515718791933e-7],
  [-3, 0.0013498980316300933],
  [-1, 0.15865525393145707],
  [-0.001, 0.49960105778608893],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [2.999, 0.9986456634662729],
  [3, 0.9986501019683699],
  [8, 0.9999999999999993],
])("below %d lies %d", (z, share) => {
  within(normalBelow(z), share);
});

// SciPy 1.17.1: norm.ppf(share).
test.each([
  [1e-300, -37.0470962993612],
  [1e-10, -6.361340902404056],
  [0.005, -2.575829303548901],
  [0.02425, -1.972961051311885],
  [0.1, -1.2815515655446004],
  [0.5, 0],
  [0.7, 0.5244005127080407],
  [0.995, 2.5758293035489004],
])("%d lies below %d", (share, z) => {
  within(normalQuantile(share), z);
});

test("the ends are infinitely far, and beyond them is nothing", () => {
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  expect([normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(Number.NaN)]).toEqual([NaN, NaN, NaN]);
  expect([normalBelow(-Infinity), normalBelow(Infinity)]).toEqual([0, 1]);
});
