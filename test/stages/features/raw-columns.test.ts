import { expect, test } from "vitest";
import type { FittedColumn, Transform } from "../../../src/records/transform.ts";
import { rawColumnsOf } from "../../../src/stages/features/raw-columns.ts";

const column = (name: string, more: Partial<FittedColumn> = {}): FittedColumn => ({
  name,
  type: "number",
  fill: 0,
  encoding: null,
  scale: null,
  outputs: [name],
  ...more,
});
const derived = (name: string, inputs: string[]) => ({
  name,
  expression: inputs.join(" + "),
  inputs,
  type: "number" as const,
});
const transform = (changes: Partial<Transform>): Transform => ({
  format: 1,
  inputs: [],
  derived: [],
  columns: [],
  ...changes,
});

test("a feature is made of the columns that its derivation reads, and those of what that reads", () => {
  const found = rawColumnsOf(
    transform({
      derived: [derived("double", ["a"]), derived("area", ["double", "b"]), derived("more", ["area", "a"])],
      columns: [
        column("a"),
        column("colour", { type: "text", outputs: ["colour=blue", "colour=red"] }),
        column("double"),
        column("area"),
        column("more"),
      ],
    }),
  );
  expect([...found!]).toEqual([
    ["a", ["a"]],
    ["colour=blue", ["colour"]],
    ["colour=red", ["colour"]],
    ["double", ["a"]],
    ["area", ["a", "b"]],
    ["more", ["a", "b"]],
  ]);
});

test("what is filled from the nearest rows is made of all columns that say how near they are", () => {
  const donors = { columns: ["a", "b"], widths: [1, 1], rows: [] };
  const columns = [column("a", { neighbours: 5 }), column("b"), column("c", { neighbours: 5 })];
  expect([...rawColumnsOf(transform({ columns, donors }))!]).toEqual([
    ["a", ["a", "b"]],
    ["b", ["b"]],
    ["c", ["c", "a", "b"]],
  ]);
});

test("components are mixtures of all", () => {
  const components = { center: [0], weights: [[1]], explained: [1] };
  expect(rawColumnsOf(transform({ columns: [column("a")], components }))).toBeNull();
});
