import * as v from "valibot";
import { expect, test } from "vitest";
import { personalDataIn } from "../../../src/core/personal-data.ts";
import { Profile } from "../../../src/records/profile.ts";
import type { Column } from "../../../src/records/table.ts";
import { profile } from "../../../src/stages/data/profile.ts";

function tableOf(columns: Record<string, (number | null)[] | (string | null)[]>) {
  const typed = Object.entries(columns).map(([name, values]) => {
    const type = values.some((value) => typeof value === "string") ? "text" : "number";
    return [name, { type, values } as Column] as const;
  });
  return { columns: new Map(typed), rows: Object.values(columns)[0]!.length };
}

test("numbers, as NumPy 2.4.6 has them (mean, std, quantile)", () => {
  const x = [5.1, 4.9, null, 4.7, 4.6, 5.0, 5.4, 4.6, 5.0, 4.4, 4.9, 12.5, 99];
  const rows = x.map((_, row) => row).filter((row) => x[row] !== 99);
  const { columns } = profile(tableOf({ x }), rows);
  expect(columns.x).toMatchObject({
    type: "number",
    rows: 12,
    missing: 1,
    distinct: 8,
    minimum: 4.4,
    maximum: 12.5,
  });
  expect(columns.x!.mean).toBeCloseTo(5.554545454545454, 13);
  expect(columns.x!.deviation).toBeCloseTo(2.212100456523633, 13);
  [4.5, 4.65, 4.9, 5.05, 8.95].forEach((reference, index) => {
    expect(columns.x!.quantiles![index]).toBeCloseTo(reference, 13);
  });
});

test("text: the most frequent values first, ties by value, twenty at most", () => {
  const { columns } = profile(tableOf({ x: ["b", "a", null, "b", "a", "<i>"] }), [0, 1, 2, 3, 4, 5]);
  expect(columns.x).toEqual({
    type: "text",
    rows: 6,
    missing: 1,
    distinct: 3,
    top: [
      ["a", 2],
      ["b", 2],
      ["<i>", 1],
    ],
  });
  const many = Array.from({ length: 60 }, (_, index) => `v${index % 30}`);
  expect(
    profile(
      tableOf({ x: many }),
      many.map((_, row) => row),
    ).columns.x!.top,
  ).toHaveLength(20);
});

test("nothing of persons goes into a bundle: addresses and numbers are counted, texts of one row are not kept", () => {
  const rows = [0, 1, 2, 3, 4, 5, 6, 7];
  const mail = rows.map((row) => `p${row % 3}@example.com`);
  const name = ["Ana", "Bo", "Cy", "Di", "Ed", "Flo", "x", "x"];
  const contact = ["web", "web", "shop", "shop", "a@example.com", "b@example.com", "shop", "web"];
  const card = Array.from({ length: 100 }, (_, last) => 4_000_000_000_000_000 + last)
    .filter((number) => personalDataIn(String(number)) === "payment card")
    .slice(0, 8);
  const { columns } = v.parse(Profile, profile(tableOf({ mail, name, contact, card }), rows));
  expect(columns.mail).toEqual({
    type: "text",
    rows: 8,
    missing: 0,
    distinct: 3,
    personal: "e-mail address",
  });
  expect(columns.name!.top).toEqual([["x", 2]]);
  expect(columns.contact!.top).toEqual([
    ["shop", 3],
    ["web", 3],
    ["(e-mail address)", 2],
  ]);
  expect(columns.card).toEqual({
    type: "number",
    rows: 8,
    missing: 0,
    distinct: 8,
    personal: "payment card",
  });
});

test("only missing cells, one row, and values near the largest double", () => {
  const table = tableOf({ none: [null, null], big: [1.7e308, -1.7e308] });
  const { columns } = profile(table, [0, 1]);
  expect(columns.none).toEqual({ type: "number", rows: 2, missing: 2, distinct: 0 });
  expect(columns.big).toMatchObject({ mean: 0, deviation: 1.7e308 });
  expect(v.is(Profile, profile(table, [0, 1]))).toBe(true);
  expect(profile(table, [0]).columns.big).toMatchObject({ deviation: 0, quantiles: Array(5).fill(1.7e308) });
});

test("a column named __proto__ is a column", () => {
  const table = { columns: new Map([["__proto__", { type: "number", values: [1, 2] } as Column]]), rows: 2 };
  const { columns } = profile(table, [0, 1]);
  expect(Object.entries(columns).map(([name, { mean }]) => [name, mean])).toEqual([["__proto__", 1.5]]);
});
