import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Features } from "../../../src/records/spec-features.ts";
import { applyTransform } from "../../../src/stages/features/apply-transform.ts";
import { fitTransform } from "../../../src/stages/features/fit-transform.ts";
import { keptRows } from "../../../src/stages/features/kept-rows.ts";
import { expectCells, problemsOf, tableOf, type Values } from "./tables.ts";

type Cells = (number | null)[][];

/** What scikit-learn made of the table `x`, of which the first rows are the training rows; cleaning.py wrote it. */
const reference = JSON.parse(readFileSync(new URL("reference/cleaning.json", import.meta.url), "utf8")) as {
  source: string;
  training: number;
  x: Cells;
  nearest: Record<string, Cells>;
  nearestScaled: Cells;
  robust: Cells;
  missing: Cells;
  fences: number[][];
  clippedByFences: Cells;
  outliers: Cells;
  clippedByQuantile: Cells;
};
const { x, training } = reference;
const NAMES = ["a", "b", "c"];
const table = tableOf(...NAMES.map((name, at) => [name, x.map((row) => row[at]!)] as const));
const rows = Array.from({ length: training }, (_, row) => row);

function prepared(preparation: Features["*"]) {
  const transform = fitTransform(table, rows, { features: { "*": preparation! }, target: "y" });
  return applyTransform(transform, table);
}

describe(`as ${reference.source} has it`, () => {
  test.each(Object.keys(reference.nearest))("KNNImputer(%s) on standardised columns", (k) => {
    const { rows: cells } = prepared({ missing: "nearest", neighbours: Number(k), scale: "none" });
    expectCells(cells, reference.nearest[k]!);
  });

  test("then StandardScaler, which sees what was filled", () => {
    expectCells(prepared({ missing: "nearest" }).rows, reference.nearestScaled);
  });

  test("RobustScaler", () => {
    expectCells(prepared({ missing: "keep", scale: "robust" }).rows, reference.robust);
  });

  test("MissingIndicator, beside the column", () => {
    const { columns, rows: cells } = prepared({ missing: "keep", indicator: true, scale: "none" });
    expect(columns).toEqual(["a", "a:missing", "b", "b:missing", "c", "c:missing"]);
    expectCells(
      cells.map((row) => [row[1]!, row[3]!, row[5]!]),
      reference.missing,
    );
    expectCells(
      cells.map((row) => [row[0]!, row[2]!, row[4]!]),
      x,
    );
  });

  test("outliers clipped to Tukey's fences, and flagged", () => {
    const { columns, rows: cells } = prepared({ outliers: "clip-and-flag", missing: "keep", scale: "none" });
    expect(columns).toEqual(["a", "a:outlier", "b", "b:outlier", "c", "c:outlier"]);
    expectCells(
      cells.map((row) => [row[0]!, row[2]!, row[4]!]),
      reference.clippedByFences,
    );
    expectCells(
      cells.map((row) => [row[1]!, row[3]!, row[5]!]),
      reference.outliers,
    );
    expect(reference.outliers.flat()).toContain(1);
  });

  test("outliers flagged alone keep their value; clipped by quantiles", () => {
    const flagged = prepared({ outliers: "flag", missing: "keep", scale: "none" }).rows;
    expectCells(
      flagged.map((row) => [row[0]!, row[2]!, row[4]!]),
      x,
    );
    const clip = { outliers: "clip", bounds: { quantile: 0.05 }, missing: "keep", scale: "none" } as const;
    expectCells(prepared(clip).rows, reference.clippedByQuantile);
  });
});

function learn(columns: readonly (readonly [string, Values])[], features: Features) {
  const given = tableOf(...columns);
  return { given, transform: fitTransform(given, [0, 1, 2, 3], { features, target: "y" }) };
}

describe("what no library says", () => {
  test("what is clipped is learned from after clipping: the mean is not the outlier's", () => {
    const { transform } = learn([["x", [1, 2, 3, 1000]]], { x: { outliers: "clip", missing: "mean" } });
    // NumPy 2.4.6: np.quantile([1, 2, 3, 1000], [0.25, 0.75]) is [1.75, 252.25], so the fence is at 628.
    expect(transform.columns[0]).toMatchObject({
      outliers: { low: -374, high: 628, clip: true },
      fill: 158.5,
    });
  });

  test("quartiles that are one value make no fences", () => {
    const { given, transform } = learn([["x", [7, 7, 7, 7, 100]]], {
      x: { outliers: "clip-and-flag", scale: "none" },
    });
    expect(transform.columns[0]!.outliers).toEqual({ low: null, high: null, clip: true });
    expect(applyTransform(transform, given, [4]).rows).toEqual([[100, 0]]);
  });

  test("a missing cell is no outlier, but its fill is flagged as missing", () => {
    const { given, transform } = learn([["x", [1, 2, 3, 4, null]]], {
      x: { missing: 99, indicator: true, outliers: "flag", scale: "none" },
    });
    expect(applyTransform(transform, given, [4]).rows).toEqual([[99, 1, 0]]);
  });

  test("a row that shares no number with any other is filled by the mean", () => {
    const { given, transform } = learn(
      [
        ["x", [1, 2, 3, 6, null]],
        ["z", [5, null, 7, 9, null]],
      ],
      { "*": { missing: "nearest", scale: "none" } },
    );
    expect(applyTransform(transform, given, [4]).rows).toEqual([[3, 7]]);
  });

  test("the order of the training rows does not matter, nor for rows at equal distance", () => {
    const given = tableOf(["x", [0, 0, 2, 2, null]], ["z", [1, 3, 9, 5, 2]]);
    const options = { features: { "*": { missing: "nearest", neighbours: 1 } }, target: "y" } as const;
    const [one, other] = [
      [0, 1, 2, 3],
      [3, 1, 2, 0],
    ].map((order) => fitTransform(given, order, options));
    expect(other).toEqual(one);
  });

  test("constants for numbers and for text", () => {
    const { given, transform } = learn(
      [
        ["x", [1, 2, 3, 4, null]],
        ["t", ["p", "q", null, "q", null]],
      ],
      { x: { missing: { value: -1 }, scale: "none" }, t: { missing: { value: "none given" } } },
    );
    expect(transform.columns[1]!.outputs).toEqual(["t=none given", "t=p", "t=q"]);
    expect(applyTransform(transform, given, [4]).rows).toEqual([[-1, 1, 0, 0]]);
  });

  test("drop leaves out training rows only; a row that is asked for is filled by the default", async () => {
    const given = tableOf(["x", [1, null, 3, 9, null]], ["t", ["p", "q", null, "q", null]]);
    const options = { features: { "*": { missing: "drop", scale: "none" } }, target: "y" } as const;
    const kept = keptRows(given, [0, 1, 2, 3], options);
    expect(kept).toEqual([0, 3]);
    expect(applyTransform(fitTransform(given, kept, options), given, [1, 4]).rows).toEqual([
      [5, 0, 1],
      [5, 1, 0],
    ]);
    const problems = await problemsOf(() => keptRows(given, [1, 2], options));
    expect(problems.map(({ code }) => code)).toEqual(["features-no-rows"]);
  });
});

describe("what means nothing for a column is refused", () => {
  const given = tableOf(["x", [1, 2, 3, 4]], ["t", ["p", "q", "p", "q"]]);
  test.each<[string, Features]>([
    ["nearest for text", { t: { missing: "nearest" } }],
    ["nearest for categories", { x: { missing: "nearest", encode: "one-hot" } }],
    ["a number for text", { t: { missing: { value: 3 } } }],
    ["a text for numbers", { x: { missing: { value: "none" } } }],
    ["neighbours of a median", { x: { missing: "median", neighbours: 3 } }],
    ["outliers of text", { t: { outliers: "clip" } }],
    ["bounds without outliers", { x: { bounds: { iqr: 3 } } }],
    ["one-hot on a robust scale", { t: { scale: "robust" } }],
  ])("%s", async (_, features) => {
    const problems = await problemsOf(() => fitTransform(given, [0, 1, 2, 3], { features, target: "y" }));
    expect(problems.map(({ code }) => code)).toEqual(["features-preparation"]);
  });

  test("but * gives each column what fits it", () => {
    const all = { missing: "nearest", neighbours: 2, outliers: "clip", bounds: { iqr: 3 } } as const;
    const { columns } = fitTransform(given, [0, 1, 2, 3], { features: { "*": all }, target: "y" });
    expect(columns.map(({ neighbours, outliers, fill }) => [neighbours, outliers?.clip, fill])).toEqual([
      [2, true, 2.5],
      [undefined, undefined, "p"],
    ]);
  });
});
