import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Alarms, linesWithoutDrift, lineWithShift, MOVED, withoutDrift, withShift } from "./simulate.ts";

/** What is written in docs/drift.md is what was measured here; `node scripts/simulate-drift.js` prints the tables. */
const docs = readFileSync(new URL("../../../../docs/drift.md", import.meta.url), "utf8");

describe("1,000 pairs of tables without drift, 20 columns, 200 to 20,000 rows", () => {
  let alarms: Alarms;
  beforeAll(() => {
    alarms = withoutDrift();
  }, 120_000);

  test("at most 5 % raise any column's alarm, at most 1 % the table's", () => {
    expect(alarms.Trunkline.any).toBeLessThanOrEqual(0.05);
    expect(alarms.Trunkline.table).toBeLessThanOrEqual(0.01);
  });

  test("which is no small thing: bare tests and the peer's rules alarm most of the time", () => {
    expect(alarms["KS and chi-squared at p < 0.05"].narrow).toBeGreaterThan(0.4);
    expect(alarms["Evidently 0.7.23"].narrow).toBeGreaterThan(0.3);
  });

  test("the docs say the same", () => {
    for (const line of linesWithoutDrift(alarms)) expect(docs).toContain(line);
  });
});

describe("one of 20 columns shifted by 0.25 deviations, 2,000 rows a side", () => {
  test.each(MOVED)("%s is found in at least 95 %", (column) => {
    const alarms = withShift(column);
    expect(alarms.Trunkline.column).toBeGreaterThanOrEqual(0.95);
    expect(alarms.Trunkline.table).toBeGreaterThanOrEqual(0.95);
    expect(docs).toContain(lineWithShift(column, alarms));
  });
});
