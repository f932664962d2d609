import * as v from "valibot";
import { expect, test } from "vitest";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import { type Random, seededRandom } from "../../../src/core/random.ts";
import type { Features, Preparation } from "../../../src/records/spec-features.ts";
import type { Prepare } from "../../../src/records/spec-prepare.ts";
import type { Table } from "../../../src/records/table.ts";
import { Transform } from "../../../src/records/transform.ts";
import { applyDerived, deriveColumns, type FeatureOptions } from "../../../src/stages/features/derive.ts";
import { fitFeatures } from "../../../src/stages/features/fit-transform.ts";
import { keptRows } from "../../../src/stages/features/kept-rows.ts";
import { preparedTable } from "../../../src/stages/features/prepared-table.ts";
import { reduceFeatures } from "../../../src/stages/features/reduce-features.ts";
import { tableOf } from "./tables.ts";

/** What holds for any preparation: of these, any may meet any. */
const NUMBERS: readonly Preparation[] = [
  {},
  { missing: "mean", indicator: true, scale: "robust" },
  { missing: "nearest", neighbours: 2, outliers: "clip" },
  { missing: "mode", outliers: "clip-and-flag", bounds: { quantile: 0.1 }, scale: "minmax" },
  { missing: 7, outliers: "flag" },
  { missing: "drop" },
  { encode: "target", smoothing: 3 },
  { encode: "ordinal", scale: "standard" },
];
const TEXTS: readonly Preparation[] = [
  {},
  { encode: "target", folds: 3, indicator: true },
  { encode: "frequency", missing: { value: "none" } },
  { encode: "hash", buckets: 5 },
  { encode: "ordinal" },
  { encode: "text", buckets: 4, ngrams: "characters", ngram_range: [1, 2] },
  { missing: "drop" },
];
const DATES: readonly Preparation[] = [
  { encode: "date" },
  { encode: "date", cyclic: true, parts: ["month", "days"], missing: "mean", indicator: true },
];
const WHOLES: readonly (Prepare | undefined)[] = [
  undefined,
  { variance: 0, correlation: 0.8 },
  { mutual_information: 3 },
  { components: 2 },
  { duplicates: "drop", correlation: 0.95, components: 0.8 },
];

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.below(from.length)]!;
}

function cells(random: Random) {
  const missing = random.next() < 0.12;
  return {
    x: missing ? null : Math.round(random.next() * 50) - (random.next() < 0.05 ? 900 : 0),
    z: random.next() < 0.1 ? null : random.next(),
    word: random.next() < 0.1 ? null : `w${random.below(6)} ${pick(random, ["big", "small"])}`,
    day:
      random.next() < 0.1
        ? null
        : new Date(Date.UTC(2020 + random.below(5), random.below(12), 3)).toISOString(),
    y: pick(random, ["p", "q", "r"]),
  };
}

function asTable(rows: readonly ReturnType<typeof cells>[]): Table {
  const names = ["x", "z", "word", "day", "y"] as const;
  return tableOf(...names.map((name) => [name, rows.map((row) => row[name])] as const));
}

/** A case of its own for each round: options, a table, its training rows, and the table with every other row changed. */
function roundOf(round: number) {
  const random = seededRandom(round);
  const rows = Array.from({ length: 50 }, () => cells(random));
  const training = Array.from(rows.keys()).filter((row) => row < 6 || random.next() < 0.6);
  // So that every column has values, and both classes, among the first.
  rows.slice(0, 6).forEach((row, at) => {
    Object.assign(row, {
      x: row.x ?? at,
      z: row.z ?? at,
      word: `w${at} big`,
      day: `2021-0${at + 1}-01`,
      y: "pqrpqr"[at],
    });
  });
  const chosen = new Set(training);
  const changed = rows.map((row, at) => (chosen.has(at) ? row : cells(random)));
  const features: Features = {
    x: pick(random, NUMBERS),
    z: pick(random, NUMBERS),
    word: pick(random, TEXTS),
    day: pick(random, DATES),
    sum: "x + z",
  };
  const prepare = pick(random, WHOLES);
  const options: FeatureOptions = {
    features,
    target: "y",
    ...(prepare && { prepare }),
    learning: { task: "classification", units: rows.map((_, row) => `u${row}`), seed: round },
  };
  return { table: asTable(rows), other: asTable(changed), training, options };
}

async function learn(table: Table, training: readonly number[], options: FeatureOptions) {
  const derived = await deriveColumns(table, options);
  const rows = keptRows(derived, training, options);
  return reduceFeatures(fitFeatures(derived, rows, options), derived, rows, options);
}

const ROUNDS = 150;

test("no row of the holdout, whatever it holds, moves what is learned or trained on", async () => {
  let differs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { table, other, training, options } = roundOf(round);
    const [one, two] = [await learn(table, training, options), await learn(other, training, options)];
    expect(canonicalJson(two), `round ${round}`).toBe(canonicalJson(one));
    // Changing a training row is seen, so the comparison can fail.
    const less = await learn(table, training.slice(0, -3), options);
    if (canonicalJson(less.transform) !== canonicalJson(one.transform)) differs++;
  }
  expect(differs).toBeGreaterThan(ROUNDS * 0.9);
});

test("what was written as canonical JSON and read back prepares every row as before, from raw columns alone", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { table, training, options } = roundOf(round);
    const { transform } = await learn(table, training, options);
    const read = v.parse(Transform, JSON.parse(canonicalJson(transform)));
    expect(canonicalJson(read)).toBe(canonicalJson(transform));
    const names = new Set(transform.inputs.map(({ name }) => name));
    const raw: Table = { ...table, columns: new Map([...table.columns].filter(([name]) => names.has(name))) };
    const before = preparedTable(transform, await deriveColumns(table, options));
    expect(preparedTable(read, await applyDerived(read, raw)), `round ${round}`).toEqual(before);
    // And one row alone as among all others: what serving is asked.
    const derived = await applyDerived(read, raw);
    expect(preparedTable(read, derived, [17]).rows[0]).toEqual(before.rows[17]);
  }
});

test("the order of the training rows moves nothing that is learned", async () => {
  for (let round = 0; round < 40; round++) {
    const { table, training, options } = roundOf(round);
    const { duplicates: _, components, ...selection } = options.prepare ?? {};
    const given = { ...options, prepare: selection };
    const [one, two] = [
      await learn(table, training, given),
      await learn(table, training.toReversed(), given),
    ];
    expect(close(two.transform), `round ${round}`).toBe(close(one.transform));
  }
});

/** Sums over rows may differ in the last digits. */
function close(transform: Transform): string {
  return JSON.stringify(JSON.parse(canonicalJson(transform)), (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(9)) : value,
  );
}
