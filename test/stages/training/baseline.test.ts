import { describe, expect, test } from "vitest";
import { baseline } from "../../../src/stages/training/baseline.ts";

async function run(target: readonly string[] | readonly number[], points = 2) {
  const task = typeof target[0] === "string" ? ("classification" as const) : ("regression" as const);
  const matrixOf = (rows: number) => ({
    columns: ["x"],
    rows: Array.from({ length: rows }, (_, row) => [row]),
  });
  const files = await baseline.fit({ matrix: matrixOf(target.length), target, task, params: {}, seed: 0 });
  const classes = task === "classification" ? [...new Set(target.map(String))].sort() : null;
  const keys = Array.from({ length: points }, (_, row) => `key ${row}`);
  return {
    files,
    predictions: await baseline.predict({ files, matrix: matrixOf(points), keys, task, classes }),
  };
}

describe("classes", () => {
  // scikit-learn 1.9.1: DummyClassifier(strategy="prior") says c, with the probabilities 1/6, 2/6, 3/6.
  test("always the majority, with the share of each class", async () => {
    const { predictions } = await run(["c", "b", "c", "a", "b", "c"]);
    expect(predictions).toEqual({
      keys: ["key 0", "key 1"],
      predicted: ["c", "c"],
      classes: ["a", "b", "c"],
      probabilities: [
        [1 / 6, 2 / 6, 3 / 6],
        [1 / 6, 2 / 6, 3 / 6],
      ],
    });
  });

  test.each([
    [["b", "c", "a", "c", "b"], "b"],
    [["c", "b", "b", "a", "c"], "b"],
    [["only"], "only"],
  ])("of %j, in a tie the first by name", async (target, answer) => {
    expect((await run(target)).predictions.predicted).toEqual([answer, answer]);
  });

  test("may have any name, that of a property too", async () => {
    const { predictions } = await run(["constructor", "__proto__", "prototype", "constructor"], 1);
    expect(predictions.predicted).toEqual(["constructor"]);
    expect(predictions.classes).toEqual(["__proto__", "constructor", "prototype"]);
    expect(predictions.probabilities).toEqual([[0.25, 0.5, 0.25]]);
  });
});

describe("numbers", () => {
  // scikit-learn 1.9.1: DummyRegressor(strategy="mean") says 3.6.
  test("always the mean", async () => {
    const { predictions } = await run([1.5, 2, 10, 1.5, 3]);
    expect(predictions).toEqual({
      keys: ["key 0", "key 1"],
      predicted: [3.6, 3.6],
      classes: null,
      probabilities: null,
    });
  });

  test("of large values, too", async () => {
    expect((await run([1.7e308, 1.7e308], 1)).predictions.predicted).toEqual([1.7e308]);
  });
});

test("the order of the file changes no byte, and training twice neither", async () => {
  const target = [0.1, 0.2, 0.3, 1e9, -7.7];
  expect((await run(target)).files).toEqual((await run(target)).files);
  expect((await run(target.toReversed())).files).toEqual((await run(target)).files);
  expect((await run(["b", "a", "a", "b"])).files).toEqual((await run(["a", "b", "b", "a"])).files);
});
