import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { nodeFiles } from "../../../src/adapters/files.ts";
import type { Problem } from "../../../src/core/errors.ts";
import { seededRandom } from "../../../src/core/random.ts";
import { validateData } from "../../../src/pipeline/data/read-data.ts";
import type { Source } from "../../../src/pipeline/data/source.ts";
import { streamValidation } from "../../../src/pipeline/data/stream-validation.ts";
import type { World } from "../../../src/ports/world.ts";
import type { Validation } from "../../../src/records/validation.ts";
import { specOf } from "../../stages/data/tables.ts";

const NOW = Date.UTC(2026, 0, 31);
/** What is held needs no disk. */
const world = {} as World;

const source = (text: string | Uint8Array, path = "data.csv"): Source => ({
  path,
  bytes: typeof text === "string" ? new TextEncoder().encode(text) : text,
});

async function both(sources: readonly Source[], problem: object, data: object) {
  const spec = specOf(problem, data);
  const whole = await validateData(sources, spec, NOW);
  const streamed = await streamValidation(world, sources, spec, NOW);
  return { whole: whole.validation, streamed: streamed.validation };
}

/** Cells of a column, most of them right, some spoiled. */
const KINDS: Readonly<Record<string, (random: () => number, row: number) => string>> = {
  rising: (_, row) => String(row),
  nearly: (random, row) => (random() < 0.001 ? String(Math.floor(random() * row)) : String(row)),
  number: (random) =>
    random() < 0.002
      ? pick(random, ["", "NA", "inf", "x", " 7 ", "1e400", "12345678901234567890"])
      : (random() * 12).toFixed(2),
  whole: (random) => (random() < 0.001 ? "1.5" : String(Math.floor(random() * 9))),
  late: (random, row) => (row > 4500 && random() < 0.001 ? "late" : String(row % 7)),
  word: (random) =>
    pick(random, [
      "red",
      "green",
      "blue",
      "blue",
      random() < 0.01 ? "Blue" : "red",
      random() < 0.01 ? "" : "red",
    ]),
  date: (random) =>
    random() < 0.005
      ? pick(random, [
          "2026-02-30",
          "2026-01-30T23:59:60Z",
          "2026-01-01T12:00:00.5+01:00",
          "soon",
          "1999-01-01",
        ])
      : `2025-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
  person: (random) => (random() < 0.004 ? "flora@example.com" : `u-${Math.floor(random() * 300)}`),
};
const EXPECTATIONS: Readonly<Record<string, readonly object[]>> = {
  rising: [{ type: "integer", unique: true, missing: 0 }, { unique: true, max: 6000 }, {}],
  nearly: [{ type: "integer", unique: true }, { distinct: { max: 10 } }, {}],
  number: [
    { type: "number", min: 0, max: 11.9, missing: 0 },
    { type: "number", mean: { max: 2 }, median: { min: 9 }, deviation: { max: 1 }, missing: 0.0001 },
    { type: "number", min: 1, mostly: 0.99, severity: "warning" },
    { min: 3 },
    { type: "text", pattern: "[0-9.]+" },
  ],
  whole: [
    { type: "integer", in: [0, 1, 2, 3, 4, 5, 6, 7] },
    { max: 7, mostly: 0.5 },
  ],
  late: [{}, { type: "number" }, { min: 2 }, { in: [0, 1, 2, 3, 4, 5, 6] }],
  word: [{ in: ["red", "green", "blue"], missing: 0 }, { length: { min: 4 }, mostly: 0.3 }, { pattern: "(" }],
  date: [
    { type: "date", after: "2025-01-15", before: "2025-09-01", max_age: "30d" },
    { max_age: "900d" },
    {},
  ],
  person: [{ pattern: "u-\\d+" }, { unique: true, severity: "warning" }, { length: { max: 5 } }],
};

function numbers(seed: number): () => number {
  const random = seededRandom(seed);
  return () => random.next();
}

function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

function table(random: () => number) {
  const names = Object.keys(KINDS);
  const order = random() < 0.5 ? names : [...names].reverse();
  const rows = pick(random, [5, 40, 700, 5000, 6500]);
  const cells = Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(names.map((name) => [name, KINDS[name]!(random, row)])),
  );
  const write = (columns: readonly string[], from: number, to: number) =>
    [columns, ...cells.slice(from, to).map((row) => columns.map((name) => row[name]!))]
      .map((each) => each.join(","))
      .join("\n");
  const cut = Math.floor(random() * rows);
  const two = cut > 0 && random() < 0.5;
  const sources = two
    ? [source(write(order, 0, cut), "a.csv"), source(write(names, cut, rows), "b.csv")]
    : [source(write(order, 0, rows))];
  const data = {
    ...(random() < 0.7 && { key: pick(random, ["rising", "nearly", "person", "absent"]) }),
    expect: Object.fromEntries(
      names.filter(() => random() < 0.8).map((name) => [name, pick(random, EXPECTATIONS[name]!)]),
    ),
    ...(random() < 0.3 && { rows: { min: 100 }, columns: names }),
    ...(random() < 0.4 && {
      unique: [
        pick(random, [
          ["whole", "rising"],
          ["word", "date", "whole"],
          ["word", "lost"],
        ]),
      ],
    }),
    ...(random() < 0.4 && {
      dependencies: [
        { columns: ["whole"], determine: "word", mostly: 0.2 },
        { columns: ["word", "late"], determine: "late" },
      ],
    }),
    ...(random() < 0.5 && {
      rules: [
        "word == 'red' || number > 0",
        { rule: "rising < 4000", when: "whole > 3", severity: "warning" },
      ],
    }),
    ...(random() < 0.5 && { checks: { duplicates: "off", outliers: "error" } }),
  };
  const target = pick(random, ["word", "number", "late", "whole", "missing"]);
  return { sources, data, problem: { target, task: pick(random, ["classification", "regression"]) } };
}

describe("what is told of data that are checked as they are read", () => {
  test.each(Array.from({ length: 16 }, (_, index) => index))(
    "is what is told of the whole table: %i",
    async (seed) => {
      const { sources, data, problem } = table(numbers(seed));
      const { whole, streamed } = await both(sources, problem, data);
      expect(told(streamed)).toEqual(shortened(whole));
      expect(whole.problems.length + whole.warnings.length).toBeGreaterThan(0);
    },
  );
});

describe("what is taken for granted", () => {
  const rows = Array.from({ length: 5000 }, (_, row) => `${row},${row % 5},${row % 3 === 0 ? "a" : "b"}`);
  const csv = (...more: string[]) => `id,x,y\n${[...rows, ...more].join("\n")}\n`;

  test.each([
    ["identifiers that rise no more", csv("17,1,a"), ["data-key-duplicate"]],
    ["numbers that are text after all", csv("5000,late,a"), ["data-mixed-column", "data-not-numbers"]],
    ["both", csv("17,late,a"), ["data-mixed-column", "data-not-numbers", "data-key-duplicate"]],
  ])("%s: all is read again", async (_, text, codes) => {
    const data = { key: "id", expect: { id: { type: "integer" }, x: { min: 0 } } };
    const { whole, streamed } = await both([source(text)], { target: "y" }, data);
    expect(streamed.problems.map(({ code }) => code)).toEqual(codes);
    expect(streamed).toEqual(whole);
  });

  test("a column without any cell is text, as it is for the whole table", async () => {
    const data = {
      expect: { x: { min: 0, mean: { min: 1 } }, z: { type: "number", max: 1, max_age: "3d" } },
    };
    const { whole, streamed } = await both([source("x,y,z\n,a,\nNA,b,\n")], { target: "y" }, data);
    expect(streamed).toEqual(whole);
    expect(whole.problems.map(({ code }) => code)).toContain("data-not-numbers");
  });

  test("of many failures of a rule the first thousand are told, and the others counted", async () => {
    const data = { expect: { x: { max: -1 } } };
    const { streamed } = await both([source(csv())], { target: "y" }, data);
    const failed = streamed.problems.filter(({ code }) => code === "data-max");
    expect(failed).toHaveLength(1001);
    expect(failed.at(-1)).toMatchObject({ found: "4000 more of these", where: { file: "data.csv" } });
  });
});

describe("what keeps data from being read", () => {
  const good = "x,y\n1,a\n2,b\n";
  test.each([
    ["a ragged row", ["x,y\n1,a\n2\n", good]],
    ["columns of one name", ["x,x\n1,a\n"]],
    ["no name", [good, "x,\n1,a\n"]],
    ["other columns", [good, "x,z\n1,a\n"]],
    ["an empty file", ["", good]],
    ["no row", [good, "x,y\n"]],
    ["another encoding", [good, Buffer.from("x,y\n1,\xe9\n", "latin1")]],
    ["a quotation mark that is not closed", [good, 'x,y\n1,"a\n']],
  ])("%s", async (_, files) => {
    const sources = files.map((text, index) => source(text, `${index}.csv`));
    const { whole, streamed } = await both(sources, {}, { expect: { x: { max: 0 } } });
    expect(streamed.problems.length).toBeGreaterThan(0);
    expect(streamed.problems).toEqual(whole.problems);
    expect(streamed.checks).toBe(0);
  });

  test("a packed file that is cut", async () => {
    const cut = source(gzipSync("x,y\n".repeat(1000)).subarray(0, 30), "data.csv.gz");
    const { streamed } = await both([cut], {}, {});
    expect(streamed.problems).toMatchObject([{ code: "data-cannot-unpack" }]);
  });
});

test.each(["none", "snappy", "zstd"])("Parquet is checked as it is read: %s", async (packing) => {
  const path = fileURLToPath(new URL(`../../fixtures/parquet/${packing}.parquet`, import.meta.url));
  const held = source(await readFile(path), "data.parquet");
  const onDisk = { ...held, bytes: new Uint8Array(), file: path };
  const spec = specOf(
    { target: "absent" },
    {
      expect: Object.fromEntries(
        (await columnsOf(held)).map((name) => [name, { distinct: { max: 0 }, unique: true }]),
      ),
    },
  );
  const whole = await validateData([held], spec, NOW);
  const streamed = await streamValidation({ files: nodeFiles() } as World, [onDisk], spec, NOW);
  expect(streamed.validation).toEqual(whole.validation);
  expect(whole.validation.problems.length).toBeGreaterThan(1);
});

async function columnsOf(held: Source): Promise<readonly string[]> {
  return (await validateData([held], specOf({}, {}), NOW)).validation.columns;
}

/** Of one rule the first 1,000 failures are told, and the rest counted. */
function shortened({ problems, warnings, ...rest }: Validation): Validation {
  return { ...rest, problems: firstOfEach(problems), warnings: firstOfEach(warnings) };
}

function firstOfEach(problems: readonly Problem[]): Problem[] {
  const counts = new Map<string, number>();
  return problems.filter(({ code, where }) => {
    const rule = `${code} ${where?.column}`;
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return counts.get(rule)! <= 1000;
  });
}

function told({ problems, warnings, ...rest }: Validation): Validation {
  const isTold = ({ found }: Problem) => !found.endsWith(" more of these");
  return { ...rest, problems: problems.filter(isTold), warnings: warnings.filter(isTold) };
}
