import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT, Workbench } from "./workbench.ts";

// One story, in order: the months of examples/flights as its README tells them.
let bench: Workbench;
beforeAll(() => {
  bench = new Workbench();
  for (const path of ["data", "trunkline.yaml"]) rmSync(join(bench.work, path), { recursive: true });
  cpSync(join(ROOT, "examples", "flights"), bench.work, { recursive: true });
  bench.commit("January");
});
afterAll(() => bench?.close());

interface Run {
  readonly passed: boolean;
  readonly drift: { readonly columns: Readonly<Record<string, { readonly drifted: boolean }>> } | null;
}

/** Puts a month in the place of the last one, gives what the report says of drift, and goes on with it. */
function month(name: string, change = (text: string) => text): string[] {
  cpSync(join(bench.work, "months", `2001-${name}.csv`), join(bench.work, "data", "flights.csv"));
  bench.edit("data/flights.csv", change);
  bench.commit(`The flights of ${name}`);
  const run = bench.round().run as unknown as Run;
  expect(run.passed).toBe(true);
  return Object.entries(run.drift?.columns ?? {})
    .filter(([, { drifted }]) => drifted)
    .map(([column]) => column);
}

test("January is the first version", () => {
  expect(bench.round().register).toMatchObject({ outcome: "registered", version: "v1.0.0" });
});

test("February is refused for three flights that landed hours before they could, by their lines", () => {
  cpSync(join(bench.work, "months", "2001-02.csv"), join(bench.work, "data", "flights.csv"));
  const { exit, out } = bench.try("run");
  expect(exit).toBe(1);
  expect(out.match(/✖ data-/g)).toHaveLength(3);
  for (const line of [28, 1568, 1920]) expect(out).toContain(`data-min at data/flights.csv:${line}:7`);
});

test("without them, and in the months to May, nothing is said of drift", { timeout: 120_000 }, () => {
  const early = /^.*,-(?:212|953|1116),no\n/gm;
  expect(month("02", (text) => text.replace(early, ""))).toEqual([]);
  expect(month("03")).toEqual([]);
  expect(month("04")).toEqual([]);
  expect(month("05")).toEqual([]);
});

test("in June more flights are late, and the report shows how the two columns have moved", () => {
  expect(month("06")).toEqual(["delay", "late"]);
});

test("the README's drift of any two months, and the leak that the spec leaves out", () => {
  const columns = ["hour", "weekday", "origin", "distance", "delay", "late"];
  const { exit, out } = bench.try(
    "drift",
    "months/2001-05.csv",
    "months/2001-06.csv",
    ...columns.flatMap((column) => ["--column", column]),
  );
  expect(exit).toBe(1);
  expect(out).toContain("2 of 6 columns drifted (delay, late)");
  bench.edit("trunkline.yaml", (text) => text.replace(/\n {2}delay: false.*/, ""));
  expect(bench.try("validate").out).toMatch(
    /found +the column "delay", which all but tells "late" by itself/,
  );
});
