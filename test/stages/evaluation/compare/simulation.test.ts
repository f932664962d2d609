import { describe, expect, test } from "vitest";
import { type Called, harmlessChange, verdictOn } from "./change.ts";

/** The fewest that the level allows: what is called is called by the exact test as well. */
const RESAMPLES = 400;

const count = (all: readonly Called[], ...verdicts: readonly Called["verdict"][]) =>
  all.filter(({ verdict }) => verdicts.includes(verdict)).length;

describe("1,000 pull requests that change nothing, holdouts of 50 to 5,000 rows", () => {
  test("at most 1 % are called; a bare difference below zero would have accused nearly half", {
    timeout: 120_000,
  }, () => {
    const all = Array.from({ length: 1000 }, (_, seed) => verdictOn(harmlessChange(seed), seed, RESAMPLES));
    expect(count(all, "improved", "regressed")).toBeLessThanOrEqual(10);
    const accused = all.filter(({ belowZero }) => belowZero).length;
    expect(accused).toBeGreaterThan(400);
    expect(accused).toBeLessThan(550);
  });
});

test("a true loss of 5 points of accuracy on 1,000 rows is called in at least 95 %", () => {
  const change = { task: "classification", rows: 1000, disagreement: 0.1, gain: -0.05 } as const;
  const all = Array.from({ length: 300 }, (_, seed) => verdictOn(change, seed, RESAMPLES));
  expect(count(all, "regressed")).toBeGreaterThanOrEqual(0.95 * 300);
  expect(count(all, "improved")).toBe(0);
});

test("the same gain is called as often", () => {
  const change = { task: "classification", rows: 1000, disagreement: 0.1, gain: 0.05 } as const;
  const all = Array.from({ length: 300 }, (_, seed) => verdictOn(change, seed, RESAMPLES));
  expect(count(all, "improved")).toBeGreaterThanOrEqual(0.95 * 300);
});

test("errors that are a tenth larger are called on 2,000 rows, and ones that are smaller are not held against anybody", () => {
  const change = { task: "regression", rows: 2000, disagreement: 0, gain: 0.1 } as const;
  const worse = Array.from({ length: 40 }, (_, seed) => verdictOn(change, seed, RESAMPLES));
  expect(count(worse, "regressed")).toBeGreaterThanOrEqual(38);
  const better = Array.from({ length: 40 }, (_, seed) =>
    verdictOn({ ...change, gain: -0.1 }, seed, RESAMPLES),
  );
  expect(count(better, "improved")).toBeGreaterThanOrEqual(38);
});
