import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import { seededRandom } from "../../../src/core/random.ts";
import type { Spec } from "../../../src/records/spec.ts";
import { Transform } from "../../../src/records/transform.ts";
import { applyTransform } from "../../../src/stages/features/apply-transform.ts";
import { deriveColumns } from "../../../src/stages/features/derive.ts";
import { fitTransform } from "../../../src/stages/features/fit-transform.ts";
import { preparedTable } from "../../../src/stages/features/prepared-table.ts";
import { transformInputs } from "../../../src/stages/features/transform-inputs.ts";
import { everyRow, problemsOf, tableOf } from "./tables.ts";

type Features = Spec["features"];

// The values that scikit-learn 1.9.1 (NumPy 2.4.6) gave are marked with the class that gave them.
const X = [1.5, null, -2.25, 8, 3.125, null, 0.1, 8];

function fitX(preparation: Features[string] = {}) {
  const table = tableOf(["x", X]);
  const transform = fitTransform(table, everyRow(table), { features: { x: preparation }, target: "y" });
  return {
    transform,
    column: transform.columns[0]!,
    matrix: applyTransform(transform, table).rows.map(([cell]) => cell!),
  };
}

function expectClose(actual: readonly number[], expected: readonly number[]) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index]!, 12);
  });
}

describe("numbers, as scikit-learn prepares them", () => {
  test("by default: SimpleImputer(median), StandardScaler", () => {
    const { column, matrix } = fitX();
    expect(column).toMatchObject({ type: "number", fill: 2.3125, encoding: null, outputs: ["x"] });
    expectClose([column.scale!.center, column.scale!.width], [2.8875, 3.3369557140453634]);
    expectClose(
      matrix,
      [
        -0.4157981462444839, -0.17231274529050686, -1.539576919878224, 1.5320850613873322,
        0.07117265566347016, -0.17231274529050686, -0.8353422217344135, 1.5320850613873322,
      ],
    );
  });

  test("SimpleImputer(mean), StandardScaler", () => {
    const { column, matrix } = fitX({ missing: "mean" });
    expectClose([column.fill as number, column.scale!.width], [3.079166666666667, 3.320401346850508]);
    expectClose(matrix.slice(0, 3), [-0.4755951168868636, 0, -1.6049766609453788]);
  });

  test("SimpleImputer(most_frequent), MinMaxScaler", () => {
    const { column, matrix } = fitX({ missing: "mode", scale: "minmax" });
    expect(column.fill).toBe(8);
    expectClose(matrix, [0.36585365853658536, 1, 0, 1, 0.524390243902439, 1, 0.22926829268292684, 1]);
  });

  test("kept missing: StandardScaler passes NaN over", () => {
    const { column, matrix } = fitX({ missing: "keep" });
    expect(column.fill).toBeNull();
    expect([matrix[1], matrix[5]]).toEqual([Number.NaN, Number.NaN]);
    expectClose(
      [matrix[0]!, matrix[2]!, matrix[3]!],
      [-0.4118774531398535, -1.3899505608598222, 1.2834492669080917],
    );
  });

  test("a constant fill, no scale", () => {
    expect(fitX({ missing: -1, scale: "none" }).matrix).toEqual([1.5, -1, -2.25, 8, 3.125, -1, 0.1, 8]);
  });

  test("a constant column gets width 1: StandardScaler, MinMaxScaler", () => {
    const table = tableOf(["x", [0.1, 0.1, 0.1]]);
    const of = (scale: "standard" | "minmax") => {
      return fitTransform(table, [0, 1, 2], { features: { x: { scale } }, target: "y" }).columns[0]!.scale!;
    };
    expect(of("standard").width).toBe(1);
    expect(of("standard").center).toBeCloseTo(0.1, 15);
    expect(of("minmax")).toEqual({ center: 0.1, width: 1 });
  });

  test("the mode of several is the smallest", () => {
    const table = tableOf(["x", [7, 3, 3, 7, 9, null]], ["t", ["b", "a", "a", "b", "c", null]]);
    const { columns } = fitTransform(table, everyRow(table), {
      features: { x: { missing: "mode" } },
      target: "y",
    });
    expect(columns.map(({ fill }) => fill)).toEqual([3, "a"]);
  });

  test("values near the largest double stay finite", () => {
    const table = tableOf(["x", [1.7e308, -1.7e308]], ["z", [1.7e308, -1.7e308]]);
    const transform = fitTransform(table, [0, 1], { features: { z: { scale: "minmax" } }, target: "y" });
    expect(v.is(Transform, transform)).toBe(true);
    expect(applyTransform(transform, table).rows[0]).toEqual([1, expect.any(Number)]);
  });
});

describe("text", () => {
  const table = tableOf(["t", ["b", "a", "c", "a", "b", "zebra", null]]);
  const training = [0, 1, 2, 3, 4];
  const learn = (features: Features) => fitTransform(table, training, { features, target: "y" });

  test("one-hot, as OneHotEncoder(handle_unknown='ignore'); the mode fills", () => {
    const transform = learn({});
    expect(transform.columns[0]).toMatchObject({ fill: "a", outputs: ["t=a", "t=b", "t=c"], scale: null });
    expect(applyTransform(transform, table, [2, 5, 1, 6])).toEqual({
      columns: ["t=a", "t=b", "t=c"],
      rows: [
        [0, 0, 1],
        [0, 0, 0],
        [1, 0, 0],
        [1, 0, 0],
      ],
    });
  });

  test("ordinal, as OrdinalEncoder(handle_unknown='use_encoded_value', unknown_value=-1)", () => {
    expect(applyTransform(learn({ t: { encode: "ordinal" } }), table, [2, 5, 1]).rows).toEqual([
      [2],
      [-1],
      [0],
    ]);
    const scaled = applyTransform(
      learn({ t: { encode: "ordinal", scale: "minmax" } }),
      table,
      [2, 5, 0],
    ).rows;
    expect(scaled).toEqual([[1], [-0.5], [0.5]]);
  });

  test("kept missing: no category, NaN as an index", () => {
    expect(applyTransform(learn({ t: { missing: "keep" } }), table, [6]).rows).toEqual([[0, 0, 0]]);
    expect(applyTransform(learn({ t: { missing: "keep", encode: "ordinal" } }), table, [6]).rows).toEqual([
      [Number.NaN],
    ]);
  });

  test("left as text for a command, refused for an algorithm", async () => {
    const plain = learn({ t: { encode: "none" } });
    expect(preparedTable(plain, table, [5, 6])).toEqual({ columns: ["t"], rows: [["zebra"], ["a"]] });
    expect(preparedTable(learn({ t: { encode: "none", missing: "keep" } }), table, [6]).rows).toEqual([
      [null],
    ]);
    expect((await problemsOf(() => applyTransform(plain, table))).map(({ code }) => code)).toEqual([
      "features-not-numeric",
    ]);
  });

  test("numbers may be categories, in the order of their size", () => {
    const numbers = tableOf(["n", [10, 2, 10, 33]]);
    const transform = fitTransform(numbers, [0, 1, 2], {
      features: { n: { encode: "one-hot" } },
      target: "y",
    });
    expect(transform.columns[0]!.outputs).toEqual(["n=2", "n=10"]);
    expect(applyTransform(transform, numbers).rows).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  test("Markdown, HTML and the names of object members are values and names like others", () => {
    const odd = tableOf(["__proto__", ["constructor", "<b>|x</b>", "__proto__"]], ["constructor", [1, 2, 3]]);
    const transform = fitTransform(odd, [0, 1], { features: {}, target: "y" });
    const matrix = applyTransform(transform, odd);
    expect(matrix.columns).toEqual(["__proto__=<b>|x</b>", "__proto__=constructor", "constructor"]);
    expect(matrix.rows.map((row) => row.slice(0, 2))).toEqual([
      [0, 1],
      [1, 0],
      [0, 0],
    ]);
  });
});

describe("which columns", () => {
  const table = tableOf(
    ["id", [1, 2, 3]],
    ["a", [1, 2, 3]],
    ["t", ["p", "q", "p"]],
    ["b", [4, 5, 6]],
    ["y", ["u", "v", "u"]],
  );
  const names = (features: Features) =>
    fitTransform(table, [0, 1, 2], { features, target: "y", key: "id" }).columns.map(({ name }) => name);

  test("all but target, key and what is left out", () => {
    expect(names({})).toEqual(["a", "t", "b"]);
    expect(names({ a: false, id: false })).toEqual(["t", "b"]);
    expect(names({ "*": false, b: {} })).toEqual(["b"]);
  });

  test("* prepares what is not named, with what fits its type", () => {
    const features: Features = {
      "*": { scale: "minmax", missing: "mean", encode: "ordinal" },
      b: { scale: "none" },
    };
    const { columns } = fitTransform(table, [0, 1, 2], { features, target: "y", key: "id" });
    expect(columns.map(({ fill, encoding, scale }) => [fill, encoding?.kind, scale])).toEqual([
      [2, undefined, { center: 1, width: 2 }],
      ["p", "ordinal", null],
      [5, undefined, null],
    ]);
  });

  test.each<[string, Features, string[]]>([
    ["an unknown name", { aa: { scale: "none" } }, ["features-unknown-column"]],
    ["an unknown name left out", { bb: false }, ["features-unknown-column"]],
    ["the target prepared", { y: { encode: "ordinal" } }, ["features-not-a-feature"]],
    ["the key prepared", { id: {} }, ["features-not-a-feature"]],
    ["the median of text", { t: { missing: "median" } }, ["features-preparation"]],
    ["a number for text", { t: { missing: 0 } }, ["features-preparation"]],
    ["scaled text", { t: { scale: "standard" } }, ["features-preparation"]],
    ["scaled one-hot numbers", { a: { encode: "one-hot", scale: "minmax" } }, ["features-preparation"]],
    ["nothing left", { "*": false }, ["features-none"]],
    [
      "all together",
      { aa: {}, y: {}, t: { missing: "mean" } },
      ["features-unknown-column", "features-not-a-feature", "features-preparation"],
    ],
  ])("%s", async (_, features, codes) => {
    const problems = await problemsOf(() => names(features));
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });

  test("the near miss of a name", async () => {
    const [problem] = await problemsOf(() => names({ Id: false }));
    expect(problem!.text).toContain('perhaps "id"');
  });

  test("no value in training, and too many categories that nobody asked for", async () => {
    const many = tableOf(
      ["void", [null, null, 1, ...Array(60).fill(1)]],
      ["word", Array.from({ length: 63 }, (_, row) => `w${row}`)],
    );
    const learn =
      (rows: number[], features: Features = {}) =>
      () =>
        fitTransform(many, rows, { features, target: "y" });
    expect((await problemsOf(learn([0, 1]))).map(({ code }) => code)).toEqual(["features-all-missing"]);
    const rows = everyRow(many);
    expect((await problemsOf(learn(rows))).map(({ code }) => code)).toEqual(["features-many-categories"]);
    expect((await problemsOf(learn(rows.slice(0, 50)))).map(({ code }) => code)).toEqual([]);
    expect(learn(rows, { word: { encode: "one-hot" } })().columns[1]!.outputs).toHaveLength(63);
    expect(learn(rows, { word: false })().columns).toHaveLength(1);
  });

  test("two features of one name", async () => {
    const odd = tableOf(["a", ["b=c", "x"]], ["a=b", ["c", "x"]]);
    const problems = await problemsOf(() => fitTransform(odd, [0, 1], { features: {}, target: "y" }));
    expect(problems.map(({ code }) => code)).toEqual(["features-same-name"]);
  });
});

describe("the record", () => {
  test("is JSON, the same each time, and names the raw inputs of derived columns too", async () => {
    const table = tableOf(
      ["b", [1, 2, null]],
      ["a", [3, 4, 5]],
      ["t", ["p", "q", "p"]],
      ["y", ["u", "v", "u"]],
    );
    const options = { features: { area: "a * b", twice: "area * 2", a: false }, target: "y" } as const;
    const transform = fitTransform(await deriveColumns(table, options), [0, 1, 2], options);
    const turned = { features: { a: false, twice: "area * 2", area: "a * b" }, target: "y" } as const;
    const again = fitTransform(await deriveColumns(table, turned), [2, 1, 0], turned);
    expect(canonicalJson(again)).toBe(canonicalJson(transform));
    expect(v.parse(Transform, JSON.parse(canonicalJson(transform)))).toEqual(transform);
    expect(transformInputs(transform)).toEqual([
      { name: "a", type: "number" },
      { name: "b", type: "number" },
      { name: "t", type: "text" },
    ]);
    expect(transform.columns.map(({ name }) => name)).toEqual(["b", "t", "area", "twice"]);
  });

  test("an input that is absent or of another type is a problem; one without values is not", async () => {
    const table = tableOf(["a", [1, 2]], ["t", ["p", "q"]]);
    const transform = fitTransform(table, [0, 1], { features: {}, target: "y" });
    const wrong = await problemsOf(() => applyTransform(transform, tableOf(["a", ["x"]], ["T", ["p"]])));
    expect(wrong.map(({ code }) => code)).toEqual(["features-missing-input", "features-missing-input"]);
    expect(wrong[1]!.text).toContain('there is "T"');
    const empty = tableOf(["t", [null]], ["a", [1.5]]);
    expect(applyTransform(transform, empty).rows).toEqual([[0, 1, 0]]);
  });
});

test("only the training rows are learned from", () => {
  const random = seededRandom(23);
  for (let round = 0; round < 25; round++) {
    const count = 20 + random.below(30);
    const number = () => (random.next() < 0.1 ? null : random.next() * 100);
    const word = () => (random.next() < 0.1 ? null : `w${random.below(5)}`);
    const make = () => ({ x: Array.from({ length: count }, number), t: Array.from({ length: count }, word) });
    const [first, second] = [make(), make()];
    const training = Array.from({ length: count }, (_, row) => row).filter(
      (row) => row < 3 || random.next() < 0.5,
    );
    const chosen = new Set(training);
    for (const row of training) {
      first.x[row] ??= row;
      first.t[row] ??= "w9";
      second.x[row] = first.x[row]!;
      second.t[row] = first.t[row]!;
    }
    const scale = (["standard", "minmax", "none"] as const)[random.below(3)]!;
    const missing = (["median", "mean", "mode"] as const)[random.below(3)]!;
    const options = { features: { x: { scale, missing } }, target: "y" };
    const [one, other] = [first, second].map(({ x, t }) =>
      fitTransform(tableOf(["x", x], ["t", t]), training, options),
    );
    expect(chosen.size).toBeLessThan(count);
    expect(one).toEqual(other);
  }
});
