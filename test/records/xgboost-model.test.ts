import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { outputsOf } from "../../src/core/shapley/tree-ensemble.ts";
import { treeShapley } from "../../src/core/shapley/tree-shapley.ts";
import { readXgboostModel, type TreeModel } from "../../src/records/xgboost-model.ts";

interface Case {
  readonly model: object;
  readonly rows: (number | null)[][];
  readonly background: (number | null)[][];
  readonly margins: (number | number[])[];
  /** By row and column, of several classes one each; null where shap reads no such model. */
  readonly values: (number | number[])[][] | null;
}

const CASES: Record<string, Case> = JSON.parse(
  readFileSync(new URL("./reference/xgboost_models.json", import.meta.url), "utf8"),
);
const NAMES = ["a", "b", "c", "d", "e"];

const rowsOf = (rows: (number | null)[][]) =>
  rows.map((row) => Float32Array.from(row, (value) => value ?? Number.NaN));

function read(model: object): TreeModel {
  const found = readXgboostModel(JSON.stringify(model));
  if (found === null || "why" in found) throw new Error(`not read: ${found?.why}`);
  return found;
}

describe("models that XGBoost 3.2.0 saved", () => {
  test.each(Object.keys(CASES))("%s: the margins are XGBoost's", (name) => {
    const { model, rows, margins } = CASES[name]!;
    const { ensemble, stopped, names } = read(model);
    expect(names).toEqual(NAMES);
    expect(stopped !== null).toBe(name === "stopped");
    for (const [at, row] of rowsOf(rows).entries()) {
      const expected = [margins[at]!].flat();
      const found = outputsOf(stopped ?? ensemble, row);
      expect(found).toHaveLength(expected.length);
      // XGBoost adds in 32 bits.
      found.forEach((output, each) => {
        expect(Math.abs(output - expected[each]!)).toBeLessThan(2e-6 * (1 + Math.abs(output)));
      });
    }
  });

  const explained = Object.keys(CASES).filter((name) => CASES[name]!.values !== null);
  test.each(explained)("%s: the Shapley values are those of shap 0.51.0", (name) => {
    const { model, rows, background, values } = CASES[name]!;
    const { ensemble } = read(model);
    for (let output = 0; output < ensemble.base.length; output++) {
      const weights = Array.from(ensemble.base, (_, each) => (each === output ? 1 : 0));
      const input = { ensemble, weights, players: [0, 1, 2, 3, 4], count: 5, background: rowsOf(background) };
      for (const [at, row] of rowsOf(rows).entries()) {
        const found = treeShapley(input, row);
        expect(found.values).toHaveLength(5);
        found.values.forEach((value, column) => {
          expect(Math.abs(value - [values![at]![column]!].flat()[output]!)).toBeLessThan(1e-6);
        });
      }
    }
  });

  test("three models have reference values", () => expect(explained).toHaveLength(3));

  test("base scores are read as a list, and as one number", () => {
    const older = structuredClone(CASES.amount!.model) as {
      learner: { learner_model_param: { base_score: string } };
    };
    older.learner.learner_model_param.base_score = "5E-1";
    expect([...read(older).ensemble.base]).toEqual([0.5]);
  });
});

describe("files that are not what they seem", () => {
  /** The binary model with another value in one place of its learner. */
  function spoiled(place: string, value: unknown): string {
    const model = structuredClone(CASES.binary!.model);
    const path = `learner.${place.replace(/^tree\b/, "gradient_booster.model.trees.0")}`.split(".");
    let within = model as Record<string, unknown>;
    for (const name of path.slice(0, -1)) within = within[name] as Record<string, unknown>;
    expect(within).toHaveProperty(path.at(-1)!);
    within[path.at(-1)!] = value;
    return JSON.stringify(model);
  }

  test.each([
    ["a circle", "tree.left_children.1", 0, /^tree 0: node 0 is reached twice$/],
    ["a node as its own child", "tree.left_children.0", 0, /node 0 is reached twice/],
    ["a node with two parents", "tree.left_children.0", 2, /node 2 is reached twice/],
    ["a child beyond the tree", "tree.right_children.0", 999, /node 0 has a child 999 of/],
    ["a child before the tree", "tree.right_children.0", -2, /node 0 has a child -2 of/],
    ["half a split", "tree.right_children.0", -1, /node 0 has a child -1 of/],
    ["half a child", "tree.right_children.0", 1.5, /node 0 has a child 1.5 of/],
    ["a feature that is not there", "tree.split_indices.0", 5, /node 0 splits by feature 5 of 5/],
    ["no threshold", "tree.split_conditions.0", Number.NaN, /split_conditions: "Expected finite numbers"/],
    ["a threshold beyond 32 bits", "tree.split_conditions.0", 1e300, /"Expected finite numbers"/],
    ["lists of other lengths", "tree.split_indices", [0], /its lists are not equally long/],
    ["no nodes", "tree.left_children", [], /its lists are not equally long/],
    ["categories", "tree.split_type.0", 1, /node 0 splits by categories/],
    ["leaves of several values", "tree.tree_param.size_leaf_vector", "3", /its leaves have several values/],
    ["no list", "tree.left_children", "1", /^tree 0: left_children: /],
    ["a tree that is none", "tree", null, /^tree 0: /],
    ["a tree of no output", "gradient_booster.model.tree_info.0", 1, /a tree belongs to no output/],
    ["fewer outputs than trees", "gradient_booster.model.tree_info", [0], /tree_info is not as long/],
    ["a base score of 1", "learner_model_param.base_score", "1", /base_score is "1"/],
    ["no base score", "learner_model_param.base_score", "[]", /base_score is "\[\]"/],
    ["no number of features", "learner_model_param.num_feature", "-1", /^learner\..*num_feature: /],
    ["too few names", "feature_names", ["a"], /it names 1 of 5 features/],
    ["another objective", "objective.name", "count:poisson", /the objective "count:poisson" is not read/],
    ["an objective that every object has", "objective.name", "constructor", /"constructor" is not read/],
    ["another booster", "gradient_booster.name", "dart", /its booster is "dart"/],
  ])("%s: says why it is not read", (_, place, value, why) => {
    expect(readXgboostModel(spoiled(place, value))).toEqual({ why: expect.stringMatching(why) });
  });

  test("a chain deeper than any trainer grows", () => {
    const splits = 600;
    const nodes = 2 * splits + 1;
    const list = (of: (at: number) => number) => Array.from({ length: nodes }, (_, at) => of(at));
    // Node 2i splits into the leaf 2i + 1 and the node 2i + 2.
    const inner = (at: number) => at % 2 === 0 && at < nodes - 1;
    const text = spoiled("tree", {
      left_children: list((at) => (inner(at) ? at + 1 : -1)),
      right_children: list((at) => (inner(at) ? at + 2 : -1)),
      split_indices: list(() => 0),
      split_conditions: list(() => 1),
      default_left: list(() => 0),
      split_type: list(() => 0),
    });
    expect(readXgboostModel(text)).toEqual({ why: "tree 0: it is deeper than 512 splits" });
  });

  test("more nodes than there is time for", () => {
    const many = Array.from({ length: 4_000_001 }, () => 1);
    expect(readXgboostModel(spoiled("tree.left_children", many))).toEqual({
      why: expect.stringMatching(/^it has 40000\d\d nodes; 4000000 are read at the most$/),
    });
  });

  test.each([
    ["no JSON", "{"],
    ["a nest without an end", "[".repeat(5_000_000)],
    ["another document", '{"centroids": {}}'],
    ["nothing", "null"],
    ["a list", "[1, 2]"],
    ["a learner without a booster", '{"learner": {"objective": {"name": "binary:logistic"}}}'],
  ])("%s is no model of that kind", (_, text) => expect(readXgboostModel(text)).toBeNull());
});
