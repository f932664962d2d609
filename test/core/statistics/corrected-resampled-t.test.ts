import { describe, expect, test } from "vitest";
import { correctedResampledT } from "../../../src/core/statistics/corrected-resampled-t.ts";
import { falseAlarms } from "./repeated-trainings.ts";

const DIFFERENCES = [0.012, -0.004, 0.021, 0.008, 0.015, -0.009, 0.03, 0.011, 0.002, 0.017];

// SciPy 1.17.1: scipy.stats.t over mean / sqrt((1 / 10 + 20 / 80) var), as the paper has it.
const REFERENCE = {
  error: 0.006899557151650307,
  t: 1.492849435638973,
  p: 0.16967775056351578,
  low: -0.0121224260526793,
  high: 0.032722426052679304,
};

describe("the corrected resampled t-test", () => {
  test("is Student's, with the variance of Nadeau and Bengio", () => {
    const found = correctedResampledT(DIFFERENCES, { tested: 20, trained: 80 }, 0.99);
    expect(found.mean).toBeCloseTo(0.0103, 14);
    expect(found.error).toBeCloseTo(REFERENCE.error, 14);
    expect(found.t).toBeCloseTo(REFERENCE.t, 12);
    expect(found.p).toBeCloseTo(REFERENCE.p, 12);
    expect(found.interval[0]).toBeCloseTo(REFERENCE.low, 12);
    expect(found.interval[1]).toBeCloseTo(REFERENCE.high, 12);
  });

  test("without a spread there is nothing to test by", () => {
    const sizes = { tested: 1, trained: 4 };
    expect(correctedResampledT([0, 0, 0], sizes, 0.95)).toMatchObject({ p: 1, interval: [0, 0] });
    expect(correctedResampledT([0.5, 0.5], sizes, 0.95).p).toBe(0);
    expect(() => correctedResampledT([0.5], sizes, 0.95)).toThrow(RangeError);
  });
});

test("two ways of training that are equally good are called different in at most 5 %, by a plain t-test in far more", () => {
  const { corrected, plain } = falseAlarms(400);
  expect(corrected).toBeLessThanOrEqual(0.05);
  expect(plain).toBeGreaterThan(0.15);
});
