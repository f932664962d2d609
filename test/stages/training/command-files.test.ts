import { parse } from "csv-parse/sync";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { Spec } from "../../../src/records/spec.ts";
import {
  COMMAND_ENVIRONMENT,
  type HandOver,
  predictionEnvironment,
  predictionFiles,
  trainingEnvironment,
  trainingFiles,
} from "../../../src/stages/training/command-files.ts";

const columns = ["width", "colour"];
const HANDED: HandOver = {
  keyColumn: "id",
  target: "species",
  params: { depth: 3, alpha: [0.5, 1] },
  training: {
    keys: ["1", "2"],
    features: {
      columns,
      rows: [
        [1.5, 'a "red", one'],
        [null, "two\nlines"],
      ],
    },
    target: ["setosa", "virginica"],
  },
  validation: { keys: ["3"], features: { columns, rows: [[-1e-7, ""]] }, target: ["setosa"] },
  holdout: {
    keys: ["4", "5"],
    features: {
      columns,
      rows: [
        [1e21, "blue"],
        [0.1, null],
      ],
    },
    target: ["SECRET ONE", "SECRET TWO"],
  },
};

const specOf = (changes: object = {}, data: object = {}) =>
  v.parse(Spec, {
    model: "iris",
    problem: { task: "classification", target: "species" },
    data: { sources: ["iris.csv"], key: "id", ...data },
    train: { command: "python train.py", code: ["train.py"], seed: 42, ...changes },
  });

describe("the files of a training command", () => {
  const files = trainingFiles(HANDED);

  test("are these, exactly: RFC 4180 with line feeds, a missing cell empty, params as JSON", () => {
    expect(Object.fromEntries(files)).toEqual({
      "train.csv": 'id,width,colour,species\n1,1.5,"a ""red"", one",setosa\n2,,"two\nlines",virginica\n',
      "validation.csv": "id,width,colour,species\n3,-1e-7,,setosa\n",
      "holdout.csv": "id,width,colour\n4,1e+21,blue\n5,0.1,\n",
      "params.json": '{"alpha":[0.5,1],"depth":3}\n',
    });
  });

  test("and the folds of the training rows, one column a repeat, where they are asked for", () => {
    const made = trainingFiles({
      ...HANDED,
      folds: [
        [1, 2],
        [2, 2],
      ],
    });
    expect(made.get("folds.csv")).toBe("id,fold_1,fold_2\n1,1,2\n2,2,2\n");
    const told = trainingEnvironment(specOf({}, { split: { folds: 5 } }), "/job/in", "/job/out");
    expect(told.TRUNKLINE_FOLDS).toBe("/job/in/folds.csv");
  });

  test("hold the target of the holdout nowhere, neither its values nor its column", () => {
    for (const text of files.values()) expect(text).not.toContain("SECRET");
    expect(files.get("holdout.csv")).not.toContain("species");
  });

  test("read back as what was handed over, also with hostile names", () => {
    const names = ["a,b", 'quo"te', "new\nline", "=cmd()"];
    const made = trainingFiles({
      ...HANDED,
      keyColumn: "my, key",
      training: { keys: ["k\r1"], features: { columns: names, rows: [[...names]] }, target: ["ta,rget"] },
    });
    const [header, row] = parse(made.get("train.csv")!) as string[][];
    expect(header).toEqual(["my, key", ...names, "species"]);
    expect(row).toEqual(["k\r1", ...names, "ta,rget"]);
  });

  test("are the same bytes for the same rows", () => {
    const params = { alpha: [0.5, 1], depth: 3 };
    expect(trainingFiles({ ...HANDED, params })).toEqual(files);
  });
});

test("a prediction command gets keys and features of the rows to predict", () => {
  const { keys, features } = HANDED.holdout;
  expect(Object.fromEntries(predictionFiles({ keyColumn: "id", keys, features }))).toEqual({
    "input.csv": "id,width,colour\n4,1e+21,blue\n5,0.1,\n",
  });
});

describe("what a command is told", () => {
  test("to train: every path, the task, the names, the seed", () => {
    expect(trainingEnvironment(specOf(), "/job/in", "/job/out")).toEqual({
      TRUNKLINE_TRAIN: "/job/in/train.csv",
      TRUNKLINE_VALIDATION: "/job/in/validation.csv",
      TRUNKLINE_HOLDOUT: "/job/in/holdout.csv",
      TRUNKLINE_PARAMS: "/job/in/params.json",
      TRUNKLINE_OUTPUT: "/job/out",
      TRUNKLINE_SEED: "42",
      TRUNKLINE_TASK: "classification",
      TRUNKLINE_TARGET: "species",
      TRUNKLINE_KEY: "id",
      PYTHONHASHSEED: "42",
    });
  });

  test("to predict: the model and the rows instead", () => {
    const told = predictionEnvironment(specOf(), "/job/in", "/job/out");
    expect(told).toMatchObject({ TRUNKLINE_MODEL: "/job/in/model", TRUNKLINE_INPUT: "/job/in/input.csv" });
    expect(Object.keys(told).filter((name) => /TRAIN|VALIDATION|HOLDOUT/.test(name))).toEqual([]);
  });

  test("the key's column is row_id where the data have none", () => {
    const spec = specOf({}, { key: undefined });
    expect(trainingEnvironment(spec, "in", "out").TRUNKLINE_KEY).toBe("row_id");
  });

  test("is all documented, and nothing else is", () => {
    const told = {
      ...trainingEnvironment(specOf({}, { split: { folds: 5 } }), "in", "out"),
      ...predictionEnvironment(specOf(), "in", "out"),
    };
    const names = Object.keys(told).filter((name) => name.startsWith("TRUNKLINE_"));
    expect(names.sort()).toEqual(Object.keys(COMMAND_ENVIRONMENT).sort());
  });

  test("the largest seed is one that Python takes, too", () => {
    // Python 3: PYTHONHASHSEED must be "random" or in range [0; 4294967295].
    expect(trainingEnvironment(specOf({ seed: 4294967295 }), "in", "out").PYTHONHASHSEED).toBe("4294967295");
    expect(() => specOf({ seed: 4294967296 })).toThrow("4294967295");
  });
});
