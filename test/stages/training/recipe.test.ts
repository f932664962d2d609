import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { digestJson } from "../../../src/core/digest.ts";
import { Recipe } from "../../../src/records/recipe.ts";
import { Spec } from "../../../src/records/spec.ts";
import { type RecipeInput, recipe } from "../../../src/stages/training/recipe.ts";
import { digestOf } from "../../support/records.ts";

const base = () => ({
  model: "iris",
  problem: { task: "classification", target: "species" },
  data: { sources: ["iris.csv"], key: "id", missing: ["", "NA"], expect: { width: { type: "number" } } },
  features: { area: "width * length", width: { scale: "minmax" } },
  train: { algorithm: "knn", params: { k: 5 }, seed: 1 } as object,
});
const byCommand = () => ({
  ...base(),
  train: { command: "python train.py", code: ["train.py"], params: { depth: 3 }, seed: 1 },
});
const FILES = {
  sources: [
    { path: "data/iris.csv", digest: digestOf("1") },
    { path: "data/more.csv", digest: digestOf("2") },
  ],
  code: [
    { path: "lib/net.py", digest: digestOf("3") },
    { path: "train.py", digest: digestOf("4") },
  ],
  transformRevision: 1,
};

function digest(spec: object, files: Partial<Omit<RecipeInput, "spec">> = {}): string {
  const made = recipe({ spec: v.parse(Spec, spec), ...FILES, ...files });
  expect(v.parse(Recipe, made)).toEqual(made);
  return digestJson(made);
}

type Change = readonly [string, (spec: ReturnType<typeof base>) => object];

const COUNTS: readonly Change[] = [
  ["the model's name", (spec) => ({ ...spec, model: "flower" })],
  ["the task", (spec) => ({ ...spec, problem: { ...spec.problem, task: "regression" } })],
  ["the target", (spec) => ({ ...spec, problem: { ...spec.problem, target: "kind" } })],
  ["the key", (spec) => ({ ...spec, data: { ...spec.data, key: "row" } })],
  ["no key", ({ data: { key: _, ...data }, ...spec }) => ({ ...spec, data })],
  ["what is missing", (spec) => ({ ...spec, data: { ...spec.data, missing: [""] } })],
  ["a declared type", (spec) => ({ ...spec, data: { ...spec.data, expect: { width: { type: "text" } } } })],
  ["no declared type", (spec) => ({ ...spec, data: { ...spec.data, expect: { width: {} } } })],
  ["the share of the holdout", (spec) => ({ ...spec, data: { ...spec.data, split: { test: 0.3 } } })],
  ["the share of the validation", (spec) => ({ ...spec, data: { ...spec.data, split: { validation: 0 } } })],
  ["the seed of the split", (spec) => ({ ...spec, data: { ...spec.data, split: { seed: 1 } } })],
  ["a derived column", (spec) => ({ ...spec, features: { ...spec.features, area: "width * 2" } })],
  ["a preparation", (spec) => ({ ...spec, features: { ...spec.features, width: false } })],
  ["how features are selected", (spec) => ({ ...spec, prepare: { variance: 0 } })],
  ["another way to split", (spec) => ({ ...spec, data: { ...spec.data, split: { group: "width" } } })],
  ["the algorithm", (spec) => ({ ...spec, train: { algorithm: "baseline", seed: 1 } })],
  ["a parameter", (spec) => ({ ...spec, train: { ...spec.train, params: { k: 3 } } })],
  ["the seed", (spec) => ({ ...spec, train: { ...spec.train, seed: 2 } })],
];

const DOES_NOT_COUNT: readonly Change[] = [
  [
    "a statement and an owner",
    (spec) => ({ ...spec, problem: { ...spec.problem, statement: "Which?", owner: "@flora" } }),
  ],
  [
    "what counts as success",
    (spec) => ({ ...spec, problem: { ...spec.problem, success: [{ metric: "accuracy", min: 0.9 }] } }),
  ],
  [
    "how it is evaluated",
    (spec) => ({ ...spec, evaluate: { confidence: 0.9, resamples: 300, champion: "staging" } }),
  ],
  [
    "where it is deployed",
    (spec) => ({ ...spec, deploy: { production: { target: "directory", path: "out" } } }),
  ],
  [
    "where its data are collected from",
    (spec) => ({ ...spec, collect: [{ name: "a", from: { file: "a.csv" }, to: "b.csv" }] }),
  ],
  ["an empty section", (spec) => ({ ...spec, prepare: {} })],
  [
    "when its data count as drifted",
    (spec) => ({ ...spec, drift: { severity: "error", alpha: 0.05, ignore: ["id"] } }),
  ],
  ["the registry", (spec) => ({ ...spec, registry: { store: "git" } })],
  [
    "what is expected of a column besides its type",
    (spec) => ({
      ...spec,
      data: {
        ...spec.data,
        expect: { width: { type: "number", min: 0, missing: 0.5, unique: true }, id: { pattern: "\\d+" } },
      },
    }),
  ],
  [
    "how the sources are named, if they are the same files",
    (spec) => ({ ...spec, data: { ...spec.data, sources: ["*.csv"] } }),
  ],
  ["the order of what is missing", (spec) => ({ ...spec, data: { ...spec.data, missing: ["NA", ""] } })],
  [
    "the order of the features",
    (spec) => ({ ...spec, features: { width: { scale: "minmax" }, area: "width * length" } }),
  ],
  [
    "a default that is written down",
    (spec) => ({ ...spec, data: { ...spec.data, split: { validation: 0.2, test: 0.2, seed: 0 } } }),
  ],
  ["a parameter's default that is left out", (spec) => ({ ...spec, train: { algorithm: "knn", seed: 1 } })],
];

describe("what makes another model makes another digest", () => {
  test.each(COUNTS)("%s", (_, change) => {
    expect(digest(change(base()))).not.toBe(digest(base()));
  });

  test("each change its own", () => {
    const all = COUNTS.map(([, change]) => digest(change(base())));
    expect(new Set(all).size).toBe(COUNTS.length);
  });

  test.each([
    ["a column that folders tell", { partitions: ["year"] }],
    [
      "the bytes of a source",
      { sources: [FILES.sources[0]!, { ...FILES.sources[1]!, digest: digestOf("9") }] },
    ],
    [
      "the place of a source",
      { sources: [FILES.sources[0]!, { ...FILES.sources[1]!, path: "data/other.csv" }] },
    ],
    ["one source less", { sources: [FILES.sources[0]!] }],
    ["the revision of the transform", { transformRevision: 2 }],
  ])("%s", (_, files) => {
    expect(digest(base(), files)).not.toBe(digest(base()));
  });

  test.each([
    ["the command", { command: "python -O train.py" }, {}],
    ["a parameter", { params: { depth: 4 } }, {}],
    ["the seed", { seed: 2 }, {}],
    ["the bytes of its code", {}, { code: [FILES.code[0]!, { ...FILES.code[1]!, digest: digestOf("9") }] }],
    ["one file of code less", {}, { code: [FILES.code[0]!] }],
  ])("of a command: %s", (_, train, files) => {
    const spec = byCommand();
    expect(digest({ ...spec, train: { ...spec.train, ...train } }, files)).not.toBe(digest(spec));
  });
});

describe("what makes no other model makes no other digest", () => {
  test.each(DOES_NOT_COUNT)("%s", (_, change) => {
    expect(digest(change(base()))).toBe(digest(base()));
  });

  test("the order of the files", () => {
    const turned = { sources: FILES.sources.toReversed(), code: FILES.code.toReversed() };
    expect(digest(base(), turned)).toBe(digest(base()));
    expect(digest(byCommand(), turned)).toBe(digest(byCommand()));
  });

  test("code, for an algorithm that comes with Trunkline", () => {
    expect(digest(base(), { code: [] })).toBe(digest(base()));
  });

  test.each([
    ["how the code is named, if it is the same files", { code: ["*.py"] }],
    ["a command that predicts", { predict: "python predict.py" }],
    ["a time limit", { timeout: 5 }],
  ])("of a command: %s", (_, train) => {
    const spec = byCommand();
    expect(digest({ ...spec, train: { ...spec.train, ...train } })).toBe(digest(spec));
  });
});

// The digest is over these very keys: a further one, even with a default, would give every registered model another identity.
test("a spec of the first release has the recipe that it had then", () => {
  const spec = v.parse(Spec, {
    ...base(),
    features: { "*": { scale: "none" }, width: { missing: 3 }, area: "width * length", length: false },
  });
  expect(recipe({ spec, ...FILES })).toEqual({
    format: 1,
    model: "iris",
    task: "classification",
    target: "species",
    data: {
      sources: FILES.sources,
      key: "id",
      missing: ["", "NA"],
      types: { width: "number" },
      split: { validation: 0.2, test: 0.2, seed: 0 },
    },
    features: {
      revision: 1,
      columns: { "*": { scale: "none" }, width: { missing: 3 }, area: "width * length", length: false },
    },
    training: { algorithm: "knn", revision: 1, params: { k: 5 }, seed: 1 },
  });
});

test("a parameter that the algorithm does not know is refused before anything is trained", () => {
  expect(() => digest({ ...base(), train: { algorithm: "knn", params: { q: 1 } } })).toThrow(
    "training-unknown-param",
  );
});
