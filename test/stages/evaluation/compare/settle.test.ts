import { describe, expect, test } from "vitest";
import { rowsToSettle, smallestDifference } from "../../../../src/stages/evaluation/compare/settle.ts";

const sharpness = { rows: 1000, error: 0.01, level: 0.005 };

// SciPy 1.17.1: (norm.isf(0.0025) + norm.ppf(0.8)) * 0.01.
test("the smallest difference is what would have been found in four of five such holdouts", () => {
  expect(smallestDifference(sharpness)).toBeCloseTo(0.03648655001916719, 12);
});

describe("rows to settle it", () => {
  test("are those at which the difference that is seen would be the smallest difference", () => {
    // (0.0364865 / 0.02)^2 = 3.328 times as many.
    expect(rowsToSettle(sharpness, -0.02, 0.01)).toBe(3400);
    expect(rowsToSettle(sharpness, 0.02, 0.01)).toBe(3400);
  });

  test("or those at which it would fit into the tolerated band, when that comes first", () => {
    // (0.0364865 / (0.01 - 0.001))^2 = 16.44 times as many.
    expect(rowsToSettle(sharpness, 0.001, 0.01)).toBe(17_000);
  });

  test("are never fewer than there are, and none would do without difference or tolerance", () => {
    expect(rowsToSettle(sharpness, 0.5, 0.01)).toBeGreaterThan(1000);
    expect(rowsToSettle(sharpness, 0, 0)).toBeNull();
  });
});
