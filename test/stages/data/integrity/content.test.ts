import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { alikeRows, chanceAlike } from "../../../../src/stages/data/integrity/alike-rows.ts";
import { codeColumn } from "../../../../src/stages/data/integrity/coded-column.ts";
import { rowKeys } from "../../../../src/stages/data/row-keys.ts";
import { split } from "../../../../src/stages/data/split.ts";
import { draws, found, rawTable, times, told } from "./columns-of.ts";

/** Rows of three measured columns, some of them again. */
function measured(rows: number, again: number, seed = 3) {
  const { uniform, pick } = draws(seed);
  const own = times(rows, () => [uniform(), uniform(), uniform(), pick(["p", "n"])] as const);
  const all = [...own, ...own.slice(0, again)];
  const column = (index: number) => all.map((row) => row[index]!);
  return { a: column(0), b: column(1), c: column(2), y: column(3) };
}

const keyed = <T extends object>(cells: T & { y: readonly unknown[] }) => ({
  id: cells.y.map((_, row) => `k${row}`),
  ...cells,
});

describe("duplicates", () => {
  test("without a key, a single row again, with both lines", () => {
    const [problem, ...more] = found("duplicates", measured(200, 1));
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: "data-duplicates", where: { line: 202 } });
    expect(problem!.found).toBe(
      "1 of 201 rows (0.5 %) that repeat an earlier one: data.csv:202; the first repeats data.csv:2",
    );
  });

  test("none in clean rows, and numbers are compared as numbers", () => {
    expect(found("duplicates", measured(200, 0))).toEqual([]);
    const { a, ...others } = measured(200, 1);
    const written = a.map((value, row) => (row === 200 ? `${value}000` : String(value)));
    expect(found("duplicates", { a: written, ...others })).toHaveLength(1);
  });

  test("with a key, rows that are the same in all else, from one in a hundred on", () => {
    const parts = { data: { key: "id" } };
    expect(found("duplicates", keyed(measured(198, 2)), parts)[0]!.found).toContain("in all but the key");
    expect(found("duplicates", keyed(measured(199, 1)), parts)).toEqual([]);
    // Without being declared, the same column is content like any other.
    expect(found("duplicates", keyed(measured(198, 2)))).toEqual([]);
  });

  test("in a table of coarse columns, rows that are alike by chance are none", () => {
    const { pick } = draws(5);
    const cells = { a: times(500, () => pick(["s", "m", "l"])), y: times(500, () => pick(["p", "n"])) };
    expect(found("duplicates", cells)).toEqual([]);
  });

  test("in answers that go together, too: many rows then differ in one answer only", () => {
    const { normal } = draws(9);
    const people = times(600, () => normal());
    const question = () => people.map((leaning) => (leaning * 1.5 + normal() > -0.5 ? "right" : "wrong"));
    const answers = { a: question(), b: question(), c: question(), d: question(), e: question() };
    const more = { f: question(), g: question(), h: question(), i: question(), y: question() };
    expect(found("duplicates", { ...answers, ...more })).toEqual([]);
  });

  test("two flowers of the same size are none, ten rows of them pasted again are", () => {
    const text = readFileSync(new URL("../../../../examples/iris/data/iris.csv", import.meta.url), "utf8");
    const rows = text.trim().split("\n").slice(1);
    const flowers = (lines: readonly string[]) => {
      const column = (index: number) => lines.map((line) => line.split(",")[index]!);
      return { a: column(1), b: column(2), c: column(3), d: column(4), y: column(5) };
    };
    expect(found("duplicates", flowers(rows))).toEqual([]);
    expect(found("duplicates", flowers([...rows, ...rows.slice(40, 50)]))).toHaveLength(1);
  });

  test("a file given twice is", () => {
    expect(found("duplicates", measured(100, 100))[0]!.found).toContain("100 of 200 rows (50 %)");
  });
});

test("rows are grouped by all their values: the same as by their text", () => {
  const { below } = draws(11);
  for (let run = 0; run < 200; run++) {
    const rows = below(40);
    const columns = times(1 + below(4), () => times(rows, () => (below(6) === 0 ? null : below(3))));
    const coded = columns.map((values, index) => codeColumn(`c${index}`, { type: "number", values }, false));
    const texts = times(rows, (row) => JSON.stringify(columns.map((column) => column[row])));
    expect([...alikeRows(coded, rows).first]).toEqual(texts.map((text) => texts.indexOf(text)));
    expect(alikeRows(coded, rows).repeated).toBe(rows - new Set(texts).size);
  }
});

test("the chance that two rows are alike is the product of the columns' own", () => {
  const column = (values: (number | null)[]) => codeColumn("x", { type: "number", values }, false);
  // 0.5² + 0.5², and 0.75² + 0.25².
  expect(chanceAlike([column([1, 1, 2, 2]), column([1, 1, 1, null])], 4)).toBeCloseTo(0.5 * 0.625, 12);
});

describe("conflicting labels", () => {
  const spoiled = (count: number) => {
    const cells = measured(200, 10);
    return {
      ...cells,
      y: cells.y.map((label, row) => (row >= 200 && row < 200 + count ? `${label}?` : label)),
    };
  };

  test("the same features with another target, and only these", () => {
    const [problem] = found("conflicting_labels", spoiled(2));
    expect(problem).toMatchObject({ code: "data-conflicting-labels", where: { line: 202, column: 4 } });
    expect(problem!.found).toContain("2 of 210 rows");
    expect(problem!.found).toContain("data.csv:202, data.csv:203; the first has those of data.csv:2");
    expect(found("conflicting_labels", spoiled(0))).toEqual([]);
  });

  test("a missing label contradicts none, a key does not hide one, and a feature left out does", () => {
    const cells = spoiled(1);
    expect(
      found("conflicting_labels", { ...cells, y: cells.y.map((y, row) => (row === 200 ? null : y)) }),
    ).toEqual([]);
    expect(found("conflicting_labels", keyed(cells), { data: { key: "id" } })).toHaveLength(1);
    expect(found("conflicting_labels", keyed(cells))).toEqual([]);
    expect(found("conflicting_labels", keyed(cells), { features: { id: false } })).toHaveLength(1);
  });

  test("numbers differ from one measurement to the next", () => {
    const cells = { ...spoiled(0), y: times(210, (row) => row / 7) };
    expect(found("conflicting_labels", cells)).toHaveLength(1);
    expect(found("conflicting_labels", cells, { task: "regression" })).toEqual([]);
  });

  test("the noise of coarse features is none", () => {
    const { pick } = draws(6);
    const cells = { a: times(400, () => pick(["s", "m", "l"])), y: times(400, () => pick(["p", "n"])) };
    expect(found("conflicting_labels", cells)).toEqual([]);
  });
});

describe("overlap of training and holdout", () => {
  const parts = { data: { key: "id" } };

  test("content that stands on both sides of a keyed split, counted as by hand", () => {
    const cells = keyed(measured(300, 100));
    const raw = rawTable(cells);
    const { folds } = split(rowKeys(raw, "id"), { validation: 0.2, test: 0.2, seed: 0 });
    const content = times(400, (row) => `${cells.a[row]} ${cells.b[row]} ${cells.c[row]}`);
    const trained = new Set(content.filter((_, row) => folds[row] === "training"));
    const holdout = content.filter((_, row) => folds[row] === "test");
    const both = holdout.filter((each) => trained.has(each)).length;
    expect(both).toBeGreaterThan(20);
    const [problem] = found("overlap", cells, parts);
    expect(problem!.found).toMatch(new RegExp(`^${both} of ${holdout.length} holdout rows `));
  });

  test("none where rows are unlike, few, or alike by chance", () => {
    expect(found("overlap", keyed(measured(300, 0)), parts)).toEqual([]);
    expect(found("overlap", keyed(measured(300, 2)), parts)).toEqual([]);
    const { pick } = draws(8);
    const coarse = { a: times(400, () => pick(["s", "m", "l"])), y: times(400, () => pick(["p", "n"])) };
    expect(found("overlap", keyed(coarse), parts)).toEqual([]);
  });

  test("none without a key: the split follows the content then", () => {
    expect(found("overlap", measured(300, 100))).toEqual([]);
  });

  test("other labels of the same content are overlap too, as no key holds them together", () => {
    const cells = measured(300, 300);
    const other = { ...cells, y: cells.y.map((y, row) => (row < 300 ? y : y === "p" ? "n" : "p")) };
    expect(told(found("overlap", other))[0]).toMatch(/^data-overlap/);
  });

  test("data that cannot be split are no reason to fail here", () => {
    const cells = keyed(measured(20, 20));
    expect(
      found("overlap", { ...cells, id: cells.id.map((id, row) => (row === 3 ? null : id)) }, parts),
    ).toEqual([]);
  });
});
