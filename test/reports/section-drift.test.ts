import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/core/random.ts";
import type { DriftReport } from "../../src/records/drift.ts";
import type { Column, Table } from "../../src/records/table.ts";
import { comment } from "../../src/reports/comment.ts";
import { COMMENT } from "../../src/reports/extent.ts";
import { driftSection } from "../../src/reports/section-drift.ts";
import { terminal } from "../../src/reports/terminal.ts";
import { compareTables } from "../../src/stages/monitoring/drift/compare-tables.ts";
import { DEFAULT_LIMITS } from "../../src/stages/monitoring/drift/limits.ts";
import { aReport } from "../support/records.ts";
import { render, tagsOf, textOf } from "./render.ts";

const ROWS = 500;

/** A table with `steady` and the given column, whose numbers are moved by so much. */
function table(moved: number, seed: number, name = "moved"): Table {
  const random = seededRandom(seed);
  const numbers = (shift: number): Column => ({
    type: "number",
    values: Array.from({ length: ROWS }, () => random.next() + shift),
  });
  return {
    rows: ROWS,
    columns: new Map([
      ["steady", numbers(0)],
      [name, numbers(moved)],
    ]),
  };
}

function drift(moved: number, name?: string) {
  const unmatched = { reference: [], current: [] };
  return compareTables(table(0, 1, name), table(moved, 2, name), { limits: DEFAULT_LIMITS, unmatched });
}

describe("in the comment", () => {
  test("the columns that moved, with a picture of both sides", () => {
    const text = driftSection(drift(0.5), "v1.0.0", COMMENT);
    expect(text).toContain("<summary>Drift of 1 column</summary>");
    expect(text).toMatch(
      /\| `moved` \| `[▁▂▃▄▅▆▇█·]+` \| `[▁▂▃▄▅▆▇█·]+` \| KS distance 0\.\d+ \(from 0\.05\) \|/,
    );
    expect(text).not.toContain("`steady`");
  });

  test("one line of what changed, and no table when nothing moved or nothing was compared", () => {
    const changes = (found: DriftReport | null) => comment(aReport("improved", { drift: found }));
    expect(changes(drift(0))).toContain("- **Drift** none in 2 columns\n");
    expect(changes(drift(0.5))).toContain(
      "- **Drift** ⚠️ 1 of 2 columns drifted, and so has the table: `moved`\n",
    );
    expect(changes(drift(0.5))).toContain("<summary>Drift of 1 column</summary>");
    expect(changes(null)).not.toContain("Drift");
    expect(driftSection(drift(0), "v1.0.0", COMMENT)).toBe("");
    expect(driftSection(undefined, "v1.0.0", COMMENT)).toBe("");
  });

  test("a hostile name stays a name", () => {
    const hostile = "a|b`<img src=x onerror=alert(1)>`@team](javascript:x)";
    const html = render(driftSection(drift(0.5, hostile), "v1.0.0", COMMENT));
    expect(tagsOf(html).join("")).not.toMatch(/<img|<a /);
    expect(textOf(html)).toContain("onerror=alert(1)");
  });
});

test("at a terminal, after the data", () => {
  const text = terminal(aReport("improved", { drift: drift(0.5) }), { colour: false });
  expect(text).toMatch(/Drift {3}1 of 2 columns drifted from v1\.0\.0's data/);
  expect(Math.max(...text.split("\n").map((line) => [...line].length))).toBeLessThanOrEqual(100);
  expect(terminal(aReport("improved", { drift: drift(0) }), { colour: false })).not.toContain("Drift");
});
