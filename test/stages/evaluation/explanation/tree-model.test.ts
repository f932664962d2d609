import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import type { Predictions, Signature } from "../../../../src/records/bundle.ts";
import type { Table } from "../../../../src/records/table.ts";
import { readXgboostModel, type TreeModel } from "../../../../src/records/xgboost-model.ts";
import type { AskedModel } from "../../../../src/stages/evaluation/asking/asked-table.ts";
import { askingWay } from "../../../../src/stages/evaluation/explanation/asking-way.ts";
import type { ShapleyWay } from "../../../../src/stages/evaluation/explanation/shapley-way.ts";
import { type TreeModelInput, treeModel } from "../../../../src/stages/evaluation/explanation/tree-model.ts";
import { treesBeside, treeWay } from "../../../../src/stages/evaluation/explanation/tree-way.ts";
import { normals, tableOf, upTo } from "./models.ts";

const CASES = JSON.parse(
  readFileSync(new URL("../../../records/reference/xgboost_models.json", import.meta.url), "utf8"),
);
const read = (name: string) => readXgboostModel(JSON.stringify(CASES[name].model)) as TreeModel;
const NAMES = ["a", "b", "c", "d", "e"];
const ROWS = 60;
const table = tableOf(Object.fromEntries(NAMES.map((name, at) => [name, normals(ROWS, at + 1)])));

/** The rows that XGBoost itself has answered, again and again until there are enough to check. */
function answered(name: string): Pick<TreeModelInput, "table" | "predictions" | "rows"> {
  const { rows, answers } = CASES[name] as { rows: (number | null)[][]; answers: (number | number[])[] };
  const all = [...rows, ...rows];
  const classes = name === "binary" ? ["no", "yes"] : name === "classes" ? ["10", "9", "red"] : null;
  const probabilities = classes
    ? [...answers, ...answers].map((said) => (Array.isArray(said) ? said : [1 - said, said]))
    : null;
  const predictions: Predictions = {
    keys: upTo(all.length).map(String),
    predicted: probabilities
      ? probabilities.map((shares) => classes![shares.indexOf(Math.max(...shares))]!)
      : ([...answers, ...answers] as number[]),
    classes,
    probabilities,
  };
  const columns = NAMES.map((column, at): [string, (number | null)[]] => [
    column,
    all.map((row) => row[at]!),
  ]);
  return { table: tableOf(Object.fromEntries(columns)), predictions, rows: upTo(all.length) };
}

const prepare: TreeModelInput["prepare"] = async (given: Table) => ({
  columns: NAMES,
  rows: upTo(given.rows).map((row) => NAMES.map((name) => given.columns.get(name)!.values[row]!)),
});

function inputOf(name: string, changes: Partial<TreeModelInput> = {}): TreeModelInput {
  const own = answered(name);
  const signature: Signature = {
    task: own.predictions.classes ? "classification" : "regression",
    target: "y",
    inputs: NAMES.map((each) => ({ name: each, type: "number" })),
    classes: own.predictions.classes,
  };
  const rawColumns = new Map(NAMES.map((each) => [each, [each]]));
  return { model: read(name), signature, prepare, rawColumns, ...own, ...changes };
}

async function found(name: string, changes: Partial<TreeModelInput> = {}): Promise<AskedModel> {
  const { model, why } = await treeModel(inputOf(name, changes));
  expect(why).toBeNull();
  return model!;
}

describe("what is believed to be the model", () => {
  test.each(["binary", "classes", "amount", "forest", "stopped"])(
    "%s: says what XGBoost says",
    async (name) => {
      const { table: own, predictions } = answered(name);
      const said = await (await found(name)).ask(own);
      expect(said.predicted.map(String).length).toBe(12);
      if (predictions.classes) expect(said.predicted).toEqual(predictions.predicted);
      else
        said.predicted.forEach((amount, at) => {
          expect(Number(amount)).toBeCloseTo(Number(predictions.predicted[at]), 5);
        });
    },
  );

  test("two classes that the trainer has numbered the other way round", async () => {
    const { predictions } = answered("binary");
    const turned: Predictions = {
      ...predictions,
      predicted: predictions.predicted.map((said) => (said === "yes" ? "no" : "yes")),
      probabilities: predictions.probabilities!.map(([no, yes]) => [yes!, no!]),
    };
    const model = await found("binary", { predictions: turned });
    expect((await model.ask(answered("binary").table)).predicted).toEqual(turned.predicted);
    expect(model.trees!.weights("no")).toEqual([1]);
    expect(model.trees!.weights("yes")).toEqual([-1]);
  });

  test("features without names, by their order; and not where there are more columns", async () => {
    const model = { ...read("amount"), names: null };
    expect((await found("amount", { model })).trees).toBeDefined();
    const wider: TreeModelInput["prepare"] = async (given) => {
      const { columns, rows } = await prepare(given);
      return { columns: [...columns, "f"], rows: rows.map((row) => [...row, 0]) };
    };
    const { why } = await treeModel(inputOf("amount", { model, prepare: wider }));
    expect(why).toBe("it reads 5 features, and the command is given 6");
  });

  test("classes without probabilities", async () => {
    const { predictions } = answered("classes");
    const bare = { ...predictions, classes: null, probabilities: null };
    expect((await found("classes", { predictions: bare })).trees).toBeDefined();
  });

  test.each<[string, string, (own: TreeModelInput) => Partial<TreeModelInput>, RegExp]>([
    [
      "one other answer of twelve",
      "amount",
      ({ predictions }) => ({
        predictions: { ...predictions, predicted: [...(predictions.predicted as number[]).slice(0, -1), 12] },
      }),
      /^it answers otherwise than the command on 1 of 12 rows of the holdout$/,
    ],
    [
      "another probability",
      "binary",
      ({ predictions }) => ({
        predictions: { ...predictions, probabilities: predictions.probabilities!.map(() => [0.5, 0.5]) },
      }),
      /otherwise than the command on 12 of 12 rows/,
    ],
    ["another task", "amount", () => ({ model: read("binary") }), /does not fit the task, a regression/],
    ["more classes", "binary", () => ({ model: read("classes") }), /it has 3 classes, and the data 2/],
    ["few rows", "amount", ({ rows }) => ({ rows: rows.slice(0, 9) }), /there are 9 stored predictions/],
    [
      "a column that the command is not given",
      "amount",
      () => ({ prepare: async () => ({ columns: ["a", "b", "c", "d", "x"], rows: [] }) }),
      /its feature "e" is no column that the command is given/,
    ],
    [
      "text",
      "amount",
      () => ({ prepare: async () => ({ columns: NAMES, rows: [["red", 1, 2, 3, 4]] }) }),
      /its feature "a" is text/,
    ],
  ])("%s is not believed", async (_, name, change, why) => {
    const { model, why: told } = await treeModel(inputOf(name, change(inputOf(name))));
    expect(model).toBeNull();
    expect(told).toMatch(why);
  });

  test("features of several columns: the trees can be asked, and are not asked for Shapley values", async () => {
    const rawColumns = new Map(NAMES.map((each) => [each, each === "c" ? ["c", "d"] : [each]]));
    for (const raw of [rawColumns, null]) {
      const { model, why } = await treeModel(inputOf("amount", { rawColumns: raw }));
      expect(model!.trees).toBeUndefined();
      expect(why).toMatch(/its feature "[a-e]" is made of several columns/);
    }
  });
});

describe("Shapley values by the trees", () => {
  const question = (name: string | null) => ({
    table,
    rows: upTo(4).map((row) => ({ row, class: name })),
    background: upTo(ROWS).slice(30, 50),
  });
  const both = async (way: ShapleyWay | null, name: string | null) =>
    (await way!.values("challenger", question(name))).map(({ values, base, output }) => [
      ...values,
      base,
      output,
    ]);

  test("of an amount are those that asking about all sets of columns gives", async () => {
    const model = await found("amount");
    const trees = await both(treeWay(model, model), null);
    const asked = await both(askingWay(model, model, NAMES, 1e5, seededRandom(1)), null);
    trees.flat().forEach((value, at) => {
      expect(value).toBeCloseTo(asked.flat()[at]!, 9);
    });
  });

  test("of features that Trunkline makes of one column (here two of `a`) are that column's", async () => {
    const model = await found("amount", {
      rawColumns: new Map(NAMES.map((each) => [each, each === "c" ? ["a"] : [each]])),
      prepare: async (given) => {
        const { columns, rows } = await prepare(given);
        return { columns, rows: rows.map((row) => [row[0]!, row[1]!, Number(row[0]) / 2, row[3]!, row[4]!]) };
      },
      predictions: await halved(),
    });
    const trees = await both(treeWay(model, model), null);
    const asked = await both(askingWay(model, model, NAMES, 1e5, seededRandom(1)), null);
    trees.flat().forEach((value, at) => {
      expect(value).toBeCloseTo(asked.flat()[at]!, 9);
    });
    expect(trees.every((row) => row[2] === 0)).toBe(true);
  });

  async function halved(): Promise<Predictions> {
    const { table: own, predictions } = answered("amount");
    const a = own.columns.get("a")!.values as number[];
    const columns = new Map(own.columns).set("c", { type: "number", values: a.map((value) => value / 2) });
    const said = await (await found("amount")).ask({ ...own, columns });
    return { ...predictions, predicted: said.predicted };
  }

  test.each(["binary", "classes"])(
    "of %s add up to log odds, of the class against the mean of the others",
    async (name) => {
      const model = await found(name);
      const { classes } = model.trees!;
      const said = await model.ask(table);
      for (const each of classes!) {
        const rows = await treeWay(model, model)!.values("champion", question(each));
        rows.forEach(({ base, output, values }, row) => {
          const logs = said.probabilities![row]!.map(Math.log);
          const own = logs[said.classes!.indexOf(each)]!;
          const others = (logs.reduce((sum, log) => sum + log, 0) - own) / (logs.length - 1);
          expect(output).toBeCloseTo(own - others, 9);
          expect(values.reduce((sum, value) => sum + value, base)).toBeCloseTo(output, 9);
        });
      }
    },
  );

  test("are not given beside a model that is not made of trees, or of other classes", async () => {
    const [trees, classes] = [await found("binary"), await found("classes")];
    const { trees: _, ...plain } = trees;
    expect(treeWay(trees, plain)).toBeNull();
    expect(treesBeside(trees, plain)).toMatch(/^Only this change is made of trees/);
    expect(treeWay(plain, trees)).toBeNull();
    expect(treesBeside(plain, trees)).toMatch(/^Only the champion is made of trees/);
    expect(treeWay(trees, classes)).toBeNull();
    expect(treesBeside(trees, classes)).toMatch(/names classes/);
    expect(treesBeside(plain, plain)).toBeNull();
  });
});
