import { expect, test } from "vitest";
import type { Recipe } from "../../../src/records/recipe.ts";
import { recipeChanges } from "../../../src/reports/words/recipe-changes.ts";
import { digestOf } from "../../support/records.ts";

function recipe(columns: Recipe["features"]["columns"], params: Record<string, unknown> = { k: 5 }): Recipe {
  return {
    format: 1,
    model: "iris",
    task: "classification",
    target: "species",
    data: {
      sources: [{ path: "data/iris.csv", digest: digestOf("a") }],
      key: "id",
      missing: [],
      types: {},
      split: { validation: 0, test: 0.2 },
    } as unknown as Recipe["data"],
    features: { revision: 1, columns },
    training: { algorithm: "knn", revision: 1, params, seed: 1 },
  };
}

test("a column that was left out and is used now, and the other way round, is said in these words", () => {
  expect(recipeChanges(recipe({ width: false }), recipe({}))).toEqual(["features.width: left out → used"]);
  expect(recipeChanges(recipe({}), recipe({ width: false }))).toEqual(["features.width: used → left out"]);
});

test("what is derived, and what changes its value, is said by its value", () => {
  expect(recipeChanges(recipe({}), recipe({ area: "length * width" }))).toEqual([
    "features.area: (not set) → length * width",
  ]);
  expect(recipeChanges(recipe({ width: false }), recipe({ width: "length * 2" }))).toEqual([
    "features.width: false → length * 2",
  ]);
  expect(recipeChanges(recipe({}), recipe({}, { k: 7 }))).toEqual(["train.params.k: 5 → 7"]);
});

test("the same recipe has no changes", () => {
  expect(recipeChanges(recipe({ width: false }), recipe({ width: false }))).toEqual([]);
});
