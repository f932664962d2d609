import { describe, expect, test } from "vitest";
import {
  type ImportanceInput,
  permutationImportance,
} from "../../../../src/stages/evaluation/explanation/importance.ts";
import { classifier, normals, type Row, regressor, tableOf, truthOf, upTo } from "./models.ts";

const linear = (row: Row) => 3 * Number(row.a) + Number(row.b);

/** Rows of which `linear` is right but for noise; `c` says nothing. */
function linearRows(rows: number, seed: number) {
  const [a, b, c, noise] = upTo(4).map((column) => normals(rows, seed * 4 + column));
  return {
    table: tableOf({ a: a!, b: b!, c: c! }),
    truth: truthOf(a!.map((value, row) => 3 * value + b![row]! + noise![row]!)),
  };
}

const inputOf = (rows: number, seed: number, changes: Partial<ImportanceInput> = {}): ImportanceInput => ({
  task: "regression",
  metric: "mse",
  ...linearRows(rows, seed),
  rows: upTo(rows),
  challenger: regressor(["a", "b", "c"], linear),
  champion: null,
  rounds: 5,
  confidence: 0.99,
  seed,
  ...changes,
});

async function importanceOf(input: ImportanceInput) {
  const found = await permutationImportance(input);
  return new Map(found!.columns.map((each) => [each.column, each]));
}

describe("of a formula whose importance is known", () => {
  // A column of weight w adds (w (x' - x))^2 to the squared error, on average 2 w^2 times its variance.
  test("the squared error rises by twice the squared weight", async () => {
    const found = await importanceOf(inputOf(4000, 1, { rounds: 3 }));
    expect([...found.keys()].slice(0, 2)).toEqual(["a", "b"]);
    expect(found.get("a")!.challenger!.value).toBeGreaterThan(17);
    expect(found.get("a")!.challenger!.value).toBeLessThan(19);
    expect(found.get("b")!.challenger!.value).toBeGreaterThan(1.9);
    expect(found.get("b")!.challenger!.value).toBeLessThan(2.1);
    expect(found.get("c")!.challenger).toEqual({ value: 0, interval: [0, 0] });
  });

  test("in 150 samples of 100 rows the 95 % interval holds the true value in 90 % at the least, and is not much wider than it must be", async () => {
    let held = 0;
    const widths: number[] = [];
    const values: number[] = [];
    for (const seed of upTo(150)) {
      const found = await importanceOf(inputOf(100, seed + 10, { confidence: 0.95 }));
      const { value, interval } = found.get("a")!.challenger!;
      const [low, high] = interval!;
      held += low <= 18 && 18 <= high ? 1 : 0;
      widths.push(high - low);
      values.push(value);
    }
    const mean = values.reduce((sum, value) => sum + value / values.length, 0);
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0));
    expect(held).toBeGreaterThanOrEqual(135);
    expect(held).toBeLessThan(150);
    expect(Math.abs(mean - 18)).toBeLessThan(0.5);
    // A normal estimate's 95 % interval is 3.92 deviations wide.
    const width = widths.reduce((sum, each) => sum + each / widths.length, 0);
    expect(width / spread).toBeGreaterThan(3.3);
    expect(width / spread).toBeLessThan(4.6);
  });

  test("the same seed gives the same figures, another seed others", async () => {
    const [one, again, other] = await Promise.all(
      [5, 5, 6].map((seed) => importanceOf({ ...inputOf(60, 5), seed })),
    );
    expect(again).toEqual(one);
    expect(other!.get("a")!.challenger!.value).not.toBe(one!.get("a")!.challenger!.value);
  });
});

describe("two models", () => {
  test("the same model twice: no change at all, with an interval of nothing", async () => {
    const found = await importanceOf(inputOf(100, 3, { champion: regressor(["a", "b", "c"], linear) }));
    for (const { champion, challenger, change } of found.values()) {
      expect(champion).toEqual(challenger);
      expect(change!.value).toBeCloseTo(0, 12);
      expect(Math.max(...change!.interval!.map(Math.abs))).toBeLessThan(1e-12);
    }
  });

  test("a column that one of them does not read is worth nothing to it, and the change says what the other has of it", async () => {
    const champion = regressor(["a", "d"], (row) => 3 * Number(row.a));
    const input = inputOf(400, 4, { champion });
    const table = tableOf({
      ...Object.fromEntries([...input.table.columns].map(([name, { values }]) => [name, values])),
      d: normals(400, 99),
    });
    const found = await importanceOf({ ...input, table });
    expect(found.get("b")!.champion).toBeNull();
    expect(found.get("b")!.change).toEqual(found.get("b")!.challenger);
    expect(found.get("b")!.change!.interval![0]).toBeGreaterThan(0);
    expect(found.get("d")!.challenger).toBeNull();
    expect(found.get("d")!.change!.value).toBeCloseTo(0, 12);
    const { champion: before, challenger: now, change } = found.get("a")!;
    expect(change!.value).toBeCloseTo(now!.value - before!.value, 10);
  });

  test("a change in importance is told from the noise that both share", async () => {
    const weaker = regressor(["a", "b", "c"], (row) => 2.5 * Number(row.a) + Number(row.b));
    const { a } = Object.fromEntries(await importanceOf(inputOf(300, 8, { champion: weaker })));
    // To the weaker one, of weight v, the column is worth 2 v w: 15 instead of 18.
    expect(a!.change!.interval![0]).toBeGreaterThan(0);
    expect(a!.champion!.interval![1]).toBeGreaterThan(a!.challenger!.interval![0]);
    expect(Math.abs(a!.change!.value - 3)).toBeLessThan(1);
  });
});

describe("of a classification", () => {
  const x = normals(300, 21);
  const colours = x.map((value) => (value > 0 ? "red" : null));
  const truth = truthOf(x.map((value) => (value > 0 ? "yes" : "no")));
  const table = tableOf({ x, text: colours });

  test("text and missing cells trade places, too; lower is better for the log loss, higher for the accuracy", async () => {
    const byText = classifier(["text", "x"], ({ text }) => (text === "red" ? 0.9 : 0.1));
    const common = { task: "classification", table, rows: upTo(300), truth, challenger: byText } as const;
    for (const metric of ["accuracy", "log_loss"] as const) {
      const found = await importanceOf({ ...inputOf(300, 1), ...common, metric });
      expect(found.get("x")!.challenger!.value).toBeCloseTo(0, 12);
      const { value, interval } = found.get("text")!.challenger!;
      expect(interval![0]).toBeGreaterThan(0.3);
      // Half of the rows get the other cell: they turn wrong, or cost ln 9 more.
      expect(Math.abs(value - (metric === "accuracy" ? 0.5 : 0.5 * Math.log(9)))).toBeLessThan(0.06);
    }
  });

  test("a metric that the answers do not allow: nothing", async () => {
    const found = await permutationImportance({
      ...inputOf(300, 1),
      task: "classification",
      metric: "top_5_accuracy",
      table,
      truth,
      challenger: classifier(["x"], () => 0.5),
    });
    expect(found).toBeNull();
  });
});
