import { expect, test } from "vitest";
import { benjaminiHochberg } from "../../../src/core/statistics/benjamini-hochberg.ts";

// SciPy 1.17.1: false_discovery_control(ps).
test.each([
  [
    [0.01, 0.02, 0.03, 0.04, 0.05],
    [0.05, 0.05, 0.05, 0.05, 0.05],
  ],
  [
    [0.5, 0.001, 0.04, 0.9, 0.04, 0],
    [0.6, 0.003, 0.06, 0.9, 0.06, 0],
  ],
  [[0.2], [0.2]],
  [
    [1, 1, 0.3],
    [1, 1, 0.9],
  ],
  [[], []],
])("%j becomes %j", (pValues, adjusted) => {
  const found = benjaminiHochberg(pValues);
  expect(found).toHaveLength(adjusted.length);
  found.forEach((p, index) => {
    expect(Math.abs(p - adjusted[index]!)).toBeLessThan(1e-12);
  });
});

test.each([[[0.5, Number.NaN]], [[-0.1]], [[1.1]]])("%j are no p-values", (pValues) => {
  expect(() => benjaminiHochberg(pValues)).toThrow(RangeError);
});
