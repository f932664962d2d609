import { afterEach, beforeEach, expect, test } from "vitest";
import { Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.close());

const CELL = /^(\d+),([\d.]+),/gm;

test("data that moved since the champion are told in the report, and decide nothing", () => {
  bench.round();
  // Sepals as somebody would measure them who puts the ruler's end at one centimetre.
  bench.edit("data/iris.csv", (text) =>
    text.replace(CELL, (_, id, cell) => `${id},${(Number(cell) + 1).toFixed(1)},`),
  );
  const { exit, out, err } = bench.try("run");
  expect(exit, err).toBe(0);
  expect(out).toContain("1 of 5 columns drifted from v1.0.0's data");
  expect(out).toMatch(/sepal_length\s+[▁▂▃▄▅▆▇█·]+\s+[▁▂▃▄▅▆▇█·]+\s+KS distance/);
  const { drift } = bench.trunkline<{ drift: { columns: Record<string, { drifted: boolean }> } }>("run");
  const moved = Object.entries(drift.columns).filter(([, { drifted }]) => drifted);
  expect(moved.map(([name]) => name)).toEqual(["sepal_length"]);
});

test("the same data say nothing of drift", () => {
  bench.round();
  expect(bench.try("run").out).not.toContain("Drift");
});

test("two files, by the command: exit 1 when the table has drifted", () => {
  bench.edit("data/iris.csv", (text) => text);
  const moved = bench.run("sh", [
    "-c",
    `awk -F, 'NR==1 {print; next} {printf "%s,%.1f,%.1f,%s,%s,%s\\n", $1, $2+2, $3+2, $4, $5, $6}' data/iris.csv > moved.csv`,
  ]);
  expect(moved.exit, moved.err).toBe(0);
  const same = bench.try("drift", "data/iris.csv", "data/iris.csv", "--json");
  expect(same.exit, same.err).toBe(0);
  const { exit, out } = bench.try("drift", "data/iris.csv", "moved.csv", "--json");
  expect(exit).toBe(1);
  const report = JSON.parse(out) as {
    drifted: boolean;
    share: number;
    columns: Record<string, { drifted: boolean }>;
  };
  expect(report.drifted).toBe(true);
  expect(report.columns.sepal_width!.drifted).toBe(true);
  expect(report.columns.petal_width!.drifted).toBe(false);
});
