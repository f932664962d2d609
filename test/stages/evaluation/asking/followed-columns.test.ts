import { describe, expect, test } from "vitest";
import { columnsInTime, followedColumns } from "../../../../src/stages/evaluation/asking/followed-columns.ts";
import { classifier, normals, regressor, tableOf, upTo } from "../explanation/models.ts";

const ROWS = 300;
const [a, b, c] = [normals(ROWS, 1), normals(ROWS, 2), normals(ROWS, 3)];
const table = tableOf({
  a,
  b: b.map((value, row) => (row % 10 === 0 ? null : value)),
  c,
  empty: a.map(() => null),
  text: c.map((value) => (value > 0.5 ? "high" : "low")),
  textMany: a.map((_, row) => `name ${row}`),
});
const NAMES = [...table.columns.keys()];
const rows = upTo(ROWS);

describe("the columns that answers follow most closely come first", () => {
  test("a number, a bend in a number, a category; then those without any, by name", async () => {
    const model = regressor(NAMES, (row) => 3 * Number(row.a) + 2 * Number(row.b ?? 0) ** 2);
    const order = await followedColumns([model], NAMES, table, rows);
    expect(order.slice(0, 2).sort()).toEqual(["a", "b"]);
    const byText = regressor(NAMES, ({ text }) => (text === "high" ? 1 : 0));
    expect((await followedColumns([byText], NAMES, table, rows)).slice(0, 2)).toEqual(["text", "c"]);
  });

  test("of two models what either follows", async () => {
    const models = [regressor(["a"], (row) => Number(row.a)), regressor(["c"], (row) => Number(row.c))];
    expect((await followedColumns(models, ["a", "b", "c"], table, rows)).at(-1)).toBe("b");
  });

  test("of classes the probability", async () => {
    const model = classifier(["a", "b", "c"], (row) => 1 / (1 + Math.exp(-Number(row.c))));
    expect((await followedColumns([model], ["a", "b", "c"], table, rows))[0]).toBe("c");
  });

  test("answers that never change follow nothing: the order is that of the names", async () => {
    const model = regressor(["c", "a"], () => 1);
    expect(await followedColumns([model], ["c", "a", "empty"], table, rows)).toEqual(["a", "c", "empty"]);
  });
});

test("as many columns as have fifty rows each, and four at the least", () => {
  expect([5000, 400, 0].map((questions) => columnsInTime(questions))).toEqual([99, 7, 4]);
  expect(columnsInTime(400, 10)).toBe(39);
});
