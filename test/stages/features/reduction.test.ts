import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Prepare } from "../../../src/records/spec-prepare.ts";
import type { Table } from "../../../src/records/table.ts";
import { deriveColumns, type FeatureOptions } from "../../../src/stages/features/derive.ts";
import { fitFeatures } from "../../../src/stages/features/fit-transform.ts";
import { keptRows } from "../../../src/stages/features/kept-rows.ts";
import { preparedTable } from "../../../src/stages/features/prepared-table.ts";
import { reduceFeatures } from "../../../src/stages/features/reduce-features.ts";
import { informationOf } from "../../../src/stages/features/selection/select.ts";
import { everyRow, expectCells, problemsOf, tableOf } from "./tables.ts";

/** What scikit-learn made of it; reduction.py wrote it. */
const reference = JSON.parse(readFileSync(new URL("reference/reduction.json", import.meta.url), "utf8")) as {
  source: string;
  x: number[][];
  grade: string[];
  price: number[];
  variances: number[];
  correlations: number[][];
  classification: number[];
  regression: number[];
  components: Record<string, { weights: number[][]; explained: number[]; rows: number[][] }>;
};
const NAMES = ["a", "b", "c", "d", "e", "f"];
const columns = NAMES.map((name, at) => [name, reference.x.map((row) => row[at]!)] as const);
const table = tableOf(...columns, ["grade", reference.grade]);
const units = reference.x.map((_, row) => `u${row}`);
const OPTIONS: FeatureOptions = {
  features: { "*": { scale: "none" } },
  target: "grade",
  learning: { task: "classification", units, seed: 0 },
};

async function reduced(
  prepare: Prepare,
  given: Partial<FeatureOptions> = {},
  rows = everyRow(table),
  of: Table = table,
) {
  const options = { ...OPTIONS, ...given, prepare };
  return reduceFeatures(fitFeatures(of, rows, options), of, rows, options);
}

describe(`as ${reference.source} has it`, () => {
  test.each(["none", "standard"] as const)(
    "VarianceThreshold, of the values before the scale %s",
    async (scale) => {
      const { transform } = await reduced({ variance: 0.01 }, { features: { "*": { scale } } });
      expect(transform.selected).toEqual(NAMES.filter((_, at) => reference.variances[at]! > 0.01));
      const left = transform.left_out!.map(({ name, by, value }) => ({ name, by, value: value.toFixed(12) }));
      expect(left).toEqual(
        NAMES.flatMap((name, at) => {
          const value = reference.variances[at]!;
          return value > 0.01 ? [] : [{ name, by: "variance", value: value.toFixed(12) }];
        }),
      );
      expect(left.length).toBe(2);
    },
  );

  test("DataFrame.corr: of two that go together, the first stays", async () => {
    const [between] = [reference.correlations[0]![1]!];
    const { transform } = await reduced({ correlation: between - 1e-9 });
    expect(transform.left_out).toEqual([
      { name: "b", by: "correlation", value: expect.closeTo(between, 12), with: "a" },
    ]);
    expect((await reduced({ correlation: between + 1e-9 })).transform.left_out).toEqual([]);
  });

  test.each<["classification" | "regression", readonly (string | number)[]]>([
    ["classification", reference.grade],
    ["regression", reference.price],
  ])("mutual_info: %s", (task, target) => {
    const features = columns.map(([name, values]) => ({ name, values, width: 1 }));
    const found = informationOf(features, { task, target, units, seed: 0 });
    expectCells([found], [reference[task]]);
    expect(Math.max(...found)).toBeGreaterThan(0.2);
  });

  test("the features that tell most stay, in their own order", async () => {
    const ranked = NAMES.toSorted((p, q) => {
      return reference.classification[NAMES.indexOf(q)]! - reference.classification[NAMES.indexOf(p)]!;
    });
    const { transform, training } = await reduced({ mutual_information: 2 });
    expect(transform.selected).toEqual(ranked.slice(0, 2).sort());
    expect(training.columns).toEqual(transform.selected);
  });

  test.each(Object.entries(reference.components))("PCA(%s)", async (wanted, expected) => {
    const training = everyRow(table).slice(0, 100);
    const { transform, training: own } = await reduced({ components: Number(wanted) }, {}, training);
    expectCells(transform.components!.weights, expected.weights);
    expectCells([transform.components!.explained], [expected.explained]);
    const made = preparedTable(transform, table);
    expect(made.columns).toEqual(expected.weights.map((_, at) => `component_${at + 1}`));
    expectCells(made.rows, expected.rows);
    expectCells(own.rows as number[][], expected.rows.slice(0, 100));
  });
});

describe("what is not needed any more is not asked for", () => {
  test("columns of which nothing stays, derived ones, and what only those read", async () => {
    const options: FeatureOptions = {
      ...OPTIONS,
      features: { "*": { scale: "none" }, twice: "f * 2", thrice: "twice + d", e: false },
      prepare: { variance: 0.01 },
    };
    const derived = await deriveColumns(table, options);
    const rows = everyRow(table);
    const { transform } = await reduceFeatures(fitFeatures(derived, rows, options), derived, rows, options);
    expect(transform.columns.map(({ name }) => name)).toEqual(["a", "b", "d", "thrice"]);
    // `twice` is a constant, but `thrice` reads it.
    expect(transform.derived.map(({ name }) => name)).toEqual(["twice", "thrice"]);
    expect(transform.inputs.map(({ name }) => name)).toEqual(["a", "b", "d", "f"]);
  });

  test("but the numbers that tell which rows are near", async () => {
    const gaps = tableOf(
      ...columns.map(
        ([name, values]) =>
          [name, values.map((cell, row) => (row === 3 && name === "a" ? null : cell))] as const,
      ),
      ["grade", reference.grade],
    );
    const rows = everyRow(table);
    const of = (features: FeatureOptions["features"]) =>
      reduced({ variance: 0.01 }, { features }, rows, gaps);
    const { transform } = await of({ "*": { scale: "none" }, a: { missing: "nearest", scale: "none" } });
    expect(transform.columns.map(({ name }) => name)).toEqual(NAMES);
    expect(preparedTable(transform, gaps).columns).toEqual(["a", "b", "d", "e"]);
    const far = await of({ "*": { scale: "none" }, c: { missing: "nearest", scale: "none" } });
    expect(far.transform.donors).toBeUndefined();
    expect(far.transform.columns.map(({ name }) => name)).toEqual(["a", "b", "d", "e"]);
  });

  test("some outputs of a column stay, others go", async () => {
    const given = tableOf(["t", [...Array(18).fill("usual"), "odd", "rare"]], ["grade", Array(20).fill("x")]);
    const { transform } = await reduced({ variance: 0.05 }, { features: {} }, everyRow(given), given);
    expect(transform.selected).toEqual(["t=usual"]);
    expect(preparedTable(transform, given, [0, 18])).toEqual({ columns: ["t=usual"], rows: [[1], [0]] });
  });
});

describe("errors", () => {
  const kept = tableOf(["x", [1, null, 3]], ["t", ["p", "q", "p"]], ["grade", ["u", "v", "u"]]);
  test.each<[string, Prepare, FeatureOptions["features"], string]>([
    ["cells kept missing", { variance: 0 }, { x: { missing: "keep" } }, "features-not-complete"],
    ["text", { components: 1 }, { t: { encode: "none" } }, "features-not-complete"],
    ["nothing left", { variance: 1e9 }, {}, "features-none-selected"],
    ["more components than features", { components: 4 }, {}, "features-components"],
    ["as many components as rows", { components: 3 }, {}, "features-components"],
  ])("%s", async (_, prepare, features, code) => {
    const problems = await problemsOf(() => reduced(prepare, { features }, [0, 1, 2], kept));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });
});

test("mutual information of a large table looks at a sample that the order of rows does not change", () => {
  const count = 4400;
  const values = Array.from({ length: count }, (_, row) => Math.sin(row * 1.7) * 5);
  const target = values.map((value, row) => (value + Math.cos(row) > 0 ? "p" : "q"));
  const names = values.map((_, row) => `k${row}`);
  const told = (order: readonly number[]) => {
    const pick = <T>(all: readonly T[]) => order.map((row) => all[row]!);
    const learning = { task: "classification" as const, target: pick(target), units: pick(names), seed: 1 };
    return informationOf([{ name: "x", values: pick(values), width: 1 }], learning)[0]!;
  };
  const rows = Array.from(values.keys());
  expect(told(rows.toReversed())).toBeCloseTo(told(rows), 9);
  expect(told(rows)).toBeGreaterThan(0.3);
});

test("duplicates: of training rows that are the same in features and target, the first stays", () => {
  const given = tableOf(
    ["x", [1, 1, 1, 2, 1, null, null]],
    ["id", [1, 2, 3, 4, 5, 6, 7]],
    ["y", [5, 5, 6, 5, 5, 1, 1]],
  );
  const options = { features: {}, target: "y", key: "id", prepare: { duplicates: "drop" } } as const;
  expect(keptRows(given, [0, 1, 2, 3, 5, 6], options)).toEqual([0, 2, 3, 5]);
  expect(keptRows(given, [0, 1, 2], { features: {}, target: "y", key: "id" })).toEqual([0, 1, 2]);
});
