import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import { keyedFolds } from "../../../src/core/folds.ts";
import { murmurHash } from "../../../src/core/murmur-hash.ts";
import type { Task } from "../../../src/records/spec.ts";
import { DATE_PARTS, type Features, type Preparation } from "../../../src/records/spec-features.ts";
import { Transform } from "../../../src/records/transform.ts";
import { applyTransform } from "../../../src/stages/features/apply-transform.ts";
import { fitTarget, outOfFold, targetColumns } from "../../../src/stages/features/encodings/target.ts";
import { fitFeatures, fitTransform } from "../../../src/stages/features/fit-transform.ts";
import { preparedTable } from "../../../src/stages/features/prepared-table.ts";
import { everyRow, expectCells, problemsOf, tableOf, type Values } from "./tables.ts";

type Cells = (number | null)[][];

/** What scikit-learn and pandas made of it; encodings.py wrote it. */
const reference = JSON.parse(readFileSync(new URL("reference/encodings.json", import.meta.url), "utf8")) as {
  source: string;
  murmur: [string, number][];
  hashed: Record<string, Cells>;
  towns: string[];
  asked: string[];
  folds: number[];
  y: Record<string, (string | number)[]>;
  target: Record<string, { training: number[][]; asked: number[][] }>;
  ordered: Cells;
  words: string[];
  vectors: Record<string, Cells>;
  dates: Record<string, Record<string, number>>;
};

/** Fits a column on its first cells, and prepares all of them. */
function prepared(values: Values, preparation: Preparation, training = values.length) {
  const table = tableOf(["t", values]);
  const rows = everyRow(table).slice(0, training);
  return applyTransform(fitTransform(table, rows, { features: { t: preparation }, target: "y" }), table);
}

describe(`as ${reference.source} has it`, () => {
  test.each(reference.murmur)("murmurhash3_32(%j)", (text, hash) => {
    expect(murmurHash(text)).toBe(hash);
  });

  test.each(Object.entries(reference.hashed))("FeatureHasher(%s)", (buckets, expected) => {
    const { columns, rows } = prepared(reference.asked, { encode: "hash", buckets: Number(buckets) }, 1);
    expect(columns).toEqual(Array.from({ length: Number(buckets) }, (_, at) => `t:hash${at}`));
    expectCells(rows, expected);
  });

  test("OrdinalEncoder(categories)", () => {
    const order = ["bad", "fair", "good"];
    expectCells(
      prepared(["good", "bad", "fair", "worse"], { encode: "ordinal", order }, 3).rows,
      reference.ordered,
    );
  });

  test.each(Object.entries(reference.target))("TargetEncoder: %s", (name, { training, asked }) => {
    const [kind, smooth] = name.split(" ") as [string, string];
    const task: Task = kind === "continuous" ? "regression" : "classification";
    const smoothing = smooth === "auto" ? "auto" : Number(smooth);
    // Keys that the digest deals to the folds that scikit-learn was given.
    const learning = { task, target: reference.y[kind]!, units: unitsFor(reference.folds, 4), seed: 5 };
    const categories = [...new Set(reference.towns)].sort();
    const columns = targetColumns(learning).map(({ values }) => values);
    const all = fitTarget(reference.towns, columns, categories, smoothing);
    expectCells(
      reference.asked.map((town) => all.values[categories.indexOf(town)] ?? all.unseen),
      asked,
    );
    expectCells(outOfFold(reference.towns, learning, categories, { smoothing, folds: 4 }), training);
  });

  test.each(Object.entries(reference.vectors))("HashingVectorizer: %s", (name, expected) => {
    const [ngrams, fewest, most, buckets] = name.split(" ");
    const { columns, rows } = prepared(reference.words, {
      encode: "text",
      ngrams: ngrams as "words",
      ngram_range: [Number(fewest), Number(most)],
      buckets: Number(buckets),
      scale: "none",
    });
    expect(columns.slice(0, 2)).toEqual(["t:length", "t:ngram0"]);
    expectCells(
      rows.map((row) => row.slice(1)),
      expected,
    );
    expect(rows.map(([length]) => length)).toEqual(reference.words.map((text) => Array.from(text).length));
  });

  test.each(Object.entries(reference.dates))("the parts of %s", (date, expected) => {
    const { columns, rows } = prepared([date], { encode: "date", parts: [...DATE_PARTS], scale: "none" });
    expect(columns).toEqual(DATE_PARTS.map((part) => `t:${part}`));
    expect(rows[0]).toEqual(DATE_PARTS.map((part) => expected[part]));
  });
});

/** Keys that `keyedFolds` deals to these folds with the seed 5. */
function unitsFor(folds: readonly number[], count: number): string[] {
  const found = Array.from({ length: count }, (): string[] => []);
  for (let at = 0; found.some((each) => each.length < folds.length); at++) {
    found[keyedFolds([`k${at}`], { folds: count, seed: 5 })[0]![0]!]!.push(`k${at}`);
  }
  return folds.map((fold, row) => found[fold]![row]!);
}

describe("categories", () => {
  test("frequency: the share of the known training rows, 0 for what was not seen, missing stays missing", () => {
    const cells = ["a", "b", "a", "a", null, "zebra"];
    const { columns, rows } = prepared(cells, { encode: "frequency", scale: "none", missing: "keep" }, 5);
    expect(columns).toEqual(["t:frequency"]);
    expectCells(rows, [[0.75], [0.25], [0.75], [0.75], [null], [0]]);
  });

  test("numbers may be categories, for every encoding of categories", () => {
    for (const encode of ["frequency", "hash", "ordinal"] as const) {
      const numbers = prepared([10, 2, 10], { encode, scale: "none" }).rows;
      expect(numbers[0]).toEqual(numbers[2]);
      expect(numbers[0]).not.toEqual(numbers[1]);
    }
  });

  test("what counts is 0 everywhere for a cell that is kept missing", () => {
    expect(prepared(["a", null], { encode: "hash", buckets: 2, missing: "keep" }).rows[1]).toEqual([0, 0]);
    expect(prepared(["ab", null], { encode: "text", buckets: 1, missing: "keep" }).rows[1]![1]).toBe(0);
  });

  test("an order that does not know a category of the training rows is refused, and says which", async () => {
    const [problem] = await problemsOf(() =>
      prepared(["p", "q", "r"], { encode: "ordinal", order: ["q", "p"] }),
    );
    expect(problem).toMatchObject({ code: "features-order", text: expect.stringContaining('"r"') });
  });

  test("sizes are standardised unless somebody says otherwise; counts are not", () => {
    const { rows } = prepared(["a", "a", "a", "b"], { encode: "frequency" });
    expect(rows.map(([cell]) => cell!).reduce((sum, cell) => sum + cell, 0)).toBeCloseTo(0, 12);
    expect(prepared(["a", "b"], { encode: "hash", buckets: 1 }).rows.flat().map(Math.abs)).toEqual([1, 1]);
  });
});

describe("the target", () => {
  const town = ["a", "a", "b", "b", "c", "c", "new", null];
  const table = tableOf(["town", town], ["y", [1, 2, 11, 12, 21, 22, 99, 99]]);
  const training = [0, 1, 2, 3, 4, 5];
  const units = ["u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7"];
  const options = (preparation: Preparation) => ({
    features: { town: { encode: "target", scale: "none", ...preparation } } as Features,
    target: "y",
    learning: { task: "regression" as const, units, seed: 1 },
  });

  test("what is new gets the mean of all training rows, what is missing the mode's", () => {
    const transform = fitTransform(table, training, options({ smoothing: 0 }));
    const { columns, rows } = preparedTable(transform, table);
    expect(columns).toEqual(["town:target"]);
    expectCells(rows, [[1.5], [1.5], [11.5], [11.5], [21.5], [21.5], [11.5], [1.5]]);
  });

  test("no training row's value knows its own target", () => {
    const before = fitFeatures(table, training, options({})).training.rows;
    const y = [...table.columns.get("y")!.values] as number[];
    for (const row of training) {
      const other = tableOf(["town", town], ["y", y.with(row, 1000)]);
      const after = fitFeatures(other, training, options({})).training.rows;
      expect(after[row]).toEqual(before[row]);
      expect(after).not.toEqual(before);
    }
  });

  test("the training rows of a bundle are out of fold, scaled as the transform scales", () => {
    const { transform, training: own } = fitFeatures(table, training, options({ scale: "standard" }));
    const cells = own.rows.map(([cell]) => Number(cell));
    expect(cells.reduce((sum, cell) => sum + cell, 0)).toBeCloseTo(0, 12);
    expect(cells.reduce((sum, cell) => sum + cell * cell, 0)).toBeCloseTo(cells.length, 12);
    expect(own.rows).not.toEqual(preparedTable(transform, table, training).rows);
  });

  test("three classes are three columns, two are one, for the second by name", () => {
    const of = (y: string[]) => {
      const given = tableOf(["town", ["a", "a", "b"]], ["y", y]);
      const learning = { task: "classification" as const, units: ["1", "2", "3"], seed: 0 };
      const fitted = fitFeatures(given, [0, 1, 2], { ...options({ smoothing: 0 }), learning });
      return preparedTable(fitted.transform, given);
    };
    expect(of(["q", "p", "r"])).toEqual({
      columns: ["town:target=p", "town:target=q", "town:target=r"],
      rows: [
        [0.5, 0.5, 0],
        [0.5, 0.5, 0],
        [0, 0, 1],
      ],
    });
    expect(of(["q", "p", "p"])).toEqual({ columns: ["town:target"], rows: [[0.5], [0.5], [0]] });
  });

  test("the seed deals the folds", () => {
    const dealt = [1, 2, 3].map((seed) => {
      const given = options({});
      return fitFeatures(table, training, { ...given, learning: { ...given.learning, seed } }).training.rows;
    });
    expect(new Set(dealt.map(canonicalJson)).size).toBeGreaterThan(1);
    expect(fitFeatures(table, training, options({})).training.rows).toEqual(dealt[0]);
  });
});

describe("dates", () => {
  test("by default year, month, day and weekday, each standardised", () => {
    const { columns, rows } = prepared(["2024-01-31", "2026-03-01"], { encode: "date" });
    expect(columns).toEqual(["t:year", "t:month", "t:day", "t:weekday"]);
    expect(rows).toEqual([
      [-1, -1, 1, -1],
      [1, 1, -1, 1],
    ]);
  });

  test("a missing date is the one in the middle, and so is what is no date when it is asked for", () => {
    const cells = ["2026-01-01", "2026-01-03", "2026-01-09", null, "soon"];
    const { rows } = prepared(cells, { encode: "date", parts: ["day"], scale: "none" }, 4);
    expect(rows.flat()).toEqual([1, 3, 9, 3, 3]);
    const kept = prepared(cells, { encode: "date", parts: ["day"], scale: "none", missing: "keep" }, 4);
    expect(kept.rows.flat().slice(3)).toEqual([Number.NaN, Number.NaN]);
  });

  test("what is no date in the training rows is refused", async () => {
    const problems = await problemsOf(() => prepared(["2026-01-01", "2026-02-30"], { encode: "date" }));
    expect(problems).toMatchObject([
      { code: "features-not-a-date", text: expect.stringContaining('"2026-02-30"') },
    ]);
  });

  test("December is near January where parts come round", () => {
    const cells = ["2025-12-01", "2026-01-01", "2026-06-01", "2026-07-01"];
    const options: Preparation = { encode: "date", parts: ["month", "year"], cyclic: true, scale: "none" };
    const { columns, rows } = prepared(cells, options);
    expect(columns).toEqual(["t:month_sin", "t:month_cos", "t:year"]);
    const apart = (a: number, b: number) =>
      Math.hypot(rows[a]![0]! - rows[b]![0]!, rows[a]![1]! - rows[b]![1]!);
    // The chord of a twelfth of the circle, and its diameter.
    expect(apart(0, 1)).toBeCloseTo(2 * Math.sin(Math.PI / 12), 12);
    expect(apart(1, 3)).toBeCloseTo(2, 12);
    expect(rows.map((row) => row[2])).toEqual([2025, 2026, 2026, 2026]);
  });

  test("too many dates to be categories: the error names the way out", async () => {
    const cells = Array.from({ length: 51 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const [problem] = await problemsOf(() => prepared(cells, {}));
    expect(problem).toMatchObject({ code: "features-many-categories" });
    expect(problem!.text).toContain("say encode: date");
  });
});

describe("text", () => {
  test("only its length is scaled, and a missing text is an empty one", () => {
    const { rows } = prepared(["ab", "abcd", null], { encode: "text", buckets: 2 });
    const lengths = rows.map(([length]) => length!);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(0, 12);
    expect(rows[2]!.slice(1)).toEqual([0, 0]);
    expect(Math.hypot(...rows[0]!.slice(1))).toBeCloseTo(1, 12);
  });

  test("its length alone", () => {
    expect(prepared(["ab", "abcd"], { encode: "text", ngrams: "none", scale: "none" })).toEqual({
      columns: ["t:length"],
      rows: [[2], [4]],
    });
  });
});

describe("what means nothing is refused", () => {
  const table = tableOf(["x", [1, 2, 3]], ["t", ["p", "q", "r"]]);
  test.each<[string, Features]>([
    ["the words of numbers", { x: { encode: "text" } }],
    ["the parts of numbers", { x: { encode: "date" } }],
    ["an order of one-hot", { t: { order: ["p", "q"] } }],
    ["buckets of an order", { t: { encode: "ordinal", buckets: 3 } }],
    ["smoothing without the target", { t: { encode: "frequency", smoothing: 1 } }],
    ["folds without the target", { t: { folds: 3 } }],
    ["parts of a text", { t: { encode: "text", parts: ["day"] } }],
    ["a cycle of categories", { t: { cyclic: true } }],
    ["the length of a category", { t: { length: true } }],
    ["neither length nor words", { t: { encode: "text", length: false, ngrams: "none" } }],
    ["n-grams of categories", { t: { ngrams: "words" } }],
    ["a range from many to few", { t: { encode: "text", ngram_range: [3, 1] } }],
    ["a scale of hashes", { t: { encode: "hash", scale: "standard" } }],
    ["a number for a date", { t: { encode: "date", missing: 3 } }],
    ["the most frequent date", { t: { encode: "date", missing: { value: "2026-01-01" } } }],
  ])("%s", async (_, features) => {
    const problems = await problemsOf(() => fitTransform(table, [0, 1, 2], { features, target: "y" }));
    expect(problems.map(({ code }) => code)).toEqual(["features-preparation"]);
  });
});

test("every encoding is JSON, and the same after it was read back", () => {
  const table = tableOf(
    ["town", reference.towns],
    ["day", reference.towns.map((_, row) => new Date(Date.UTC(2020, row, row)).toISOString())],
    ["words", reference.towns.map((_, row) => reference.words[row % reference.words.length]!)],
    ["y", reference.y.multiclass!],
  );
  const units = reference.towns.map((_, row) => `u${row}`);
  const training = everyRow(table).slice(0, 40);
  for (const encode of ["one-hot", "ordinal", "frequency", "hash", "target"] as const) {
    const transform = fitTransform(table, training, {
      features: { town: { encode }, day: { encode: "date", cyclic: true }, words: { encode: "text" } },
      target: "y",
      learning: { task: "classification", units, seed: 3 },
    });
    const read = v.parse(Transform, JSON.parse(canonicalJson(transform)));
    expect(preparedTable(read, table)).toEqual(preparedTable(transform, table));
    expect(canonicalJson(read)).toBe(canonicalJson(transform));
  }
});
