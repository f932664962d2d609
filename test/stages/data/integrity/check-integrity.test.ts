import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Checks } from "../../../../src/records/spec-checks.ts";
import { checkIntegrity } from "../../../../src/stages/data/integrity/check-integrity.ts";
import { typeColumns } from "../../../../src/stages/data/type-columns.ts";
import { validate } from "../../../../src/stages/data/validate.ts";
import { read } from "../tables.ts";
import { allFound, type Cells, draws, rawTable, specWith, times, told } from "./columns-of.ts";

const names = Object.keys(Checks.entries);
const copied = times(60, (row) => "ab"[row % 2]!);
const leaking = {
  x: times(60, () => 5),
  code: copied.map((label) => `${label}!`),
  y: copied,
  id: times(60, (row) => row),
};

describe("severity", () => {
  test("by default a copy of the target is an error, all else a warning", async () => {
    const raw = rawTable(leaking);
    const spec = specWith({ data: { key: "id" } });
    const { problems, warnings } = await validate(raw, typeColumns(raw, {}).table, spec, 0);
    expect(told(problems)).toEqual(["data-target-copy 1 2"]);
    expect(told(warnings)).toEqual(["data-constant 1 1"]);
    const others = Object.entries(spec.data.checks).filter(([, severity]) => severity !== "warning");
    expect(others).toEqual([["target_copy", "error"]]);
  });

  test("each may be an error, a warning or off, and what is off does not count", () => {
    const checks = { constant: "error", target_copy: "warning", duplicates: "off", outliers: "off" };
    const found = allFound(leaking, specWith({ data: { key: "id", checks } }));
    expect(told(found.problems)).toEqual(["data-constant 1 1"]);
    expect(told(found.warnings)).toEqual(["data-target-copy 1 2"]);
    expect(found.checks).toBe(names.length - 2);
    const off = Object.fromEntries(names.map((name) => [name, "off"]));
    expect(allFound(leaking, specWith({ data: { checks: off } }))).toEqual({
      checks: 0,
      problems: [],
      warnings: [],
    });
  });
});

test("Fisher's irises, all four measures as features, have nothing to be said of", async () => {
  const file = new URL("../../../../examples/iris/data/iris.csv", import.meta.url);
  const { table: raw } = await read(readFileSync(file));
  const iris = specWith({ data: { key: "id" } });
  const spec = { ...iris, problem: { ...iris.problem, target: "species" } };
  const found = checkIntegrity(raw, typeColumns(raw, {}).table, spec);
  expect([...found.problems, ...found.warnings]).toEqual([]);
});

describe("cells that nobody would write", () => {
  const nasty = [
    "",
    " ",
    "\u0000",
    "\u202e",
    "__proto__",
    "constructor",
    "=1+1",
    "|",
    "`",
    "\ud800",
    "NaN",
    "1e999",
    "-0",
    "0",
    "9".repeat(400),
    "a".repeat(5000),
    "+49 30 1234 567",
    "0000000000000000",
    null,
  ];

  test("tables of them, of names that every object has, and of no rows give problems with a place, and never throw", () => {
    const { pick, below } = draws(77);
    for (let run = 0; run < 300; run++) {
      const rows = below(60);
      const column = () => {
        const few = times(1 + below(4), () => pick(nasty));
        return times(rows, () => pick(below(2) === 0 ? nasty : few));
      };
      const cells: Cells = {
        __proto__: null,
        toString: column(),
        constructor: column(),
        "": column(),
        y: column(),
      } as never;
      const data = {
        ...(below(2) === 0 && { key: "constructor" }),
        ...(below(2) === 0 && { expect: { "": { type: "date" } } }),
      };
      const spec = specWith({ task: pick(["classification", "regression"] as const), data });
      const { problems, warnings } = allFound(cells, spec);
      for (const { found, where, code } of [...problems, ...warnings]) {
        expect(code).toMatch(/^data-[a-z-]+$/);
        expect(found).not.toMatch(/NaN %|undefined|Infinity/);
        expect(found.length).toBeLessThan(1500);
        expect(where!.line).toBeGreaterThanOrEqual(1);
        expect(where!.line).toBeLessThanOrEqual(rows + 1);
      }
    }
  });

  test("without the target, or without any column, the other checks still speak", () => {
    const { y: _, ...others } = leaking;
    expect(told(allFound(others, specWith()).warnings)).toEqual(["data-constant 1 1"]);
    const none = {
      columns: [],
      cells: new Map(),
      rows: 3,
      files: ["d.csv"],
      file: [0, 0, 0],
      line: [1, 2, 3],
    };
    expect(checkIntegrity(none, { columns: new Map(), rows: 3 }, specWith()).problems).toEqual([]);
  });

  test("the extremes of numbers overflow nothing", () => {
    const big = times(60, (row) => (row % 2 ? 1.7e308 : -1.7e308) * (1 + row / 1e6 - row / 1e6));
    const y = times(60, (row) => 5e-324 * row);
    const { problems, warnings } = allFound({ big, y }, specWith({ task: "regression" }));
    expect(JSON.stringify([problems, warnings])).not.toMatch(/NaN|Infinity/);
  });
});
