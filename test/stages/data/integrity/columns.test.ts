import { describe, expect, test } from "vitest";
import { plainText } from "../../../../src/stages/data/integrity/check-variants.ts";
import { draws, found, times, told } from "./columns-of.ts";

const y = (rows: number) => times(rows, (row) => "ab"[row % 2]!);

describe("constant columns", () => {
  const rows = (count: number, cell: (row: number) => string | null) => ({
    x: times(count, cell),
    y: y(count),
  });

  test("are named, numbers and text", () => {
    const cells = { ...rows(10, () => "1.0"), z: times(10, () => "same"), w: times(10, (row) => row) };
    expect(told(found("constant", cells))).toEqual(["data-constant 1 1", "data-constant 1 3"]);
  });

  test("are not those of few rows, with another value, with a missing cell, or left out as a feature", () => {
    expect(
      found(
        "constant",
        rows(9, () => "1"),
      ),
    ).toEqual([]);
    expect(
      found(
        "constant",
        rows(10, (row) => (row === 9 ? "2" : "1")),
      ),
    ).toEqual([]);
    expect(
      found(
        "constant",
        rows(10, (row) => (row === 9 ? null : "1")),
      ),
    ).toEqual([]);
    expect(
      found(
        "constant",
        rows(10, () => "1"),
        { features: { x: false } },
      ),
    ).toEqual([]);
    expect(
      found(
        "constant",
        rows(10, () => "1"),
        { features: { "*": false } },
      ),
    ).toEqual([]);
    expect(
      found(
        "constant",
        rows(10, () => "1"),
        { features: { "*": false, x: {} } },
      ),
    ).toHaveLength(1);
  });
});

describe("mixed types", () => {
  const mixed = (cells: readonly (string | null)[], data: object = {}) =>
    found("mixed_types", { x: cells, y: y(cells.length) }, { data });
  const numbers = (count: number) => times(count, (row) => String(row * 1.5));

  test("numbers with words in between, with the share, the first place and what it is", () => {
    const [problem, ...more] = mixed([...numbers(15), "unknown", "n/a", "unknown"]);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: "data-mixed-types", where: { line: 17, column: 1 } });
    expect(problem!.found).toContain('3 of 18 cells (16.7 %) that are no numbers ("unknown", "n/a")');
  });

  test("dates with words in between", () => {
    const dates = times(9, (row) => `2026-01-0${row + 1}`);
    expect(mixed([...dates, "31.01.2026"])[0]!.found).toContain("no dates");
  });

  test("half is the border: below it, the numbers are the exception", () => {
    expect(mixed([...numbers(10), ...times(10, () => "w")])).toHaveLength(1);
    expect(mixed([...numbers(10), ...times(11, () => "w")])).toEqual([]);
  });

  test("nine in ten numbers and more are refused by the typing of columns, and not said twice", () => {
    expect(mixed([...numbers(17), "w", "w"])).toHaveLength(1);
    expect(mixed([...numbers(18), "w", "w"])).toEqual([]);
  });

  test("words alone, numbers alone, few cells, and what a declaration names are no mixture", () => {
    expect(mixed(times(20, (row) => `w${row}`))).toEqual([]);
    expect(mixed(numbers(20))).toEqual([]);
    expect(mixed([...numbers(8), "w"])).toEqual([]);
    const cells = [...numbers(10), "w", "w"];
    expect(mixed(cells)).toHaveLength(1);
    expect(mixed(cells, { expect: { x: { missing: 0 } } })).toHaveLength(1);
    for (const declared of [{ type: "text" }, { pattern: ".*" }, { in: ["w"] }])
      expect(mixed(cells, { expect: { x: declared } })).toEqual([]);
  });

  test("a cell that says something of a person is named, not shown", () => {
    const [problem] = mixed([...numbers(10), "flora@example.org", "flora@example.org"]);
    expect(JSON.stringify(problem)).not.toContain("flora");
  });
});

describe("variants of a category", () => {
  const variants = (cells: readonly string[]) => found("variants", { x: cells, y: y(cells.length) });

  test.each([
    ["case", "SP", "sp"],
    ["white space at the end", "SP", "SP "],
    ["white space within", "São Paulo", "São  Paulo"],
    ["a space that does not break", "a b", "a\u00a0b"],
    ["accents", "São Paulo", "Sao Paulo"],
    ["composed and decomposed", "é".normalize("NFC"), "é".normalize("NFD")],
    ["all of them", "São Paulo", " SAO\tPAULO "],
    ["wide letters", "ＳＰ", "sp"],
  ])("%s", (_, one, other) => {
    expect(told(variants([...times(5, () => one), "RJ", "RJ", other]))).toEqual(["data-variants 9 1"]);
  });

  test("what a person sees as another category stays one", () => {
    for (const [one, other] of [
      ["a-b", "ab"],
      ["1", "1.0"],
      ["a b", "ab"],
      ["ß", "s"],
      ["", " x"],
    ] as const)
      expect(variants([...times(5, () => one || "e"), "RJ", "RJ", other || "f"])).toEqual([]);
  });

  test("counts are told, the most frequent first, and the target is looked at", () => {
    const cells = [...times(6, () => "Yes"), ...times(3, () => "yes"), ...times(3, () => "no")];
    const [problem] = found("variants", { x: times(12, (row) => row), y: cells });
    expect(problem!.found).toContain('"Yes" (6) and "yes" (3)');
    expect(problem!.where).toMatchObject({ line: 8, column: 2 });
  });

  test("names that are mostly unique are no categories; half is the border", () => {
    const names = (count: number) => times(count, (row) => `name ${row >> 1}${row % 2 ? "" : " "}`);
    expect(variants(names(20))).toEqual([]);
    expect(variants([...names(10), ...names(10)])).toHaveLength(1);
    expect(variants([...names(10), ...names(10).slice(1)])).toEqual([]);
  });

  test("the comparison is the same however often it is made", () => {
    const { pick } = draws(1);
    for (let run = 0; run < 500; run++) {
      const text = times(6, () => pick([..."aÀ ß\t\u0130\u0131ﬁǅ\ud800"])).join("");
      expect(plainText(plainText(text))).toBe(plainText(text));
    }
  });
});

describe("outliers", () => {
  const { normal, uniform } = draws(7);
  const outliers = (cells: readonly (number | null)[], data: object = {}, task?: "regression") =>
    found(
      "outliers",
      { x: cells, y: times(cells.length, (row) => row % 7) },
      { data, ...(task && { task }) },
    );
  const body = times(200, () => 20 + uniform() * 60);

  test.each([
    ["a marker for missing", -999],
    ["another unit", 60_000],
    ["a slipped decimal point far off", 0.0005],
  ])("%s", (name, far) => {
    const narrow = name.startsWith("a slipped") ? times(200, () => 50 + normal()) : body;
    expect(told(outliers([...narrow, far]))).toEqual(["data-outliers 202 1"]);
  });

  test("the worst comes first, with its line, and the share", () => {
    const cells = [...body, -999, -9999, null];
    const [problem] = outliers(cells);
    expect(problem!.where).toMatchObject({ line: 203, column: 1 });
    expect(problem!.found).toContain("2 of 202 cells (0.99 %)");
    expect(problem!.found).toMatch(/"-9999" in data\.csv:203, "-999" in data\.csv:202$/);
  });

  test("the limit: 10 robust deviations of the value's own side", () => {
    // Median 0, median distance 1 on either side: a robust deviation is 1.4826.
    const around = times(201, (row) => ((row % 5) - 2) * 1);
    expect(outliers([...around, 14.8])).toEqual([]);
    expect(outliers([...around, 14.9])).toHaveLength(1);
  });

  test("a tail that goes on is none: a far value is twice as far as the next nearer one, with all beyond it", () => {
    const around = times(201, (row) => ((row % 5) - 2) * 1);
    const trailing = [3, 5, 8, 12, 18, 27, 40];
    expect(outliers([...around, ...trailing.map((each) => each * 1.4826)])).toEqual([]);
    const [problem] = outliers([...around, 10, 20, 30]);
    expect(problem!.found).toContain('"30" in data.csv:205, "20" in data.csv:204');
    expect(problem!.found).not.toContain('"10"');
  });

  test("skewed columns have none: log-normal, exponential, squares, counts with many zeros", () => {
    const columns = [
      times(20_000, () => Math.exp(normal())),
      times(20_000, () => -Math.log(1 - uniform())),
      times(20_000, () => normal() ** 2),
      times(20_000, () => normal()),
      times(20_000, () => (uniform() < 0.7 ? 0 : Math.floor(uniform() * 40))),
    ];
    for (const column of columns) expect(outliers(column)).toEqual([]);
  });

  test("so many are a part of the distribution; few cells show nothing; a column that stands still has no scale", () => {
    expect(outliers([...body, ...times(3, () => -999)])).toHaveLength(1);
    expect(outliers([...body, ...times(4, () => -999)])).toEqual([]);
    expect(outliers([...body.slice(0, 28), -999])).toEqual([]);
    expect(outliers([...body.slice(0, 29), -999])).toHaveLength(1);
    expect(outliers([...times(200, () => 5), 6])).toEqual([]);
  });

  test("a declared bound decides on its side", () => {
    const cells = [...body, -999];
    expect(outliers(cells, { expect: { x: { min: -1000 } } })).toEqual([]);
    expect(outliers(cells, { expect: { x: { max: 100 } } })).toHaveLength(1);
  });

  test("the target of a regression is looked at, classes that are numbers are not", () => {
    const target = [...body, -9999];
    const cells = { x: times(201, (row) => row % 11), y: target };
    expect(told(found("outliers", cells, { task: "regression" }))).toEqual(["data-outliers 202 2"]);
    expect(found("outliers", cells)).toEqual([]);
  });
});
