import { describe, expect, test } from "vitest";
import { applyDerived, deriveColumns } from "../../../src/stages/features/derive.ts";
import { fitTransform } from "../../../src/stages/features/fit-transform.ts";
import { everyRow, problemsOf, tableOf } from "./tables.ts";

const TABLE = tableOf(
  ["a", [1, 2, 3, null]],
  ["b", [0.5, 0, -2, 4]],
  ["name", ["Ann", "bob|<b>", "", "d"]],
  ["the name", [10, 20, 30, 40]],
  ["class", [1, 1, 2, 2]],
  ["y", ["p", "q", "p", "q"]],
);

async function derive(features: Record<string, string>, table = TABLE) {
  return deriveColumns(table, { features, target: "y" });
}

async function values(expression: string, table = TABLE) {
  return (await derive({ new: expression }, table)).columns.get("new")!.values;
}

describe("expressions", () => {
  test.each([
    ["a * b", [0.5, 0, -6, null]],
    ["(a + 1) ** 2 / 2 - -b % 3", [2.5, 4.5, 6, null]],
    ["b > 0", ["true", "false", "false", "true"]],
    ["!(b > 0) && b != -2", ["false", "true", "false", "false"]],
    ['b > 0 ? "up" : b == 0 ? "level" : "down"', ["up", "level", "down", "up"]],
    ["b == 0 ? null : 1 / b", [2, null, -0.5, 0.25]],
    ["op.round(b) + abs(b) + Math.max(b, 1, 2)", [3.5, 2, 2, 12]],
    ["op.log(op.exp(a))", [1, 2, 3, null]],
    ["Math.PI * 0 + E * 0 + a", [1, 2, 3, null]],
    ["op.length(op.trim(op.upper(name)))", [3, 7, 0, 1]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the expression's own template
    ["`${op.lower(name)}!`", ["ann!", "bob|<b>!", "!", "d!"]],
    ['name + "-" + b', ["Ann-0.5", "bob|<b>-0", "--2", "d-4"]],
    ['op.startswith(name, "A") || op.includes(name, "<")', ["true", "true", "false", "false"]],
    ['d["the name"] / 10 + d.b', [1.5, 2, 1, 8]],
    ['d["class"]', [1, 1, 2, 2]],
    ["7", [7, 7, 7, 7]],
    ["a\n * 2", [2, 4, 6, null]],
  ])("%s", async (expression, expected) => {
    expect(await values(expression)).toEqual(expected);
  });

  test("a column may be called d, E or like a member of objects", async () => {
    const table = tableOf(["d", [1]], ["E", [5]], ["constructor", [2]], ["__proto__", [3]], ["größe", [4]]);
    expect(await values("d + E + constructor + __proto__ + größe", table)).toEqual([15]);
  });

  test("derived columns may read others, whatever their order, and stand behind the table's own", async () => {
    const table = await derive({ z: "x + 1", x: "w * 2", w: "a + b" });
    expect([...table.columns.keys()].slice(-4)).toEqual(["y", "w", "x", "z"]);
    expect(table.columns.get("z")!.values).toEqual([4, 5, 3, null]);
    expect(table.derived).toEqual([
      { name: "w", expression: "a + b", inputs: ["a", "b"], type: "number" },
      { name: "x", expression: "w * 2", inputs: ["w"], type: "number" },
      { name: "z", expression: "x + 1", inputs: ["x"], type: "number" },
    ]);
  });

  test("without expressions the table stays as it is", async () => {
    const table = await deriveColumns(TABLE, { features: { a: false }, target: "y" });
    expect(table.columns).toBe(TABLE.columns);
    expect(table.derived).toEqual([]);
  });
});

describe("refused", () => {
  test.each([
    ["op.mean(a)", "expression-across-rows"],
    ["a - mean(a)", "expression-across-rows"],
    ["op.sum(a)", "expression-across-rows"],
    ["op.rank()", "expression-across-rows"],
    ["op.lag(a)", "expression-across-rows"],
    ["op.row_number()", "expression-across-rows"],
    ["op.count()", "expression-across-rows"],
    ["op.row_object()", "expression-not-allowed"],
    ["op.random()", "expression-not-deterministic"],
    ["Math.random()", "expression-not-deterministic"],
    ["op.now()", "expression-not-deterministic"],
    ["y", "features-target-leak"],
    ['d["y"] == "p"', "features-target-leak"],
    ["op.nope(a)", "expression-unknown-function"],
    ["op.year(a)", "expression-unknown-function"],
    ["op.repeat(name, 1e9)", "expression-unknown-function"],
    ['"a"["constructor"]["constructor"]("return 1")()', "expression-unknown-function"],
    ["require('fs')", "expression-unknown-function"],
    ["aa", "expression-unknown-column"],
    ['d["nome"]', "expression-unknown-column"],
    ["process", "expression-unknown-column"],
    ["$", "expression-unknown-column"],
    ['a["constructor"]', "expression-not-allowed"],
    ["name.length", "expression-not-allowed"],
    ["name.constructor", "expression-not-allowed"],
    ["d[name]", "expression-not-allowed"],
    ["d", "expression-not-allowed"],
    ["a?.b", "expression-not-allowed"],
    ["name.lower()", "expression-not-allowed"],
    ["a.abs(b)", "expression-not-allowed"],
    ["op.abs(a, b)", "expression-not-allowed"],
    ["op.abs()", "expression-not-allowed"],
    ["op.abs(...[a])", "expression-not-allowed"],
    ["({ a })", "expression-not-allowed"],
    ["[a]", "expression-not-allowed"],
    ["/a+$/", "expression-not-allowed"],
    ["1n", "expression-not-allowed"],
    ["NaN", "expression-not-allowed"],
    ["a / Infinity", "expression-not-allowed"],
    ["undefined", "expression-not-allowed"],
    ["this", "expression-not-allowed"],
    ["(() => 1)()", "expression-unknown-function"],
    ["x => x", "expression-not-allowed"],
    ["new Date()", "expression-not-allowed"],
    ["a = 1", "expression-not-allowed"],
    ["a++", "expression-not-allowed"],
    ["typeof a", "expression-not-allowed"],
    ["delete d.a", "expression-not-allowed"],
    ['"a" in d', "expression-not-allowed"],
    ["a & 1", "expression-not-allowed"],
    ["a, b", "expression-not-allowed"],
    ["a; b", "expression-not-allowed"],
    ["a)); process.exit((1", "expression-not-allowed"],
    ["a // + b", "expression-not-allowed"],
    ["a /* x */", "expression-not-allowed"],
    ["a +", "expression-not-allowed"],
    ["", "expression-not-allowed"],
    ["((((a", "expression-not-allowed"],
    ["`a` `b`", "expression-not-allowed"],
    [`a${" + a".repeat(2000)}`, "expression-not-allowed"],
    ["a / b", "features-not-finite"],
    ["op.log(b)", "features-not-finite"],
    ["op.bin(b, 0, 1, 0.5)", "features-not-finite"],
    ["op.parse_float(name)", "features-not-finite"],
    ['b > 0 ? 1 : "none"', "features-mixed-result"],
  ])("%s", async (expression, code) => {
    const problems = await problemsOf(() => values(expression));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  test("near misses are named", async () => {
    const [column] = await problemsOf(() => values("nam + 1"));
    expect(column!.text).toContain('perhaps "name"');
    const [called] = await problemsOf(() => values("op.lowr(name)"));
    expect(called!.text).toContain("perhaps op.lower");
    const [max] = await problemsOf(() => values("op.max(a, b)"));
    expect(max!.text).toContain("op.greatest(a, b)");
  });

  test("a result that no cell can hold names the row and its inputs", async () => {
    const [problem] = await problemsOf(() => values("a / b"));
    expect(problem!.text).toContain(
      'features.new: the result Infinity in row 2 of the data (a = "2", b = "0")',
    );
  });

  test("names that are taken, circles, and all problems together", async () => {
    expect((await problemsOf(() => derive({ a: "b * 2" }))).map(({ code }) => code)).toEqual([
      "features-name-taken",
    ]);
    expect((await problemsOf(() => derive({ "*": "b * 2" }))).map(({ code }) => code)).toEqual([
      "features-name-taken",
    ]);
    expect((await problemsOf(() => derive({ p: "q + 1", q: "p + 1" }))).map(({ code }) => code)).toEqual([
      "features-circular",
    ]);
    expect((await problemsOf(() => derive({ p: "p + 1" }))).map(({ code }) => code)).toEqual([
      "features-circular",
    ]);
    expect(
      (await problemsOf(() => derive({ p: "nope", q: "op.mean(a)", r: "y" }))).map(({ code }) => code),
    ).toEqual(["expression-unknown-column", "expression-across-rows", "features-target-leak"]);
  });

  test("nothing of an expression runs as code", async () => {
    const marked = globalThis as { marked?: boolean };
    for (const expression of [
      "globalThis.marked = true",
      "a)); (globalThis.marked = true",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the template belongs to the expression
      "`${globalThis.marked = true}`",
    ]) {
      expect(await problemsOf(() => values(expression))).toHaveLength(1);
    }
    expect(marked.marked).toBeUndefined();
  });
});

describe("a fitted transform on other rows", () => {
  const features = {
    z: "x + 1",
    x: "a * 2",
    text: 'a > 1 ? "big" : "small"',
    b: false,
    name: false,
  } as const;

  async function fitted() {
    const options = { features, target: "y" };
    const table = await deriveColumns(TABLE, options);
    return fitTransform(table, everyRow(table), options);
  }

  test("derives the same columns, from raw columns only", async () => {
    const transform = await fitted();
    const raw = tableOf(["a", [5, null]], ["the name", [1, 1]], ["class", [1, 2]]);
    const table = await applyDerived(transform, raw);
    expect(table.columns.get("z")!.values).toEqual([11, null]);
    expect(table.columns.get("text")!.values).toEqual(["big", null]);
    const again = await applyDerived(transform, table);
    expect(again.columns.get("z")!.values).toEqual([11, null]);
  });

  test("absent inputs and other types are named, all of them", async () => {
    const transform = await fitted();
    const raw = tableOf(["A", [5]], ["the name", ["x"]], ["class", [1]]);
    const problems = await problemsOf(() => applyDerived(transform, raw));
    expect(problems.map(({ code }) => code)).toEqual(["features-missing-input", "features-missing-input"]);
    expect(problems[0]!.text).toContain('no column "a", which the model reads; there is "A"');
  });
});
