import { describe, expect, test } from "vitest";
import type { TrunklineError } from "../../../src/core/errors.ts";
import { Checks } from "../../../src/records/spec-checks.ts";
import { typeColumns } from "../../../src/stages/data/type-columns.ts";
import { validate } from "../../../src/stages/data/validate.ts";
import { brief, rawOf, specOf } from "./tables.ts";

async function validated(csv: string, problem: object, data: object = {}) {
  const spec = specOf(problem, data);
  const raw = await rawOf(csv);
  return validate(raw, typeColumns(raw, spec.data.expect).table, spec, NOW);
}

const NOW = Date.UTC(2026, 0, 31);
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
    checks: 7 + 2 + 2 + 2 + Object.keys(Checks.entries).length,
    problems: [],
    warnings: [],
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
    [
      "length, in characters",
      { length: { min: 2, max: 3 } },
      "ab,a,abcd,éü",
      ["data-length 3 1", "data-length 4 1"],
    ],
    [
      "date, its form",
      { type: "date" },
      "2026-01-31,31.01.2026,2026-02-30,2026-01-31T10:00:00Z",
      ["data-date 3 1", "data-date 4 1"],
    ],
    [
      "dates, the earliest",
      { after: "2026-01-02" },
      "2026-01-02,2026-01-01,2026-01-03,2027-01-01",
      ["data-after 3 1"],
    ],
    [
      "dates, the latest, with zones",
      { before: "2026-01-02T00:00:00Z" },
      "2026-01-02T00:30:00+01:00,2026-01-01T23:30:00-01:00,2026-01-01,2020-01-01",
      ["data-before 3 1"],
    ],
    ["dates that are fresh", { max_age: "2d" }, "2026-01-29,2020-01-01,2020-01-01,2020-01-01", []],
    [
      "dates that are stale",
      { max_age: "2d" },
      "2026-01-28,2020-01-01,2020-01-01,2020-01-01",
      ["data-stale 1 1"],
    ],
    ["mean, kept", { mean: { min: 2, max: 3 } }, "1,2,3,4", []],
    ["mean, passed", { mean: { max: 2.4 } }, "1,2,3,4", ["data-mean 1 1"]],
    ["median of an even number", { median: { min: 2.6 } }, "1,2,3,40", ["data-median 1 1"]],
    ["deviation, the sample's", { deviation: { min: 1.2909, max: 1.291 } }, "1,2,3,4", []],
    ["deviation of text", { deviation: { min: 0 } }, "a,b,c,d", ["data-deviation 1 1"]],
    ["distinct", { distinct: { min: 3 } }, "a,b,a,b", ["data-distinct 1 1"]],
    ["mostly, kept", { min: 0, mostly: 0.75 }, "1,-1,2,3", []],
    ["mostly, passed", { min: 0, mostly: 0.8 }, "1,-1,2,3", ["data-min 3 1"]],
    ["mostly, missing cells aside", { min: 0, mostly: 0.75 }, "1,-1,,", ["data-min 3 1"]],
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

describe("of the table as a whole", () => {
  const failing = async (data: object, csv = XY) => brief((await validated(csv, {}, data)).problems);

  test.each<[string, object, string[]]>([
    ["rows, kept", { rows: { min: 3, max: 3 } }, []],
    ["rows, too few", { rows: { min: 4 } }, ["data-rows"]],
    ["rows, too many", { rows: { max: 2 } }, ["data-rows"]],
    ["columns, kept", { columns: ["x", "y"] }, []],
    ["columns, another order", { columns: ["y", "x"] }, ["data-columns 1 1"]],
    ["columns, one too many", { columns: ["x"] }, ["data-columns 1 2"]],
    ["columns, one too few", { columns: ["x", "y", "z"] }, ["data-columns 1 3"]],
    ["unique together, kept", { unique: [["x", "y"]] }, []],
    ["a column that is not there", { unique: [["x", "z"]] }, ["data-missing-column 1"]],
    ["dependency, kept", { dependencies: [{ columns: ["x"], determine: "y" }] }, []],
    ["dependency, broken", { dependencies: [{ columns: ["y"], determine: "x" }] }, ["data-dependency 4 1"]],
    ["rule, kept", { rules: ["x > 0"] }, []],
    ["rule, broken", { rules: ["x != 2", "y == 'a'"] }, ["data-rule 3 1", "data-rule 3 2"]],
    ["rule, of some rows", { rules: [{ rule: "x > 2", when: "y == 'a'" }] }, ["data-rule 2 1"]],
    ["rule, mostly", { rules: [{ rule: "x > 1", mostly: 0.6 }] }, []],
  ])("%s", async (_, data, expected) => {
    expect(await failing(data)).toEqual(expected);
  });

  test("two rows that are the same in columns that are unique together", async () => {
    const csv = "x,y,z\n1,a,0\n1,b,1\n1,a,1\n,a,0\n,a,1\n";
    expect(await failing({ unique: [["x", "y"]] }, csv)).toEqual(["data-unique-together 4 1"]);
  });

  test("a row with a missing cell is not held to a rule that reads it", async () => {
    expect(await failing({ rules: ["x > 5"] }, "x,y\n,a\n7,b\n")).toEqual([]);
  });

  test("a rule that is no expression is an error, all of them at once", async () => {
    const rules = ["x >", "z > 1", "op.mean(x) > 1"];
    const failure = await validated(XY, {}, { rules }).catch((error: unknown) => error);
    expect((failure as TrunklineError).problems.map(({ code }) => code)).toEqual([
      "expression-not-allowed",
      "expression-unknown-column",
      "expression-across-rows",
    ]);
    expect((failure as TrunklineError).problems[1]!.found).toContain("data.rules[1]");
  });
});

test("what has the severity of a warning is told and fails nothing", async () => {
  const { problems, warnings } = await validated(
    XY,
    {},
    {
      expect: { x: { max: 2, severity: "warning" } },
      rules: [{ rule: "x < 2", severity: "warning" }],
    },
  );
  expect(problems).toEqual([]);
  expect(brief(warnings)).toEqual(["data-max 4 1", "data-rule 3 1", "data-rule 4 1"]);
});

test("nor where a cell is of the wrong type, or makes a column mixed, or a target text", async () => {
  const numbers = Array.from({ length: 20 }, (_, row) => `${row},${row}`).join("\n");
  const csv = `x,y\n${numbers}\nflora@example.com,flora@example.com\n`;
  for (const expect_ of [{}, { x: { type: "number" }, y: { type: "number" } }]) {
    const { problems } = typeColumns(await rawOf(csv), expect_ as never);
    expect(problems).toHaveLength(2);
    expect(JSON.stringify(problems)).not.toContain("flora");
    expect(JSON.stringify(problems)).toContain("(e-mail address)");
  }
  const { problems } = await validated("x,y\n1,flora@example.com\n2,b\n", { task: "regression" });
  expect(JSON.stringify(problems)).toContain("data-target-type");
  expect(JSON.stringify(problems)).not.toContain("flora");
});

test("personal data are named in what is said of them, never shown", async () => {
  const csv = "x,y\nflora@example.com,a\n111.444.777-35,b\nfine,c\n";
  const { problems } = await validated(csv, {}, { expect: { x: { in: ["fine"] } }, rules: ["x == 'fine'"] });
  const said = JSON.stringify(problems);
  expect(said).not.toMatch(/flora|111/);
  expect(said).toContain("(e-mail address)");
  expect(said).toContain("(CPF)");
});
