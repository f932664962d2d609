import { expect, test } from "vitest";
import { pairedT } from "../../../src/core/statistics/paired-t.ts";
import { studentTwoSided } from "../../../src/core/statistics/student-t.ts";

// SciPy 1.17.1: 2 * t.sf(t, df).
test.each([
  [0, 5, 1],
  [0.0001, 3, 0.9999264894807738],
  [0.5, 1, 0.7048327646991335],
  [2, 2, 0.18350341907227397],
  [2, 9, 0.07655282377070101],
  [3.3, 49, 0.001807307921866354],
  [3.3, 61, 0.00161778866709356],
  [10, 999, 1.6708218826871294e-22],
  [2, 999_999, 0.045500533851589184],
  [30, 7, 1.1788468880733144e-8],
])("beyond %d with %d degrees of freedom", (t, degrees, p) => {
  for (const found of [studentTwoSided(t, degrees), studentTwoSided(-t, degrees)])
    expect(Math.abs(found - p)).toBeLessThanOrEqual(1e-10 * p);
});

// SciPy 1.17.1: ttest_rel(b, a) of these 31 rows.
test("paired", () => {
  const left = Array.from({ length: 31 }, (_, i) => ((i * 37) % 101) / 7);
  const right = left.map((value, i) => value + (((i * 53) % 29) - 13) / 5);
  const { t, degrees, p } = pairedT(left, right);
  expect(t).toBeCloseTo(0.5507910552258942, 12);
  expect(degrees).toBe(30);
  expect(p).toBeCloseTo(0.5858556352941587, 12);
});

test("without a spread", () => {
  expect(pairedT([1, 2, 3], [1, 2, 3]).p).toBe(1);
  expect(pairedT([1, 2, 3], [2, 3, 4]).p).toBe(0);
  expect(pairedT([1], [2]).p).toBe(1);
});
