import { expect, test } from "vitest";
import type { ReadData } from "../../../src/pipeline/data/read-data.ts";
import { baselinePredictions } from "../../../src/pipeline/evaluation/baseline.ts";
import type { Spec } from "../../../src/records/spec.ts";
import type { Fold } from "../../../src/records/table.ts";

const FOLDS: readonly Fold[] = [
  "training",
  "training",
  "training",
  "validation",
  "test",
  "test",
  "test",
  "test",
];
const rows = {
  split: { keys: FOLDS.map((_, row) => `k${row}`), folds: FOLDS, units: FOLDS.map((_, row) => `k${row}`) },
  training: [0, 1, 2],
  validation: [3],
  test: [4, 5, 6, 7],
};

function said(
  task: "classification" | "regression",
  values: readonly string[] | readonly number[],
  chosen = rows,
) {
  const column = { type: task === "classification" ? "text" : "number", values };
  const data = { table: { columns: new Map([["target", column]]), rows: values.length } };
  const spec = { problem: { task, target: "target" } };
  return baselinePredictions(data as unknown as ReadData, chosen, spec as unknown as Spec);
}

test("the majority class is that of the training rows, whatever the other rows hold", async () => {
  const found = await said("classification", ["a", "a", "b", "b", "b", "b", "b", "c"]);
  expect(found).toEqual({
    keys: ["k4", "k5", "k6", "k7"],
    predicted: ["a", "a", "a", "a"],
    classes: ["a", "b"],
    probabilities: [4, 5, 6, 7].map(() => [2 / 3, 1 / 3]),
  });
});

test("the mean is that of the training rows, whatever the other rows hold", async () => {
  const found = await said("regression", [1, 2, 6, 100, 50, 50, 50, 50]);
  expect(found).toMatchObject({ predicted: [3, 3, 3, 3], classes: null, probabilities: null });
});

test("without training rows there is none", async () => {
  expect(await said("regression", [1, 2, 6, 1, 1, 1, 1, 1], { ...rows, training: [] })).toBeNull();
});
