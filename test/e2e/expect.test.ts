import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.close());

test("what the data suggest is YAML that the spec takes, and that the data meet", () => {
  const { exit, out, err } = bench.try("expect", "--quiet");
  expect(exit, err).toBe(0);
  expect(Object.keys(parse(out).expect)).toEqual([
    "id",
    "sepal_length",
    "sepal_width",
    "petal_length",
    "petal_width",
    "species",
  ]);
  bench.edit("trunkline.yaml", (text) => text.replace(/ {2}expect:\n(?: {4}.*\n)+/, out));
  expect(bench.try("validate").exit).toBe(0);
  expect(bench.try("expect", "--diff").out).toContain("The spec expects what the data suggest.");
});

test("the difference names column, rule, and both sides", () => {
  const { differences } = bench.trunkline<{ differences: unknown[] }>("expect", "--diff");
  expect(differences).toContainEqual({ column: "sepal_length", rule: "min", spec: "0", data: "2" });
});
