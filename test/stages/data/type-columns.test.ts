import { describe, expect, test } from "vitest";
import { typeColumns } from "../../../src/stages/data/type-columns.ts";
import { brief, rawOf } from "./tables.ts";

async function typed(cells: readonly string[], declared?: "number" | "integer" | "text") {
  const raw = await rawOf(`x\n${cells.map((cell) => `"${cell}"`).join("\n")}\n`);
  const { table, problems } = typeColumns(raw, declared ? { x: { type: declared } } : {});
  return { ...table.columns.get("x")!, problems };
}

describe("types", () => {
  test("decimal numbers in all their forms", async () => {
    const column = await typed(["1", "-2.5", "+3", ".5", "5.", "1e3", "-1.5E-2", " 7 ", "NA", "007"]);
    expect(column).toEqual({
      type: "number",
      values: [1, -2.5, 3, 0.5, 5, 1000, -0.015, 7, null, 7],
      problems: [],
    });
  });

  test.each(["0x10", "1,5", "1_000", "12 %", "--1", "1e", "e5", ".", "1n", "0b1"])(
    "%j is text",
    async (cell) => {
      expect(await typed(["1", cell])).toMatchObject({ type: "text", values: ["1", cell], problems: [] });
    },
  );

  test("a declared type wins", async () => {
    expect(await typed(["1", "02"], "text")).toMatchObject({
      type: "text",
      values: ["1", "02"],
      problems: [],
    });
    expect(await typed(["1", "2.5"], "integer")).toMatchObject({
      type: "number",
      values: [1, 2.5],
      problems: [],
    });
  });
});

describe("problems", () => {
  test("show no cell that says something of a person", async () => {
    const declared = await typed(["1", "flora@example.com"], "number");
    expect(declared.problems[0]!.found).toBe('(e-mail address) in the column "x"');
    const mixed = await typed([...Array.from({ length: 19 }, (_, row) => String(row)), "111.444.777-35"]);
    expect(mixed.problems[0]!.found).toContain("1 of 20 cells that are no numbers ((CPF))");
  });

  test.each(["NaN", "nan", "inf", "-inf", "Infinity", "+Infinity", "1e999"])(
    "%s among numbers",
    async (cell) => {
      const column = await typed(["1", cell, "2"]);
      expect(column).toMatchObject({ type: "number", values: [1, null, 2] });
      expect(brief(column.problems)).toEqual(["data-not-finite 3 1"]);
      expect(column.problems[0]!.next).toContain("data.missing");
    },
  );

  test("NaN among text is text", async () => {
    expect(await typed(["a", "NaN", "b"])).toMatchObject({ type: "text", problems: [] });
  });

  test("a column that is almost numbers is reported with all its lines, and not guessed", async () => {
    const cells = Array.from({ length: 20 }, (_, index) =>
      [3, 11].includes(index) ? "about | <b>3</b>" : String(index),
    );
    const column = await typed(cells);
    expect(column.type).toBe("text");
    expect(brief(column.problems)).toEqual(["data-mixed-column 5 1"]);
    expect(column.problems[0]!.found).toContain('2 of 20 cells that are no numbers ("about | <b>3</b>")');
    expect(column.problems[0]!.found).toContain("lines 5, 13");
  });

  test("nine of ten is almost, eight of nine is text", async () => {
    const nine = Array.from({ length: 9 }, (_, index) => String(index));
    expect(brief((await typed([...nine, "x"])).problems)).toEqual(["data-mixed-column 11 1"]);
    expect((await typed([...nine.slice(1), "x"])).problems).toEqual([]);
  });

  test("every cell that is no number in a declared number", async () => {
    const column = await typed(["1", "x", "NaN", "y\nz", "2"], "number");
    expect(column.values).toEqual([1, null, null, null, 2]);
    expect(brief(column.problems)).toEqual(["data-not-finite 4 1", "data-type 3 1", "data-type 5 1"]);
    expect(column.problems[2]!.found).toBe('"y\\nz" in the column "x"');
  });

  test("a long cell is shortened", async () => {
    const { problems } = await typed(["x".repeat(500)], "number");
    expect(problems[0]!.found.length).toBeLessThan(100);
  });

  test("no value at all", async () => {
    const raw = await rawOf("a,b\n1,\n2,NA\n");
    const { table, problems } = typeColumns(raw, {});
    expect(table.columns.get("b")).toEqual({ type: "text", values: [null, null] });
    expect(brief(problems)).toEqual(["data-all-missing 1 2"]);
    expect(typeColumns(raw, { b: { type: "number" } }).table.columns.get("b")!.type).toBe("number");
  });

  test("columns named like members of objects", async () => {
    const { table, problems } = typeColumns(await rawOf("__proto__,constructor,toString\n1,2,x\n"), {});
    expect(problems).toEqual([]);
    expect([...table.columns].map(([name, { type }]) => `${name} ${type}`)).toEqual([
      "__proto__ number",
      "constructor number",
      "toString text",
    ]);
  });
});
