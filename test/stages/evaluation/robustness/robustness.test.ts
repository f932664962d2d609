import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { badInput } from "../../../../src/core/errors.ts";
import { seededRandom } from "../../../../src/core/random.ts";
import { Robustness, SPOILINGS } from "../../../../src/records/robustness.ts";
import { RobustnessOptions } from "../../../../src/records/spec-robustness.ts";
import type { AskedModel } from "../../../../src/stages/evaluation/asking/asked-table.ts";
import { columnFacts } from "../../../../src/stages/evaluation/robustness/column-facts.ts";
import {
  findRobustness,
  type RobustnessInput,
} from "../../../../src/stages/evaluation/robustness/find-robustness.ts";
import { spoilRows } from "../../../../src/stages/evaluation/robustness/spoil-rows.ts";
import { worstNoise } from "../../../../src/stages/evaluation/robustness/worst-noise.ts";
import { classifier, normals, regressor, tableOf, truthOf, upTo } from "../explanation/models.ts";

const ROWS = 1000;
const [a, b] = [normals(ROWS, 1).map((value) => 10 + 2 * value), normals(ROWS, 2)];
const towns = a.map((_, row) => ["Oslo", "RIGA", "bern"][row % 3]!);
const table = tableOf({ a, b, text: towns });
const training = upTo(ROWS).slice(0, 600);
const holdout = upTo(ROWS).slice(600);
const linear = regressor(["a", "b", "text"], (row) => 3 * Number(row.a) + Number(row.b));

function inputOf(
  changes: Partial<RobustnessInput> = {},
  options: v.InferInput<typeof RobustnessOptions> = {},
): RobustnessInput {
  return {
    task: "regression",
    success: [{ metric: "mse", max: 1 }],
    confidence: 0.99,
    options: v.parse(RobustnessOptions, options),
    expectations: [],
    seed: 1,
    table,
    holdout,
    truth: truthOf(holdout.map((row) => 3 * a[row]! + b[row]!)),
    training,
    model: linear,
    ...changes,
  };
}

const kinds = (found: Robustness | null) => new Map(found!.spoiled.map((each) => [each.kind, each]));

describe("rows are spoiled in the way that is said, and in no other", () => {
  const facts = columnFacts(linear, table, training);
  /** The range of the training rows once more, below it and above. */
  const beyond = [a, b].flatMap((values) => {
    const known = training.map((row) => values[row]!);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    return [low - (high - low), high + (high - low)];
  });
  const spoiled = (kind: (typeof SPOILINGS)[number]) => spoilRows(kind, table, facts, 0.5, seededRandom(3));
  const differences = (kind: (typeof SPOILINGS)[number]) => {
    const { columns } = spoiled(kind).table;
    return upTo(ROWS).map((row) =>
      [...table.columns].flatMap(([name, { values }]) => {
        const now = columns.get(name)!.values[row]!;
        return now === values[row] ? [] : [{ name, before: values[row]!, now }];
      }),
    );
  };

  test("noise in all numbers, of half a deviation of the training rows", () => {
    for (const [name, deviation] of [
      ["a", 1],
      ["b", 0.5],
    ] as const) {
      const added = differences("noise").map((row) => {
        const { before, now } = row.find((each) => each.name === name)!;
        return Number(now) - Number(before);
      });
      const mean = added.reduce((sum, each) => sum + each / ROWS, 0);
      const spread = Math.sqrt(added.reduce((sum, each) => sum + (each - mean) ** 2 / ROWS, 0));
      expect(Math.abs(mean)).toBeLessThan(0.15 * deviation);
      expect(Math.abs(spread / deviation - 1)).toBeLessThan(0.15);
    }
    expect(differences("noise").every((row) => row.length === 2)).toBe(true);
  });

  test.each([
    ["missing", ["a", "b", "text"], (_: unknown, now: unknown) => now === null],
    ["swapped", ["text"], (before: unknown, now: unknown) => now !== before && towns.includes(String(now))],
    ["out_of_range", ["a", "b"], (_: unknown, now: unknown) => beyond.includes(Number(now))],
    ["times_10", ["a", "b"], (before: unknown, now: unknown) => now === Number(before) * 10],
    ["times_1000", ["a", "b"], (before: unknown, now: unknown) => now === Number(before) * 1000],
    [
      "letter_case",
      ["text"],
      (before: unknown, now: unknown) =>
        ({ Oslo: "OSLO", RIGA: "riga", bern: "BERN" })[String(before)] === now,
    ],
    ["white_space", ["text"], (before: unknown, now: unknown) => now === `${before} `],
  ] as const)("%s: one cell of every row, of %j", (kind, names, right) => {
    const found = differences(kind);
    expect(found.every((row) => row.length === 1)).toBe(true);
    expect(new Set(found.flat().map(({ name }) => name))).toEqual(new Set(names));
    for (const { before, now } of found.flat()) expect(right(before, now)).toBe(true);
    expect(spoiled(kind).changed).toBe(ROWS);
  });

  test("what cannot be spoiled stays: missing cells, zeros, a constant, a single category", () => {
    const plain = tableOf({ zero: [0, 0, null], text: ["1", "1", null] });
    const model = regressor(["zero", "text"], () => 0);
    const known = columnFacts(model, plain, [0, 1, 2]);
    const changed = SPOILINGS.map((kind) => [
      kind,
      spoilRows(kind, plain, known, 1, seededRandom(1)).changed,
    ]);
    expect(Object.fromEntries(changed)).toEqual({
      noise: 0,
      worst_noise: 0,
      missing: 2,
      swapped: 0,
      out_of_range: 0,
      times_10: 0,
      times_1000: 0,
      letter_case: 0,
      white_space: 2,
    });
  });
});

describe("the drop", () => {
  test("of a model that is right is what the formula says: noise of s deviations costs (w s)^2 of each column", async () => {
    const found = await findRobustness(inputOf({}, { noise: 0.5 }));
    expect(v.parse(Robustness, JSON.parse(JSON.stringify(found)))).toEqual(found);
    expect(found).toMatchObject({ metric: "mse", rows: 400, of: 400, figure: 0 });
    const { drop, interval, figure } = kinds(found).get("noise")!;
    // (3 * 0.5 * 2)^2 + (0.5)^2
    expect(Math.abs(drop! - 9.25)).toBeLessThan(1.5);
    expect(interval![0]).toBeLessThan(9.25);
    expect(interval![1]).toBeGreaterThan(9.25);
    expect(interval![0]).toBeGreaterThan(5);
    expect(figure).toBe(drop);
    // The model reads no text: whatever is done to it costs nothing.
    for (const kind of ["swapped", "letter_case", "white_space"] as const)
      expect(kinds(found).get(kind)).toMatchObject({ drop: 0, interval: [0, 0] });
  });

  test("the bound of the spec stands beside its kind", async () => {
    const found = kinds(await findRobustness(inputOf({}, { drop: { missing: 0.2 } })));
    expect(found.get("missing")!.bound).toBe(0.2);
    expect(found.get("noise")!.bound).toBeUndefined();
  });

  test("a model that gives no answer to a missing cell: that is told, and all else is found out", async () => {
    const fussy: AskedModel = {
      ...linear,
      async ask(asked) {
        const missing = [...asked.columns.values()].some(({ values }) =>
          values.some((cell) => cell === null),
        );
        if (missing) throw badInput({ code: "x", found: "no number in a cell" });
        return linear.ask(asked);
      },
    };
    const found = kinds(await findRobustness(inputOf({ model: fussy }, { drop: { missing: 1 } })));
    expect(found.get("missing")).toEqual({
      kind: "missing",
      changed: 400,
      bound: 1,
      failed: "no number in a cell",
    });
    expect(found.get("times_10")!.drop).toBeGreaterThan(1);
  });

  test("of rows without any text, nothing is said of text", async () => {
    const model = regressor(["a"], ({ a: x }) => Number(x));
    const found = kinds(await findRobustness(inputOf({ model })));
    expect([...found.keys()]).toEqual([
      "noise",
      "worst_noise",
      "missing",
      "out_of_range",
      "times_10",
      "times_1000",
    ]);
  });
});

describe("noise in the worst direction", () => {
  const [deviationA, deviationB] = columnFacts(linear, table, training).map((each) => each.deviation);

  test("of a sum that is right moves both terms to one side, in every row", async () => {
    const found = kinds(await findRobustness(inputOf({}, { noise: 0.5 })));
    const { drop, changed, interval } = found.get("worst_noise")!;
    expect(changed).toBe(400);
    expect(drop).toBeCloseTo((3 * 0.5 * deviationA! + 0.5 * deviationB!) ** 2, 9);
    expect(interval).toEqual([expect.closeTo(drop!, 9), expect.closeTo(drop!, 9)]);
    expect(drop).toBeGreaterThan(found.get("noise")!.drop!);
  });

  test("turns just those rows that lie so near the border, and no other cell than numbers", async () => {
    const truth = truthOf(holdout.map((row) => (a[row]! > 11 ? "yes" : "no")));
    const model = classifier(["a", "text"], (row) => (Number(row.a) > 11 ? 1 : 0));
    const found = await findRobustness(
      inputOf({ task: "classification", success: [{ metric: "accuracy" }], truth, model }, { noise: 0.3 }),
    );
    const near = holdout.filter((row) => {
      const value = a[row]!;
      return value > 11 ? value - 0.3 * deviationA! <= 11 : value + 0.3 * deviationA! > 11;
    });
    const { drop, changed } = kinds(found).get("worst_noise")!;
    expect(near.length).toBeGreaterThan(20);
    expect(changed).toBe(near.length);
    expect(drop).toBeCloseTo(near.length / 400, 12);
  });

  test("harms no row less than leaving it alone, where moves undo each other", async () => {
    // Either number alone turns the row; both together do not.
    const either = regressor(["a", "b"], (row) => (Number(row.a) > 0 !== Number(row.b) > 0 ? 1 : 0));
    const plain = tableOf({ a: [-0.01, -0.01], b: [-0.01, -5] });
    const facts = columnFacts(either, table, training);
    const found = await worstNoise(plain, facts, 0.1, truthOf([0, 0]), either);
    expect(found.changed).toBe(2);
    expect((await either.ask(found.table)).predicted).toEqual([1, 1]);
  });

  test("may be bounded, and a model that cannot bear it says so", async () => {
    const fussy: AskedModel = {
      ...linear,
      async ask(asked) {
        const whole = asked.columns.get("a")!.values.every((cell) => a.includes(Number(cell)));
        if (!whole) throw badInput({ code: "x", found: "a number that is not known" });
        return linear.ask(asked);
      },
    };
    const found = kinds(await findRobustness(inputOf({ model: fussy }, { drop: { worst_noise: 1 } })));
    expect(found.get("worst_noise")).toEqual({
      kind: "worst_noise",
      changed: 0,
      bound: 1,
      failed: "a number that is not known",
    });
  });

  test("needs a number", async () => {
    const byTown = regressor(["text"], ({ text }) => String(text).length);
    expect(kinds(await findRobustness(inputOf({ model: byTown }))).has("worst_noise")).toBe(false);
  });
});

describe("what is expected when one column changes", () => {
  const expectation = (kind: "increasing" | "decreasing" | "invariant", column: string) => ({
    kind,
    column,
    class: null,
  });

  test("a formula that rises in a and falls in b keeps just that", async () => {
    const model = regressor(["a", "b"], (row) => Math.exp(Number(row.a) / 10) - 2 * Number(row.b));
    const expectations = [
      expectation("increasing", "a"),
      expectation("decreasing", "a"),
      expectation("decreasing", "b"),
      expectation("invariant", "text"),
      expectation("invariant", "b"),
    ];
    const found = await findRobustness(inputOf({ model, expectations }, { breaks: 0.1 }));
    expect(found!.expectations.map(({ broken, rows }) => broken / rows)).toEqual([0, 1, 0, 0, 1]);
    expect(found!.expectations.every(({ allowed, rows }) => allowed === 0.1 && rows > 300)).toBe(true);
  });

  test("rows that break it are counted and named, the worst first", async () => {
    // It falls in a where b is above 1, by as much as b; anywhere else it rises.
    const model = regressor(["a", "b"], (row) => (Number(row.b) > 1 ? -Number(row.b) : 1) * Number(row.a));
    const found = await findRobustness(inputOf({ model, expectations: [expectation("increasing", "a")] }));
    const breaking = holdout.filter((row) => b[row]! > 1).sort((left, right) => b[right]! - b[left]!);
    expect(found!.expectations[0]!.broken).toBe(breaking.length);
    // The keys of `truthOf` count from the first row of the holdout.
    expect(found!.expectations[0]!.examples[0]).toBe(`row ${breaking[0]! - 600}`);
    expect(found!.expectations[0]!.examples).toHaveLength(5);
  });

  test("of classes: the probability must not fall, and the class must not change", async () => {
    const truth = truthOf(holdout.map((row) => (a[row]! > 10 ? "yes" : "no")));
    const model = classifier(
      ["a", "text"],
      (row) => (Number(row.a) > 10 ? 0.8 : 0.2) + (row.text === "RIGA" ? 0.1 : 0),
    );
    const expectations = [
      { kind: "increasing", column: "a", class: "yes" } as const,
      { kind: "increasing", column: "a", class: "no" } as const,
      expectation("invariant", "text"),
      expectation("invariant", "a"),
    ];
    const found = await findRobustness(
      inputOf({ task: "classification", success: [], truth, model, expectations }),
    );
    // Another town changes the probability, never the class.
    expect(found!.expectations.map(({ broken }) => broken)).toEqual([0, 400, 0, 400]);
  });
});

describe("the smallest change that turns a row", () => {
  const truth = truthOf(holdout.map((row) => (a[row]! > 11 ? "yes" : "no")));
  const model = classifier(["a", "b"], (row) => (Number(row.a) > 11 ? 1 : 0));

  test("is a little beyond the threshold, in deviations", async () => {
    const found = await findRobustness(inputOf({ task: "classification", success: [], truth, model }));
    const { rows, turned, examples, median } = found!.flips!;
    expect([rows, turned]).toEqual([50, 50]);
    const [deviation] = columnFacts(model, table, training).map((each) => each.deviation);
    for (const { key, column, deviations, before, after } of examples) {
      const value = a[600 + Number(key.replace("row ", ""))]!;
      const needed = Math.abs(value - 11) / deviation!;
      expect([column, before, after]).toEqual(["a", ...(value > 11 ? ["yes", "no"] : ["no", "yes"])]);
      expect(deviations).toBeGreaterThanOrEqual(needed - 1e-9);
      // A sixteenth of the way to the nearest value of the training rows that turned it.
      expect(deviations! - needed).toBeLessThan(0.06);
    }
    expect(examples.map(({ deviations }) => deviations!)).toEqual(
      examples.map(({ deviations }) => deviations!).sort((left, right) => left - right),
    );
    expect(median).toBeGreaterThan(0.3);
    expect(median).toBeLessThan(1.2);
  });

  test("a model that always says the same is turned by nothing; amounts are not turned at all", async () => {
    const stubborn = classifier(["a", "b"], () => 0.9);
    const found = await findRobustness(
      inputOf({ task: "classification", success: [], truth, model: stubborn }),
    );
    expect(found!.flips).toEqual({ rows: 50, turned: 0, examples: [] });
    expect((await findRobustness(inputOf()))!.flips).toBeUndefined();
  });

  test("a category turns, too", async () => {
    const byTown = classifier(["text"], ({ text }) => (text === "Oslo" ? 1 : 0));
    const found = await findRobustness(
      inputOf({ task: "classification", success: [], truth, model: byTown }),
    );
    expect(found!.flips).toMatchObject({ rows: 50, turned: 50 });
    expect(found!.flips!.median).toBeUndefined();
    expect(
      found!.flips!.examples.every(({ column, deviations }) => column === "text" && deviations === undefined),
    ).toBe(true);
  });
});

test("of 200 columns those are changed that the answers follow, within the budget", async () => {
  const names = upTo(200).map((column) => `x${column}`);
  const wide = tableOf(Object.fromEntries(names.map((name, at) => [name, normals(ROWS, at)])));
  const side = (row: number) => wide.columns.get("x7")!.values[row]! as number;
  const truth = truthOf(holdout.map((row) => (side(row) > 0 ? "yes" : "no")));
  const model = classifier(names, ({ x7 }) => (Number(x7) > 0 ? 1 : 0), 1e6);
  const found = await findRobustness(
    inputOf({ task: "classification", success: [], table: wide, truth, model }),
  );
  expect(model.asked * 1e6).toBeLessThan(2.4e9);
  expect(found!.flips!.columns).toEqual({ looked: 4, of: 200 });
  expect(found!.flips!.turned).toBe(found!.flips!.rows);
  expect(found!.flips!.examples.every(({ column }) => column === "x7")).toBe(true);
  expect(kinds(found).get("worst_noise")!.changed).toBeGreaterThan(0);
  expect(v.parse(Robustness, JSON.parse(JSON.stringify(found)))).toEqual(found);
});

test("it asks within its budget, and is the same for the same seed", async () => {
  const expectations = [{ kind: "increasing", column: "a", class: null } as const];
  const dear = regressor(["a", "b", "text"], (row) => Number(row.a), 4e5);
  const found = await findRobustness(inputOf({ model: dear, expectations }));
  expect(dear.asked).toBeLessThan(3100);
  expect(found!.rows).toBeLessThan(400);
  expect(found!.of).toBe(400);
  const again = await findRobustness(inputOf({ model: dear, expectations }));
  expect(again).toEqual(found);
  expect(await findRobustness(inputOf({ model: dear, expectations, seed: 2 }))).not.toEqual(found);
});
