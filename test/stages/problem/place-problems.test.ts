import { expect, it } from "vitest";
import { placeProblems } from "../../../src/stages/problem/place-problems.ts";

const SPEC =
  "model: m\nfeatures:\n  age: { scale: none }\nevaluate:\n  slices:\n    - age < 2\n    - { column: sx }\n";
const problem = { code: "c", found: "f" };
const placed = async (...key: (string | number)[]) => {
  const [told] = await placeProblems(SPEC, "a.yaml", [{ ...problem, key }]);
  return told!.where;
};

it("finds keys, what stands in lists, and the nearest key around what is not there", async () => {
  expect(await placed("features", "age")).toEqual({ file: "a.yaml", line: 3, column: 3 });
  expect(await placed("features", "age", "scale")).toEqual({ file: "a.yaml", line: 3, column: 10 });
  expect(await placed("features", "sex", "missing")).toEqual({ file: "a.yaml", line: 2, column: 1 });
  expect(await placed("features", "sex")).toEqual({ file: "a.yaml", line: 2, column: 1 });
  expect(await placed("evaluate", "slices", 1, "column")).toEqual({ file: "a.yaml", line: 7, column: 9 });
  expect(await placed("evaluate", "slices", 1, "name")).toEqual({ file: "a.yaml", line: 7, column: 7 });
  expect(await placed("prepare", "variance")).toMatchObject({ file: "a.yaml" });
});

it("keeps a line that a problem has, and gives a file without one its line", async () => {
  const inData = { ...problem, where: { file: "data.csv", line: 9 }, key: ["features"] };
  const inSpec = { ...problem, where: { file: "a.yaml" }, key: ["features"] };
  const plain = { ...problem, where: { file: "b.csv" } };
  expect(await placeProblems(SPEC, "a.yaml", [inData, inSpec, plain])).toMatchObject([
    { where: inData.where },
    { where: { file: "a.yaml", line: 2, column: 1 } },
    { where: plain.where },
  ]);
});
