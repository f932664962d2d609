import { describe, expect, test } from "vitest";
import { TrunklineError } from "../../../src/core/errors.ts";
import { ALGORITHMS } from "../../../src/records/spec.ts";
import { algorithmNamed, algorithmParams } from "../../../src/stages/training/algorithms.ts";

function problemsOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof TrunklineError && error.exit === 2) return error.problems;
    throw error;
  }
  return [];
}
const paramsOf = (name: string, given: Record<string, unknown>) =>
  algorithmParams(algorithmNamed(name), given);

test("every algorithm that a spec may name is there", () => {
  expect(ALGORITHMS.map((name) => algorithmNamed(name).name)).toEqual([...ALGORITHMS]);
});

test("another is refused with the names that there are", () => {
  expect(problemsOf(() => algorithmNamed("forest"))).toMatchObject([
    {
      code: "training-unknown-algorithm",
      found: 'the algorithm "forest"',
      expected: "one of: knn, baseline",
    },
  ]);
});

describe("parameters", () => {
  test("have their defaults filled in, so that writing one down changes nothing", () => {
    expect(paramsOf("knn", {})).toEqual({ k: 5 });
    expect(paramsOf("knn", { k: 5 })).toEqual(paramsOf("knn", {}));
    expect(paramsOf("baseline", {})).toEqual({});
  });

  test.each([
    ["knn", { K: 3 }, "training-unknown-param", "train.params.K (did you mean k?)", "params of knn: k"],
    ["knn", { neighbours: 3 }, "training-unknown-param", "train.params.neighbours", "params of knn: k"],
    ["baseline", { k: 3 }, "training-unknown-param", "train.params.k", "params of baseline: none"],
    ["knn", { k: "3" }, "training-wrong-param", 'train.params.k is "3"', "a number"],
    ["knn", { k: null }, "training-wrong-param", "train.params.k is null", "a number"],
    ["knn", { k: [1, 2] }, "training-wrong-param", "train.params.k is [1,2]", "a number"],
    ["knn", { k: 2.5 }, "training-wrong-param", "train.params.k is 2.5", "a whole number"],
    ["knn", { k: 0 }, "training-wrong-param", "train.params.k is 0", "at least 1"],
    ["knn", { k: -3 }, "training-wrong-param", "train.params.k is -3", "at least 1"],
  ])("%s %j", (name, given, code, found, expected) => {
    expect(problemsOf(() => paramsOf(name, given))).toEqual([
      { code, found, expected, next: "Correct train.params in the spec." },
    ]);
  });

  test("that are wrong are all told at once", () => {
    expect(
      problemsOf(() => paramsOf("knn", { k: 0, p: 1 }))
        .map(({ code }) => code)
        .sort(),
    ).toEqual(["training-unknown-param", "training-wrong-param"]);
  });
});
