import { describe, expect, it } from "vitest";
import type { Signature } from "../../../src/records/bundle.ts";
import type { Recipe } from "../../../src/records/recipe.ts";
import { bump } from "../../../src/stages/registry/bump.ts";
import { digestOf } from "../../support/records.ts";
import { RECIPE, SIGNATURE } from "./requests.ts";

const before = { recipe: RECIPE, signature: SIGNATURE };
const withRecipe = (changes: Partial<Recipe>) =>
  bump(before, { ...before, recipe: { ...RECIPE, ...changes } });
const withSignature = (changes: Partial<Signature>) =>
  bump(before, { recipe: RECIPE, signature: { ...SIGNATURE, ...changes } });
const { data, training } = RECIPE;

describe("what a change means for a consumer", () => {
  it.each<[string, Partial<Recipe>]>([
    ["other rows", { data: { ...data, sources: [{ path: "data/iris.csv", digest: digestOf("2") }] } }],
    [
      "another file",
      { data: { ...data, sources: [...data.sources, { path: "data/more.csv", digest: digestOf("3") }] } },
    ],
    ["a file of another name", { data: { ...data, sources: [{ path: "b.csv", digest: digestOf("1") }] } }],
  ])("%s: a patch", (_, changes) => {
    expect(withRecipe(changes)).toBe("patch");
  });

  it.each<[string, Partial<Recipe>]>([
    ["a parameter", { training: { ...training, params: { k: 7 } } }],
    ["the seed", { training: { ...training, seed: 1 } }],
    ["the algorithm's revision", { training: { algorithm: "knn", revision: 2, params: { k: 5 }, seed: 42 } }],
    ["a command for an algorithm", { training: { command: "make", code: [], params: {}, seed: 42 } }],
    ["a feature", { features: { revision: 1, columns: { area: "petal_length * petal_width" } } }],
    ["how features are made", { features: { revision: 2, columns: {} } }],
    ["the split", { data: { ...data, split: { ...data.split, seed: 1 } } }],
    ["the key", { data: { ...data, key: null } }],
    ["what counts as missing", { data: { ...data, missing: ["?"] } }],
    ["a declared type", { data: { ...data, types: { petal_length: "integer" } } }],
  ])("%s: a minor version", (_, changes) => {
    expect(withRecipe(changes)).toBe("minor");
  });

  it("another parameter and other rows: a minor version", () => {
    const sources = [{ path: "data/iris.csv", digest: digestOf("2") }];
    expect(withRecipe({ data: { ...data, sources }, training: { ...training, seed: 1 } })).toBe("minor");
  });

  it.each<[string, Partial<Signature>]>([
    ["a further input", { inputs: [...SIGNATURE.inputs, { name: "sepal_length", type: "number" }] }],
    [
      "another input in its place",
      { inputs: [{ name: "sepal_length", type: "number" }, SIGNATURE.inputs[1]!] },
    ],
    ["an input of another type", { inputs: [{ name: "petal_length", type: "text" }, SIGNATURE.inputs[1]!] }],
    ["a new class", { classes: ["setosa", "versicolor", "virginica"] }],
    ["another class in its place", { classes: ["setosa", "virginica"] }],
    ["another task", { task: "regression", classes: null }],
    ["another target", { target: "genus" }],
  ])("%s: a major version", (_, changes) => {
    expect(withSignature(changes)).toBe("major");
  });

  it.each<[string, Partial<Signature>]>([
    ["an input less", { inputs: [SIGNATURE.inputs[0]!] }],
    ["inputs in another order", { inputs: [...SIGNATURE.inputs].reverse() }],
    ["a class less", { classes: ["setosa"] }],
  ])("%s breaks no consumer", (_, changes) => {
    expect(withSignature(changes)).toBe("patch");
  });

  it("a regression has no classes to lose", () => {
    const signature: Signature = { ...SIGNATURE, task: "regression", classes: null };
    expect(bump({ ...before, signature }, { ...before, signature })).toBe("patch");
  });
});
