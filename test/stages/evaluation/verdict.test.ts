import { describe, expect, test } from "vitest";
import type { MetricComparison, Verdict } from "../../../src/records/evaluation.ts";
import { overallVerdict, verdictOf } from "../../../src/stages/evaluation/verdict.ts";

/** The interval of the difference, where more is better, for a tolerance of 0.01; and on which side of which border it lies. */
const BORDERS: readonly (readonly [string, readonly [number, number], Verdict])[] = [
  ["all of it better", [0.001, 0.02], "improved"],
  ["better, and within the band", [0.001, 0.005], "improved"],
  ["from nothing on", [0, 0.02], "inconclusive"],
  ["from a rounding error on", [1e-13, 0.02], "inconclusive"],
  ["exactly the band", [-0.01, 0.01], "equivalent"],
  ["the band, as subtraction leaves it", [0.94 - 0.95, 0.96 - 0.95], "equivalent"],
  ["no difference at all", [0, 0], "equivalent"],
  ["a loss of exactly what is tolerated", [-0.01, -0.01], "equivalent"],
  ["a loss within the band, for certain", [-0.01, -0.001], "equivalent"],
  ["a little beyond the band below", [-0.01001, 0.01], "inconclusive"],
  ["a little beyond the band above", [-0.01, 0.01001], "inconclusive"],
  ["a loss beyond the band, up to nothing", [-0.01001, 0], "inconclusive"],
  ["a loss beyond the band, up to a rounding error", [-0.01001, -1e-13], "inconclusive"],
  ["a loss beyond the band, for certain", [-0.01001, -1e-9], "regressed"],
  ["a loss of a little more than what is tolerated", [-0.01001, -0.01001], "regressed"],
];

describe("at the borders of a tolerance of 0.01", () => {
  test.each(BORDERS)("%s", (_, [low, high], verdict) => {
    expect(verdictOf("higher", [low, high], 0.01)).toBe(verdict);
    // Where less is better, the same with the signs turned.
    expect(verdictOf("lower", [-high, -low], 0.01)).toBe(verdict);
  });
});

test("without a tolerance only no difference at all is equivalent", () => {
  expect(verdictOf("higher", [0, 0], 0)).toBe("equivalent");
  expect(verdictOf("higher", [-1e-9, 1e-9], 0)).toBe("inconclusive");
  expect(verdictOf("higher", [-1e-9, -1e-9], 0)).toBe("regressed");
  expect(verdictOf("lower", [-1e-9, -1e-9], 0)).toBe("improved");
});

describe("the verdict on the change", () => {
  const metrics = (...verdicts: (Verdict | null)[]): MetricComparison[] =>
    verdicts.map((verdict) => ({
      metric: "accuracy",
      direction: "higher",
      challenger: 0.9,
      gated: true,
      compared: verdict && {
        champion: 0.9,
        challenger: 0.9,
        difference: 0,
        interval: [0, 0],
        tolerance: 0.01,
        verdict,
      },
    }));

  test.each([
    [["improved", "regressed"], "regressed"],
    [["improved", "inconclusive"], "improved"],
    [["improved", "equivalent"], "improved"],
    [["equivalent", "equivalent"], "equivalent"],
    [["equivalent", "inconclusive"], "inconclusive"],
    [["equivalent", null], "inconclusive"],
    [[], "inconclusive"],
  ] as const)("of %j is %s", (verdicts, overall) => {
    expect(overallVerdict(metrics(...verdicts))).toBe(overall);
  });

  test("does not ask the metrics that decide nothing", () => {
    const [first, second] = metrics("equivalent", "regressed");
    expect(overallVerdict([first!, { ...second!, gated: false }])).toBe("equivalent");
  });
});
