import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../../../src/core/random.ts";
import { jsonFile } from "../../../../src/records/bundle-files.ts";
import { DriftReference } from "../../../../src/records/drift-reference.ts";
import { profileRaw } from "../../../../src/stages/data/profile/profile-raw.ts";
import { readCsv } from "../../../../src/stages/data/read-csv.ts";
import type { NumberSample } from "../../../../src/stages/monitoring/drift/column-sample.ts";
import { compareProfiles } from "../../../../src/stages/monitoring/drift/compare-profiles.ts";
import { driftReference } from "../../../../src/stages/monitoring/drift/drift-reference.ts";
import { DEFAULT_LIMITS } from "../../../../src/stages/monitoring/drift/limits.ts";
import { pairProfiles } from "../../../../src/stages/monitoring/drift/profile-sample.ts";

/** A table whose columns are drawn by these, from its text. */
async function drawn(
  seed: number,
  rows: number,
  columns: Readonly<Record<string, (random: Random, row: number) => string | number>>,
) {
  const random = seededRandom(seed);
  const draws = Object.values(columns);
  const lines = Array.from({ length: rows }, (_, row) => draws.map((draw) => draw(random, row)).join(","));
  const bytes = new TextEncoder().encode(`${Object.keys(columns).join(",")}\n${lines.join("\n")}\n`);
  const { table, problems } = await readCsv({ path: "data.csv", bytes }, ["NA"]);
  expect(problems).toEqual([]);
  return table;
}

const referenceOf = async (...given: Parameters<typeof drawn>) =>
  v.parse(DriftReference, driftReference(profileRaw(await drawn(...given))));

const amount = (random: Random) => random.next() * 1000;
const street = (random: Random) => `street ${random.below(5000)}`;

describe("what a bundle keeps of its data", () => {
  test("is small however many rows there are: under 4.5 KB a column", async () => {
    const columns = { amount, street, whole: (random: Random) => random.below(1_000_000) };
    const large = await referenceOf(1, 60_000, columns);
    expect(jsonFile(large).length / 3).toBeLessThan(4500);
    const few = await referenceOf(1, 60_000, { colour: (random) => "abc"[random.below(3)]! });
    expect(jsonFile(few).length).toBeLessThan(300);
  });

  test("of numbers that have few values each value is counted, written in whatever way, and nothing is off", async () => {
    const stars = (random: Random) => ["1", "2.0", "2", "-3"][random.below(4)]!;
    const table = await drawn(1, 30_000, { stars });
    const { columns } = driftReference(profileRaw(table));
    expect(columns[0]!.sketches.values!.values.map(([text]) => text)).toEqual(["-3", "1", "2"]);
    const pair = pairProfiles(columns[0]!, columns[0]!)!;
    const cells = table.cells.get("stars")!.map(Number);
    const { values, weights } = (pair.reference as NumberSample).values;
    expect([...values]).toEqual([-3, 1, 2]);
    expect([...weights!]).toEqual([-3, 1, 2].map((star) => cells.filter((cell) => cell === star).length));
  });

  test("is the same bytes for the same table", async () => {
    const twice = await Promise.all([1, 2].map(() => referenceOf(7, 5000, { amount, street })));
    expect(jsonFile(twice[0])).toEqual(jsonFile(twice[1]));
  });

  test("knows missing cells by the table's own words for them, and an empty cell that is none", async () => {
    const { columns } = await referenceOf(1, 100, { word: (_, row) => ["NA", '""', "x", "y"][row % 4]! });
    expect(columns[0]).toMatchObject({ rows: 100, missing: 25 });
    expect(columns[0]!.sketches.values!.values).toEqual([
      ["", 25],
      ["x", 25],
      ["y", 25],
    ]);
  });

  test("holds nothing of a column that says something of persons", async () => {
    const mail = (random: Random) => `person${random.below(300)}@example.com`;
    const cpf = () => "529.982.247-25";
    const reference = await referenceOf(1, 500, { mail, cpf, amount });
    expect(reference.personal).toEqual(["mail", "cpf"]);
    expect(reference.columns.map(({ name }) => name)).toEqual(["amount"]);
    const bytes = new TextDecoder().decode(jsonFile(reference));
    expect(bytes).not.toMatch(/example\.com|529/);
  });
});

test("nor texts that stand in one row each, nor an address among categories", async () => {
  const remark = (_: Random, row: number) => (row % 4 === 0 ? "ok" : `Remark of Flora ${row}`);
  const contact = (_: Random, row: number) => (row % 10 === 0 ? `p${row}@example.com` : "web");
  const { columns, personal } = await referenceOf(1, 100, { remark, contact });
  expect(personal).toEqual([]);
  expect(columns[0]!.sketches.values).toEqual({ error: 1, values: [["ok", 25]] });
  expect(columns[1]!.sketches.values).toEqual({
    error: 0,
    values: [
      ["web", 90],
      ["(e-mail address)", 10],
    ],
  });
});

describe("categories, where one profile names all and the other only the frequent", () => {
  /** 200 categories that are equally frequent: too many for the sketch to name any of them. */
  const even = (random: Random) => `c${random.below(200)}`;
  const compare = async (before: typeof even, now: typeof even) => {
    const [old, fresh] = [
      await referenceOf(1, 20_000, { x: before }),
      profileRaw(await drawn(2, 100, { x: now })),
    ];
    expect(old.columns[0]!.sketches.values!.error).toBeGreaterThan(0);
    expect(fresh.columns[0]!.sketches.values!.error).toBe(0);
    const comparison = { rules: { limits: DEFAULT_LIMITS }, unmatched: { reference: [], current: [] } };
    return compareProfiles(old, fresh, ["x"], comparison).columns[0]!;
  };

  test("the same distribution is no drift, and nobody knows which category is new", async () => {
    const { drifted, added } = await compare(even, even);
    expect([drifted, added.count]).toEqual([false, 0]);
  });

  test("one that has become frequent is", async () => {
    expect((await compare(even, (random) => (random.next() < 0.3 ? "c0" : even(random)))).drifted).toBe(true);
  });
});

describe("by what bundles keep, 200 to 10,000 rows", () => {
  const columns = (shift: number) => {
    const normal = (random: Random) =>
      Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    const numbers = Array.from({ length: 8 }, (_, index) => [
      `n${index}`,
      (random: Random) => normal(random) + (index === 0 ? shift : 0),
    ]);
    const words = [3, 8, 30, 200, 1000].map((many) => [
      `w${many}`,
      (random: Random) => `c${Math.floor(many * random.next() ** 2)}`,
    ]);
    return Object.fromEntries([...numbers, ...words]) as Parameters<typeof drawn>[2];
  };
  const compare = async (seed: number, rows: readonly [number, number], shift = 0) => {
    const [before, now] = [
      await referenceOf(2 * seed, rows[0], columns(0)),
      await referenceOf(2 * seed + 1, rows[1], columns(shift)),
    ];
    const comparison = { rules: { limits: DEFAULT_LIMITS }, unmatched: { reference: [], current: [] } };
    return compareProfiles(
      before,
      now,
      before.columns.map(({ name }) => name),
      comparison,
    );
  };

  test("of 40 pairs without drift at most one alarms", async () => {
    const random = seededRandom(9);
    const rows = () => Math.round(200 * 50 ** random.next());
    let alarms = 0;
    for (let run = 0; run < 40; run++)
      alarms += Number((await compare(run, [rows(), rows()])).columns.some(({ drifted }) => drifted));
    expect(alarms).toBeLessThanOrEqual(1);
  });

  test("a shift of 0.25 deviations at 2,000 rows is found in at least 19 of 20", async () => {
    let found = 0;
    for (let run = 0; run < 20; run++)
      found += Number((await compare(500 + run, [2000, 2000], 0.25)).columns[0]!.drifted);
    expect(found).toBeGreaterThanOrEqual(19);
  });
});
