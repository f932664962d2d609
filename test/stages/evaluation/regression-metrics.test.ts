import { describe, expect, test } from "vitest";
import { computeMetrics } from "../../../src/stages/evaluation/metrics.ts";
import { predictionsOf, truthOf } from "./predictions.ts";

const rows = Array.from({ length: 200 }, (_, row) => row);
const formula = rows.map((i) => ((i * 37) % 101) / 7);

// scikit-learn 1.9.1: mean_absolute_error(y, p), root_mean_squared_error(y, p), r2_score(y, p).
const CASES: Readonly<Record<string, readonly [number[], number[], number, number, number]>> = {
  plain: [[3, -0.5, 2, 7], [2.5, 0, 2, 8], 0.5, 0.6123724356957945, 0.9486081370449679],
  "worse than the mean": [[1, 2, 3], [3, 2, 1], 1.3333333333333333, 1.632993161855452, -3],
  "a constant target, not met": [[2, 2, 2], [2, 2.5, 3], 0.5, 0.6454972243679028, 0],
  "a constant target, met": [[2, 2, 2], [2, 2, 2], 0, 0, 1],
  "all right": [[1, 2, 4], [1, 2, 4], 0, 0, 1],
  "far from zero": [
    [1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 8],
    [1e9 + 1.5, 1e9 + 2, 1e9 + 3, 1e9 + 8.25],
    0.4375,
    0.57282196186948,
    0.9543478260869566,
  ],
  "200 rows by a formula": [
    formula,
    formula.map((value, i) => value + (((i * 53) % 29) - 13) / 5),
    1.464,
    1.6932808390813379,
    0.8356565196133379,
  ],
};

test.each(Object.entries(CASES))("as scikit-learn has them: %s", (_, [truth, predicted, mae, rmse, r2]) => {
  const found = computeMetrics("regression", truthOf(truth), predictionsOf(predicted));
  expect(found.mae).toBeCloseTo(mae, 12);
  expect(found.rmse).toBeCloseTo(rmse, 12);
  expect(found.r2).toBeCloseTo(r2, 12);
});

describe("what has no figure", () => {
  // scikit-learn 1.9.1 warns that R2 is not well defined with less than two samples, and gives NaN.
  test("R2 of a single row", () => {
    const found = computeMetrics("regression", truthOf([2]), predictionsOf([2.5]));
    expect(found).toMatchObject({ mae: 0.5, rmse: 0.5, medae: 0.5, max_error: 0.5 });
    expect(found).not.toHaveProperty("r2");
  });

  test("anything, without a row or of classes", () => {
    const none = { ...predictionsOf([1, 2]), keys: ["8", "9"] };
    expect(computeMetrics("regression", truthOf([1, 2]), none)).toEqual({});
    expect(computeMetrics("regression", truthOf([1, 2]), predictionsOf("ab"))).toEqual({});
  });

  test("what is beyond the largest number", () => {
    const found = computeMetrics("regression", truthOf([1e200, -1e200]), predictionsOf([0, 0]));
    expect(found).toMatchObject({ mae: 1e200, medae: 1e200, max_error: 1e200 });
    for (const name of ["mse", "rmse", "r2", "explained_variance"]) expect(found).not.toHaveProperty(name);
  });
});
