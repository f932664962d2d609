import { describe, expect, test } from "vitest";
import { typeColumns } from "../../../src/stages/data/type-columns.ts";
import { validate } from "../../../src/stages/data/validate.ts";
import { brief, rawOf, specOf } from "./tables.ts";

async function validated(csv: string, problem: object, data: object = {}) {
  const spec = specOf(problem, data);
  const raw = await rawOf(csv);
  return validate(raw, typeColumns(raw, spec.data.expect).table, spec);
}

const XY = "x,y\n1,a\n2,b\n3,a\n";

test("what is right passes, and the checks are counted", async () => {
  const validation = await validated(
    XY,
    {},
    {
      key: "x",
      expect: {
        x: { type: "integer", min: 1, max: 3, missing: 0, unique: true, in: [1, 2, 3] },
        y: { type: "text", pattern: "[ab]" },
      },
    },
  );
  expect(validation).toEqual({
    files: [{ path: "data.csv", rows: 3 }],
    rows: 3,
    columns: ["x", "y"],
    checks: 7 + 2 + 2 + 2,
    problems: [],
  });
});

describe("expectations", () => {
  test.each([
    ["integer", { type: "integer" }, "1,1.5,2e0,-0.1", ["data-integer 3 1", "data-integer 5 1"]],
    ["min", { min: 0 }, "1,-1,0,-2", ["data-min 3 1", "data-min 5 1"]],
    ["max", { max: 1 }, "1,1.01,0,9", ["data-max 3 1", "data-max 5 1"]],
    ["in", { in: ["a", true, 1] }, "a,true,1,b", ["data-in 5 1"]],
    ["in, of members of objects", { in: ["a"] }, "a,constructor,__proto__,a", ["data-in 3 1", "data-in 4 1"]],
    [
      "pattern, no cell that is too long to be one",
      { pattern: "x*" },
      `x,${"x".repeat(1001)}`,
      ["data-pattern 3 1"],
    ],
    ["pattern, the whole cell", { pattern: "a|b+" }, "a,bb,ab,ba", ["data-pattern 4 1", "data-pattern 5 1"]],
    ["pattern that is none", { pattern: "(" }, "a,b,c,d", ["data-bad-pattern 1 1"]],
    ["missing 0, every cell", { missing: 0 }, "a,,c,NA", ["data-missing 3 1", "data-missing 5 1"]],
    ["missing share kept", { missing: 0.5 }, "a,,c,NA", []],
    ["missing share passed", { missing: 0.4 }, "a,,c,NA", ["data-missing 3 1"]],
    ["unique", { unique: true }, "a,b,a,a", ["data-unique 4 1", "data-unique 5 1"]],
    ["unique, missing cells aside", { unique: true }, ",,a,b", []],
    ["missing cells fail nothing else", { min: 5, in: [7], pattern: "7" }, "7,,NA,7", []],
    ["bounds for text", { min: 0, type: "text" }, "a,b,c,d", ["data-not-numbers 1 1"]],
  ])("%s", async (_, expectation, cells, expected) => {
    const rows = cells.split(",").map((cell, index) => `"${cell}",${index % 2}`);
    const { problems } = await validated(`x,y\n${rows.join("\n")}\n`, {}, { expect: { x: expectation } });
    expect(brief(problems)).toEqual(expected);
    for (const problem of problems) expect(problem.next).toBeTruthy();
  });

  test("a repeated value names both places", async () => {
    const { problems } = await validated("x,y\n<b>,a\n2,b\n<b>,a\n", {}, { expect: { x: { unique: true } } });
    expect(problems[0]).toMatchObject({
      found: '"<b>" in the column "x", which data.csv:2 has too',
      where: { file: "data.csv", line: 4, column: 1 },
    });
  });

  test("an absent column, with the near miss", async () => {
    const { problems } = await validated(XY, {}, { expect: { xx: { min: 0 }, petal: {} } });
    expect(brief(problems)).toEqual(["data-missing-column 1", "data-missing-column 1"]);
    expect(problems.map(({ expected }) => expected)).toEqual(['perhaps "x"', 'a column "petal"']);
  });

  test("all failures of all columns together", async () => {
    const { problems } = await validated(
      "x,y\n-1,c\n,a\n9,a\n",
      {},
      {
        expect: { x: { min: 0, max: 5, missing: 0 }, y: { in: ["a", "b"] } },
      },
    );
    expect(brief(problems)).toEqual(["data-min 2 1", "data-max 4 1", "data-missing 3 1", "data-in 2 2"]);
  });
});

test("a file in which every row is wrong", async () => {
  const rows = Array.from({ length: 150_000 }, () => "-1,");
  const { problems } = await validated(
    `x,y\n${rows.join("\n")}\n`,
    {},
    {
      expect: { x: { min: 0, unique: true }, y: { missing: 0 } },
    },
  );
  expect(problems).toHaveLength(4 * 150_000 - 1);
});

describe("key", () => {
  test("duplicates and missing", async () => {
    const { problems } = await validated("id,y\n1,a\n,b\n1,a\n", {}, { key: "id" });
    expect(brief(problems)).toEqual(["data-key-missing 3 1", "data-key-duplicate 4 1"]);
    expect(problems[1]!.found).toContain("data.csv:2");
  });

  test("absent", async () => {
    const { problems } = await validated("id,y\n1,a\n2,b\n", {}, { key: "ID" });
    expect(brief(problems)).toEqual(["data-missing-column 1"]);
    expect(problems[0]!.expected).toBe('perhaps "id"');
  });
});

describe("target", () => {
  test.each([
    ["absent", "x,z\n1,a\n2,b\n", {}, ["data-missing-column 1"]],
    [
      "missing in rows",
      "x,y\n1,\n2,b\n3,a\n4,NA\n",
      {},
      ["data-target-missing 2 2", "data-target-missing 5 2"],
    ],
    ["of one class", "x,y\n1,a\n2,a\n", {}, ["data-one-class 1 2"]],
    ["of one class as a number", "x,y\n1,1\n2,1.0\n", {}, ["data-one-class 1 2"]],
    ["text in a regression", "x,y\n1,a\n2,b\n", { task: "regression" }, ["data-target-type 1 2"]],
    ["numbers in a regression", "x,y\n1,1\n2,1\n", { task: "regression" }, []],
    ["numbers as classes", "x,y\n1,0\n2,1\n", {}, []],
  ])("%s", async (_, csv, problem, expected) => {
    expect(brief((await validated(csv, problem)).problems)).toEqual(expected);
  });
});
