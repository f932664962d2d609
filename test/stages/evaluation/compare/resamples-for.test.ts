import { describe, expect, test } from "vitest";
import { resamplesFor, resamplesForOthers } from "../../../../src/stages/evaluation/compare/resamples-for.ts";

describe("how many resamples are taken", () => {
  test("as many as were asked for, fewer for a large holdout", () => {
    expect(resamplesFor(1000, 2000, 0.99)).toBe(2000);
    expect(resamplesFor(1_000_000, 2000, 0.99)).toBe(400);
  });

  test.each([
    [0.9, 20],
    [0.99, 200],
    [0.9999, 20_000],
  ])("never so few that an end of the interval at %d would be none of them", (confidence, fewest) => {
    expect(resamplesFor(1000, 1, confidence)).toBe(fewest);
    expect(resamplesFor(1_000_000_000, 2000, confidence)).toBe(fewest);
  });

  test("what does not decide has fewer where rows are many, and never more than what does", () => {
    expect(resamplesForOthers(1000, 2000, 0.99)).toBe(2000);
    expect(resamplesForOthers(100_000, 2000, 0.99)).toBe(500);
    expect(resamplesForOthers(1_000_000_000, 2000, 0.99)).toBe(200);
    expect(resamplesForOthers(1_000_000_000, 20, 0.99)).toBe(20);
  });
});
