import { expect, test } from "vitest";
import { fewestTellingPairs } from "../../../src/core/statistics/sign-test.ts";

// SciPy 1.17.1: the smallest n with binomtest(n, n).pvalue <= 1 - confidence.
test.each([
  [0.5, 2],
  [0.75, 3],
  [0.9, 5],
  [0.95, 6],
  [0.99, 8],
  [0.999, 11],
  [0.9999, 15],
])("at %d a sign test needs %d pairs of one mind", (confidence, pairs) => {
  expect(fewestTellingPairs(confidence)).toBe(pairs);
});
