import { describe, expect, it } from "vitest";
import { calibrationCurve } from "../../../src/core/curves/calibration-curve.ts";
import { classifierCurves } from "../../../src/core/curves/classifier-curves.ts";

// Ties within a class and across both.
const truth = [0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0].map(Boolean);
const scores = [0.1, 0.4, 0.35, 0.8, 0.8, 0.35, 0.9, 0.05, 0.6, 0.6, 0.3, 0.8];

const close = (found: readonly number[], expected: readonly number[]): void => {
  expect(found).toHaveLength(expected.length);
  for (const [index, value] of found.entries()) expect(value).toBeCloseTo(expected[index]!, 12);
};

describe("the curves of a classifier", () => {
  const { points, rocArea, averagePrecision } = classifierCurves(scores, truth)!;

  it("scikit-learn 1.9.1: roc_curve(y, s, drop_intermediate=False)", () => {
    close(
      points.map((each) => each.falseAlarms),
      [0, 1 / 6, 2 / 6, 2 / 6, 4 / 6, 4 / 6, 5 / 6, 1],
    );
    close(
      points.map((each) => each.recall),
      [1 / 6, 0.5, 4 / 6, 5 / 6, 5 / 6, 1, 1, 1],
    );
    close(
      points.map((each) => each.threshold),
      [0.9, 0.8, 0.6, 0.4, 0.35, 0.3, 0.1, 0.05],
    );
  });

  it("scikit-learn 1.9.1: precision_recall_curve(y, s), in its order", () => {
    close(
      points.map((each) => each.precision).reverse(),
      [0.5, 0.5454545454545454, 0.6, 0.5555555555555556, 0.7142857142857143, 0.6666666666666666, 0.75, 1],
    );
    close(
      points.map((each) => each.recall).reverse(),
      [1, 1, 1, 0.8333333333333334, 0.8333333333333334, 0.6666666666666666, 0.5, 0.16666666666666666],
    );
  });

  it("scikit-learn 1.9.1: roc_auc_score and average_precision_score", () => {
    expect(rocArea).toBeCloseTo(0.763888888888889, 12);
    expect(averagePrecision).toBeCloseTo(0.7468253968253967, 12);
  });

  it("are none where one side has no row", () => {
    expect(classifierCurves([0.1, 0.2], [true, true])).toBeNull();
    expect(classifierCurves([], [])).toBeNull();
  });
});

it("calibration, scikit-learn 1.9.1: calibration_curve(y, s, n_bins=10), the bins' edges included", () => {
  const given = [0.1, 0.4, 0.35, 0.8, 0.2, 0.35, 1, 0, 0.6, 0.65, 0.30000000000000004, 0.3];
  const bins = calibrationCurve(given, truth);
  close(
    bins.map((each) => each.happened),
    [0, 1, 0.5, 1 / 3, 0, 1, 1, 1],
  );
  close(
    bins.map((each) => each.predicted),
    [0.05, 0.2, 0.30000000000000004, 0.3666666666666667, 0.6, 0.65, 0.8, 1],
  );
  expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(given.length);
});
