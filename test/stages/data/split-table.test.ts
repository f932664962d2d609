import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../../src/core/random.ts";
import type { SplitOptions } from "../../../src/records/spec-data.ts";
import type { Fold, RawTable } from "../../../src/records/table.ts";
import { keptFromTraining } from "../../../src/stages/data/kept-from-training.ts";
import { splitTable } from "../../../src/stages/data/split-table.ts";
import { problemsOf } from "../features/tables.ts";
import { rawOf } from "./tables.ts";

const SHARES = { validation: 0.2, test: 0.3, seed: 0 };

interface Row {
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  readonly day: string;
}

function tableOf(rows: readonly Row[]): Promise<RawTable> {
  return rawOf(`id,group,kind,day\n${rows.map((row) => Object.values(row).join(",")).join("\n")}\n`);
}

function rowsOf(random: Random, count: number, prefix: string): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${prefix}${at}`,
    group: `g${random.below(25)}`,
    kind: ["a", "a", "a", "b", "b", "rare"][random.below(6)]!,
    day: new Date(Date.UTC(2026, 0, 1 + random.below(300))).toISOString().slice(0, 10),
  }));
}

async function foldsOf(rows: readonly Row[], options: Partial<SplitOptions>): Promise<Map<string, Fold>> {
  const { keys, folds } = splitTable(await tableOf(rows), "id", { ...SHARES, ...options });
  return new Map(keys.map((key, row) => [key, folds[row]!]));
}

function moved(before: ReadonlyMap<string, Fold>, after: ReadonlyMap<string, Fold>): string[] {
  return [...before].flatMap(([key, fold]) => (after.has(key) && after.get(key) !== fold ? [key] : []));
}

describe("what never moves: by key, by group, by a date that is written down", () => {
  test.each<[string, Partial<SplitOptions>]>([
    ["key", {}],
    ["group", { group: "group" }],
    ["dates", { time: "day", test_from: "2026-08-01", validation_from: "2026-06-15" }],
  ])("%s", async (_, options) => {
    const random = seededRandom(5);
    for (let round = 0; round < 10; round++) {
      const rows = rowsOf(random, 120, "old");
      const seed = random.below(1000);
      const before = await foldsOf(rows, { ...options, seed });
      const later = [...rowsOf(random, 80, "new"), ...rows.filter(() => random.next() < 0.8)];
      later.sort(() => random.next() - 0.5);
      expect(moved(before, await foldsOf(later, { ...options, seed }))).toEqual([]);
    }
  });
});

describe("groups", () => {
  test("are in one fold each, and hold together in folds of cross-validation, too", async () => {
    const rows = rowsOf(seededRandom(6), 200, "r");
    const raw = await tableOf(rows);
    const { folds, units } = splitTable(raw, "id", { ...SHARES, group: "group" });
    const of = new Map<string, Fold>();
    rows.forEach(({ group }, row) => {
      expect(folds[row]).toBe(of.get(group) ?? folds[row]);
      of.set(group, folds[row]!);
    });
    expect(units).toEqual(rows.map(({ group }) => group));
    expect(new Set(folds).size).toBe(3);
  });

  test("a group is placed as a key of that name is", async () => {
    const rows = rowsOf(seededRandom(7), 60, "r");
    const byGroup = splitTable(await tableOf(rows), "id", { ...SHARES, group: "group" }).folds;
    const named = rows.map((row) => ({ ...row, id: row.group }));
    expect(byGroup).toEqual(splitTable(await tableOf(named), "id", SHARES).folds);
  });

  test("a row without a group is one of its own", async () => {
    const rows = rowsOf(seededRandom(8), 60, "r").map((row) => ({
      ...row,
      group: row.id > "r3" ? "" : row.group,
    }));
    const byKey = await foldsOf(rows, {});
    const byGroup = await foldsOf(rows, { group: "group" });
    for (const { id, group } of rows) if (group === "") expect(byGroup.get(id)).toBe(byKey.get(id));
  });

  test("one group in all rows is refused", async () => {
    const rows = rowsOf(seededRandom(9), 20, "r").map((row) => ({ ...row, group: "g" }));
    const raw = await tableOf(rows);
    const problems = await problemsOf(() => splitTable(raw, "id", { ...SHARES, group: "group" }));
    expect(problems.map(({ code }) => code)).toEqual(["data-split-group"]);
  });
});

describe("strata", () => {
  const options = { stratify: "kind" };
  const counts = (rows: readonly Row[], folds: ReadonlyMap<string, Fold>, kind: string, fold: Fold) =>
    rows.filter((row) => row.kind === kind && folds.get(row.id) === fold).length;

  test("each has its share of every fold, to within a row", async () => {
    const random = seededRandom(10);
    for (let round = 0; round < 10; round++) {
      const rows = rowsOf(random, 40 + random.below(100), "r");
      const folds = await foldsOf(rows, { ...options, seed: round });
      for (const kind of ["a", "b", "rare"]) {
        const size = rows.filter((row) => row.kind === kind).length;
        expect(Math.abs(counts(rows, folds, kind, "test") - 0.3 * size)).toBeLessThan(1);
        expect(Math.abs(counts(rows, folds, kind, "validation") - 0.2 * size)).toBeLessThan(1);
      }
    }
  });

  test("many strata of one row have their share, all together", async () => {
    const rows = rowsOf(seededRandom(11), 90, "r").map((row, at) => ({ ...row, kind: `k${at}` }));
    const held: number[] = [];
    for (let seed = 0; seed < 40; seed++) {
      const folds = await foldsOf(rows, { ...options, seed });
      held.push([...folds.values()].filter((fold) => fold === "test").length);
    }
    // 3,600 rows with a chance of 0.3: 1,080, and four standard deviations are 110.
    expect(Math.abs(held.reduce((sum, each) => sum + each, 0) - 1080)).toBeLessThan(110);
  });

  test("a further row moves one row at most over each border of its stratum, and none of another", async () => {
    const random = seededRandom(12);
    for (let round = 0; round < 60; round++) {
      const rows = rowsOf(random, 50, "r");
      const [row] = rowsOf(random, 1, "new");
      const [before, after] = [await foldsOf(rows, options), await foldsOf([row!, ...rows], options)];
      const kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
      const left = moved(before, after);
      expect(left.length).toBeLessThanOrEqual(2);
      expect(new Set(left.map((key) => kinds.get(key)))).toEqual(new Set(left.length > 0 ? [row!.kind] : []));
    }
  });

  test("the order of rows does not matter", async () => {
    const rows = rowsOf(seededRandom(13), 80, "r");
    expect(moved(await foldsOf(rows, options), await foldsOf(rows.toReversed(), options))).toEqual([]);
  });

  test("too many are refused", async () => {
    const raw = await tableOf(rowsOf(seededRandom(14), 101, "r"));
    const problems = await problemsOf(() => splitTable(raw, "id", { ...SHARES, stratify: "id" }));
    expect(problems.map(({ code }) => code)).toEqual(["data-split-strata"]);
  });
});

describe("time", () => {
  const at = (days: readonly string[]): Row[] =>
    days.map((day, row) => ({ id: `r${row}`, group: "", kind: "a", day }));
  const days = (folds: ReadonlyMap<string, Fold>) => [...folds.values()].map((fold) => fold.slice(0, 2));

  test("the last share is held out, the one before is validation", async () => {
    const rows = at(Array.from({ length: 10 }, (_, day) => `2026-01-${String(10 - day).padStart(2, "0")}`));
    expect(days(await foldsOf(rows, { time: "day" }))).toEqual([
      ..."te te te va va tr tr tr tr tr".split(" "),
    ]);
  });

  test("rows of one moment are on one side, also when zones say it differently", async () => {
    const same = ["2026-01-02T00:00:00Z", "2026-01-02T02:00:00+02:00", "2026-01-02", "2026-01-01"];
    const folds = await foldsOf(at(same), { time: "day", validation: 0, test: 0.25 });
    expect(days(folds)).toEqual(["te", "te", "te", "tr"]);
  });

  test("numbers are moments, too", async () => {
    const rows = at(["10", "9", "100", "-1"]);
    expect(days(await foldsOf(rows, { time: "day", validation: 0.25, test: 0.25 }))).toEqual([
      "va",
      "tr",
      "te",
      "tr",
    ]);
    expect(days(await foldsOf(rows, { time: "day", test_from: 9.5 }))).toEqual(["te", "tr", "te", "tr"]);
  });

  test("from a date on, the date itself included; without validation_from there is no validation", async () => {
    const rows = at(["2026-01-31", "2026-02-01", "2025-12-31"]);
    expect(days(await foldsOf(rows, { time: "day", test_from: "2026-02-01" }))).toEqual(["tr", "te", "tr"]);
  });

  test.each<[string, string[], Partial<SplitOptions>, string[]]>([
    ["a missing date", ["2026-01-01", "", "2026-01-03"], {}, ["data-split-time"]],
    ["what is no date", ["2026-01-01", "2026-02-30", "soon"], {}, ["data-split-time", "data-split-time"]],
    ["a number for dates", ["2026-01-01", "2026-01-02"], { test_from: 3 }, ["data-split-time"]],
    ["a date for numbers", ["1", "2"], { test_from: "2026-01-01" }, ["data-split-time"]],
    [
      "nothing after the date",
      ["2026-01-01", "2026-01-02"],
      { test_from: "2027-01-01" },
      ["data-empty-fold"],
    ],
    ["all at one moment", ["2026-01-01", "2026-01-01"], {}, ["data-empty-fold"]],
    ["no column of that name", ["1", "2"], { time: "dai" }, ["data-missing-column"]],
  ])("%s", async (_, given, options, codes) => {
    const raw = await tableOf(at(given));
    const problems = await problemsOf(() => splitTable(raw, "id", { ...SHARES, time: "day", ...options }));
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });
});

describe("rows that a model of before was kept from", () => {
  test.each<[string, Partial<SplitOptions>]>([
    ["key", {}],
    ["group", { group: "group" }],
    ["strata", { stratify: "kind" }],
    ["share of the time", { time: "day" }],
    ["dates", { time: "day", test_from: "2026-08-01" }],
  ])("%s: none that it was trained on, however the data have grown", async (_, options) => {
    const random = seededRandom(15);
    let kept = 0;
    for (let round = 0; round < 12; round++) {
      const rows = rowsOf(random, 120, "old");
      const before = await foldsOf(rows, options);
      const heldOut = new Set([...before].filter(([, fold]) => fold === "test").map(([key]) => key));
      const grown = [...rowsOf(random, 60, "new"), ...rows.filter(() => random.next() < 0.9)];
      const raw = await tableOf(grown);
      const found = keptFromTraining(raw, "id", { ...SHARES, ...options }, heldOut);
      const names = grown.filter((_, row) => found[row]).map(({ id }) => id);
      expect(names.filter((id) => before.has(id) && !heldOut.has(id))).toEqual([]);
      kept += names.filter((id) => heldOut.has(id)).length;
    }
    // Not by calling everything seen: of some 36 held out in each round, nine tenths are still there.
    expect(kept).toBeGreaterThan(250);
  });

  test("where the column is not what it was, none", async () => {
    const raw = await tableOf(rowsOf(seededRandom(16), 30, "r").map((row) => ({ ...row, day: "soon" })));
    const found = keptFromTraining(raw, "id", { ...SHARES, time: "day" }, new Set(["r1"]));
    expect(found).toEqual(Array(30).fill(false));
  });
});
