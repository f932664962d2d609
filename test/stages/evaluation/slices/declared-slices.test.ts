import { describe, expect, test } from "vitest";
import type { Table } from "../../../../src/records/table.ts";
import { declaredSlices } from "../../../../src/stages/evaluation/slices/declared-slices.ts";

const table: Table = {
  rows: 12,
  columns: new Map([
    ["sex", { type: "text", values: [..."ffffffmmmmmx"] }],
    ["age", { type: "number", values: [10, 20, 30, 40, 50, null, 10, 20, 30, 40, 50, 60] }],
    ["a name", { type: "text", values: Array(12).fill("y") }],
  ]),
};
const every = [...Array(12).keys()];
const rowsOf = ({ within }: { within: Uint8Array }) => every.filter((row) => within[row] === 1);

test("a column gives a slice for each value, an expression one; their order is the spec's", async () => {
  const { slices, unnamed } = await declaredSlices(
    [
      { column: "sex", tolerance: 0.1 },
      "age < 30",
      { where: 'd["a name"] == "y"', name: "all", metric: "recall" },
    ],
    table,
    every,
  );
  expect(slices.map(({ name }) => name)).toEqual(["sex = f", "sex = m", "age < 30", "all"]);
  expect(slices.map(({ metric, tolerance }) => [metric, tolerance])).toEqual([
    [undefined, 0.1],
    [undefined, 0.1],
    [undefined, undefined],
    ["recall", undefined],
  ]);
  expect(rowsOf(slices[1]!)).toEqual([6, 7, 8, 9, 10]);
  expect(rowsOf(slices[3]!)).toEqual(every);
  expect(unnamed).toEqual([{ column: "sex", values: 1, rows: 1 }]);
});

test("a row with a missing cell is in no slice by that column, not in the opposite either", async () => {
  const { slices } = await declaredSlices(["age < 30", "age >= 30", "!(age < 30)"], table, every);
  expect(slices.map(rowsOf)).toEqual([
    [0, 1, 6, 7],
    [2, 3, 4, 8, 9, 10, 11],
    [2, 3, 4, 8, 9, 10, 11],
  ]);
});

test("rows are those that are given, by their places among them", async () => {
  const { slices } = await declaredSlices(["age == 40"], table, [9, 0, 3]);
  expect([...slices[0]!.within]).toEqual([1, 0, 1]);
});

describe("what is wrong is told all at once", () => {
  test("a column that is not there, with the name that was meant; what is no expression; what looks at other rows", async () => {
    const rules = [{ column: "sxe" }, "age <", "agee < 3", "mean(age) > 3", "process.exit()"];
    const error = await declaredSlices(rules, table, every).catch((thrown: Error) => thrown);
    expect(error).toHaveProperty("exit", 2);
    expect((error as Error).message).toMatch(
      /evaluate\.slices\[0\]: no column "sxe"[\s\S]*perhaps "sex"[\s\S]*slices\[1\][\s\S]*slices\[2\][\s\S]*"agee"[\s\S]*slices\[3\][\s\S]*slices\[4\]/,
    );
  });
});
