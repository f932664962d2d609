import { describe, expect, test } from "vitest";
import type { NumberForm } from "../../../src/records/spec-data.ts";
import { numberReader, readNumbers } from "../../../src/stages/data/number-form.ts";
import { brief, rawOf } from "./tables.ts";

describe("numbers in a declared form", () => {
  // Stricter than pandas, which takes 12.34,5 for 1234.5: thousands are groups of three digits.
  test.each<[NumberForm, readonly (readonly [string, number | undefined])[]]>([
    [
      { decimal: ",", thousands: "." },
      [
        ["1.234,50", 1234.5],
        ["-1.234.567", -1234567],
        ["0,5", 0.5],
        [",5", 0.5],
        ["12345,6", 12345.6],
        [" 7 ", 7],
        ["1,5e3", 1500],
        ["1.5", undefined],
        ["12.34,5", undefined],
        ["1,234.5", undefined],
        ["1.234.56", undefined],
        ["", undefined],
        ["a", undefined],
      ],
    ],
    [
      { decimal: "," },
      [
        ["1,5", 1.5],
        ["1.234,5", undefined],
        ["1234", 1234],
      ],
    ],
    [
      { decimal: ".", thousands: "," },
      [
        ["1,234.5", 1234.5],
        ["1,23", undefined],
        ["1234.5", 1234.5],
      ],
    ],
    [
      { decimal: ",", thousands: " " },
      [
        ["1 234,5", 1234.5],
        ["1\u00a0234\u00a0567,5", 1234567.5],
        ["1\u202f234", 1234],
        ["1 23", undefined],
      ],
    ],
    [{ decimal: ".", thousands: "'" }, [["1'234.5", 1234.5]]],
    [
      { decimal: ".", thousands: "_" },
      [
        ["1_234", 1234],
        ["1_2", undefined],
      ],
    ],
  ])("%j", (form, cells) => {
    const read = numberReader(form);
    for (const [cell, value] of cells) {
      const text = read(cell);
      expect([cell, text === undefined ? undefined : Number(text)]).toEqual([cell, value]);
    }
  });

  test("integers keep every digit", () => {
    expect(numberReader({ decimal: ",", thousands: "." })("9.007.199.254.740.993")).toBe("9007199254740993");
  });
});

const GERMAN = { decimal: ",", thousands: "." } as const;
const csv = (...cells: string[]) => `x,y\n${cells.map((cell) => `"${cell}",a`).join("\n")}\n`;
const column = (raw: { cells: ReadonlyMap<string, unknown> }) => raw.cells.get("x");

describe("columns", () => {
  test("of numbers become numbers of the common form; what is missing stays so", async () => {
    const { table, problems } = readNumbers(await rawOf(csv("1.234,5", "", "7")), GERMAN, {});
    expect(column(table)).toEqual(["1234.5", null, "7"]);
    expect(problems).toEqual([]);
  });

  test("without the option nothing is touched, nor are columns that are no numbers or are declared otherwise", async () => {
    const raw = await rawOf(csv("1.234", "1,5", "AB", "CD"));
    expect(readNumbers(raw, undefined, {}).table).toBe(raw);
    expect(column(readNumbers(raw, GERMAN, {}).table)).toEqual(["1.234", "1,5", "AB", "CD"]);
    const codes = await rawOf(csv("1.234", "1.235"));
    expect(column(readNumbers(codes, GERMAN, { x: { type: "text" } }).table)).toEqual(["1.234", "1.235"]);
  });

  test("a number of the common form among them is a problem: nobody knows which it is", async () => {
    const { problems } = readNumbers(await rawOf(csv("1.500", "1.5", "2")), GERMAN, {
      x: { type: "number" },
    });
    expect(brief(problems)).toEqual(["data-number-form 3 1"]);
    expect(problems[0]).toMatchObject({ found: '"1.5" in the column "x"' });
  });

  test("a cell that is no number is left for the check of types", async () => {
    const { table, problems } = readNumbers(await rawOf(csv("1,5", "n/a")), GERMAN, {
      x: { type: "number" },
    });
    expect(column(table)).toEqual(["1.5", "n/a"]);
    expect(problems).toEqual([]);
  });
});
