import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { Explanation } from "../../../../src/records/explanation.ts";
import { partialDependence } from "../../../../src/stages/evaluation/explanation/dependence.ts";
import type { ExplainInput } from "../../../../src/stages/evaluation/explanation/explain-input.ts";
import { explainModels } from "../../../../src/stages/evaluation/explanation/explain-models.ts";
import { classifier, normals, regressor, tableOf, truthOf, upTo } from "./models.ts";

const ROWS = 300;
const [a, b] = [normals(ROWS, 1), normals(ROWS, 2)];
const table = tableOf({ a, b, text: a.map((value) => (value > 1 ? "high" : value > 0 ? "middle" : "low")) });

function inputOf(changes: Partial<ExplainInput> = {}): ExplainInput {
  return {
    task: "regression",
    success: [],
    confidence: 0.99,
    options: { rows: 200, rounds: 5 },
    seed: 1,
    table,
    holdout: upTo(100),
    truth: truthOf(a.slice(0, 100)),
    training: upTo(ROWS).slice(100),
    challenger: regressor(["a", "b"], ({ a: x, b: y }) => 2 * Number(x) + Number(x) * Number(y)),
    champion: regressor(["b", "text"], ({ b: y, text }) => Number(y) + (text === "high" ? 3 : 0)),
    nearest: null,
    ...changes,
  };
}

describe("what is recorded", () => {
  test("fits its schema, also in JSON", async () => {
    const found = await explainModels(inputOf());
    expect(v.parse(Explanation, JSON.parse(JSON.stringify(found)))).toEqual(found);
    expect(found).toMatchObject({ metric: "rmse", rows: 100, of: 100, rounds: 5, champion: true });
    expect(found!.importance.map(({ column }) => column).sort()).toEqual(["a", "b", "text"]);
  });

  test("the rows that are furthest apart, with values that add up for either model", async () => {
    const { disagreements, shapley } = (await explainModels(inputOf()))!;
    expect(shapley).toEqual({ exact: true, coalitions: 4, background: 30 });
    expect(disagreements).toHaveLength(5);
    const apart = disagreements.map(({ champion, challenger }) =>
      Math.abs(Number(challenger) - Number(champion)),
    );
    expect(apart).toEqual([...apart].sort((left, right) => right - left));
    const largest = upTo(100).map((row) => {
      const said = 2 * a[row]! + a[row]! * b[row]!;
      return Math.abs(said - b[row]! - (a[row]! > 1 ? 3 : 0));
    });
    expect(apart[0]).toBeCloseTo(Math.max(...largest), 12);
    for (const { parts, output, base, champion, challenger } of disagreements) {
      for (const side of ["champion", "challenger"] as const) {
        const sum = parts.reduce((total, part) => total + part[side], 0);
        expect(sum).toBeCloseTo(output[side] - base[side], 10);
      }
      expect(output.champion).toBeCloseTo(Number(champion), 10);
      expect(output.challenger).toBeCloseTo(Number(challenger), 10);
      expect(parts.find(({ column }) => column === "text")!.challenger).toBe(0);
      expect(parts.find(({ column }) => column === "a")!.champion).toBe(0);
    }
  });

  test("classes: the rows where both are sure of another one, by the probability of the challenger's", async () => {
    const { disagreements } = (await explainModels(
      inputOf({
        task: "classification",
        truth: truthOf(a.slice(0, 100).map((value) => (value > 0 ? "yes" : "no"))),
        challenger: classifier(["a"], ({ a: x }) => 1 / (1 + Math.exp(-Number(x)))),
        champion: classifier(["b"], ({ b: y }) => 1 / (1 + Math.exp(-Number(y)))),
      }),
    ))!;
    for (const row of disagreements) {
      expect(row.champion).not.toBe(row.challenger);
      expect(row.class).toBe(row.challenger);
      expect(row.output.challenger).toBeGreaterThan(0.5);
      expect(row.output.champion).toBeLessThan(0.5);
      expect(row.parts.map(({ column }) => column).sort()).toEqual(["a", "b"]);
    }
  });

  test("a first version has importance and dependence, and nothing to differ from", async () => {
    const found = (await explainModels(inputOf({ champion: null })))!;
    expect(found.champion).toBe(false);
    expect(found.disagreements).toEqual([]);
    expect(found.shapley).toBeUndefined();
    expect(found.importance.every(({ champion, change }) => champion === null && change === undefined)).toBe(
      true,
    );
    expect(found.dependence.map(({ column }) => column)).toEqual(["a", "b"]);
  });

  test("a holdout of one row says nothing", async () => {
    expect(await explainModels(inputOf({ holdout: [0], truth: truthOf([1]) }))).toBeNull();
  });
});

describe("what it costs", () => {
  const wide = upTo(30).map((column) => `x${column}`);
  const wideTable = tableOf(Object.fromEntries(wide.map((name, at) => [name, normals(ROWS, at)])));

  test.each([
    [1, 200, 5],
    [1.2e5, 89, 1],
    [6e6, 20, 1],
  ])(
    "a model that looks at %d numbers is asked about %d rows at the most, %d times",
    async (work, rows, rounds) => {
      const challenger = regressor(wide, ({ x0 }) => Number(x0), work);
      const champion = regressor(wide, ({ x1 }) => Number(x1), work);
      const found = (await explainModels(
        inputOf({
          table: wideTable,
          holdout: upTo(250),
          truth: truthOf(a.slice(0, 250)),
          challenger,
          champion,
        }),
      ))!;
      expect(found.rows).toBeLessThanOrEqual(rows);
      expect(found.rounds).toBeLessThanOrEqual(rounds);
      expect(found.of).toBe(250);
      expect(found.rows).toBeGreaterThanOrEqual(20);
      expect(challenger.asked).toBeLessThan(80_000);
      // Some rows of some columns are asked about even where there is hardly time.
      expect(challenger.asked * work * 2).toBeLessThan(work < 1e6 ? 1.8e9 : 4e9);
      expect(found.disagreements.length > 0).toBe(work < 1e6);
    },
  );

  test("of 200 columns those are looked at that the answers follow, and the others together", async () => {
    const names = upTo(200).map((column) => `x${column}`);
    const table = tableOf(Object.fromEntries(names.map((name, at) => [name, normals(ROWS, at)])));
    const challenger = regressor(names, ({ x17, x4 }) => Number(x17) + 2 * Number(x4), 4e5);
    const champion = regressor(names, ({ x99, x4 }) => Math.abs(Number(x99)) + 2 * Number(x4), 4e5);
    const truth = truthOf(a.slice(0, 250));
    const found = (await explainModels(inputOf({ table, holdout: upTo(250), truth, challenger, champion })))!;
    expect(challenger.asked * 8e5).toBeLessThan(2e9);
    expect(found.columns).toEqual({ looked: 15, of: 200 });
    expect(found.importance).toHaveLength(15);
    expect(found.rows).toBeGreaterThanOrEqual(50);
    const looked = found.importance.map(({ column }) => column);
    expect(looked).toEqual(expect.arrayContaining(["x17", "x4", "x99"]));
    expect(found.shapley!.apart).toBeGreaterThan(15);
    for (const { parts, output, base } of found.disagreements) {
      expect(
        parts
          .slice(0, 2)
          .map(({ column }) => column)
          .sort(),
      ).toEqual(["x17", "x99"]);
      const sum = parts.reduce((total, { challenger: part }) => total + part, 0);
      expect(sum).toBeCloseTo(output.challenger - base.challenger, 9);
    }
    expect(v.parse(Explanation, JSON.parse(JSON.stringify(found)))).toEqual(found);
  });

  test("where predicting the holdout takes long, asking may take as long, and no more than five times its usual", async () => {
    const askedOf = async (rows: number) => {
      const challenger = regressor(["a", "b"], ({ a: x }) => Number(x), 1e7);
      await explainModels(
        inputOf({
          table: tableOf({ a: normals(rows + 1, 1), b: normals(rows + 1, 2) }),
          holdout: upTo(rows),
          truth: truthOf(normals(rows, 1)),
          training: upTo(rows),
          challenger,
          champion: null,
        }),
      );
      return challenger.asked;
    };
    const [few, some, many] = [await askedOf(100), await askedOf(400), await askedOf(4000)];
    expect(some).toBeGreaterThan(few * 1.5);
    expect(many).toBeGreaterThan(some);
    expect(many).toBeLessThan(700);
  });

  test("fewer rows and rounds where the spec says so", async () => {
    const found = await explainModels(inputOf({ options: { rows: 30, rounds: 2 } }));
    expect(found).toMatchObject({ rows: 30, of: 100, rounds: 2 });
  });
});

describe("partial dependence", () => {
  test("of a sum is the column's own term, but for a constant; at quantiles of the training rows", async () => {
    const found = await partialDependence({
      table,
      rows: upTo(50),
      training: upTo(ROWS),
      columns: ["a", "text"],
      classes: null,
      challenger: regressor(
        ["a", "b", "text"],
        (row) => Number(row.a) ** 2 + Number(row.b) + (row.text === "low" ? 1 : 0),
      ),
      champion: regressor(["b"], ({ b: y }) => Number(y)),
    });
    const [number, text] = found;
    expect(number!.points).toHaveLength(10);
    const [first, last] = [number!.points[0]!, number!.points.at(-1)!];
    expect(last.challenger! - first.challenger!).toBeCloseTo(
      Number(last.at) ** 2 - Number(first.at) ** 2,
      10,
    );
    const sorted = [...a].sort((left, right) => left - right);
    // NumPy 2: numpy.quantile of n = 300 values at 0.05 lies 0.95 of the way from the 15th to the 16th.
    expect(first.at).toBeCloseTo(sorted[14]! + 0.95 * (sorted[15]! - sorted[14]!), 12);
    expect(text!.points.map(({ at }) => at)).toEqual(["low", "middle", "high"]);
    expect(text!.points[0]!.challenger! - text!.points[1]!.challenger!).toBeCloseTo(1, 10);
    expect(found.flatMap(({ points }) => points).every(({ champion }) => champion === null)).toBe(true);
  });
});
