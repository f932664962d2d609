import { expect, test } from "vitest";
import { holm } from "../../../src/core/statistics/holm.ts";

// statsmodels 0.15.0: multipletests(p, method="holm")[1].
test.each([
  [
    [0.01, 0.04, 0.03, 0.005, 0.5],
    [0.04, 0.09, 0.09, 0.025, 0.5],
  ],
  [
    [0.02, 0.02, 0.9, 0.9],
    [0.08, 0.08, 1, 1],
  ],
  [[0.2], [0.2]],
  [[], []],
])("%j becomes %j", (values, adjusted) => {
  const found = holm(values);
  expect(found.map((p) => Number(p.toPrecision(12)))).toEqual(adjusted);
});
