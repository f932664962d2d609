import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import type { DriftReport } from "../../../src/records/drift.ts";
import type { Column, Table } from "../../../src/records/table.ts";
import { comment } from "../../../src/reports/markdown/comment.ts";
import { COMMENT } from "../../../src/reports/markdown/extent.ts";
import { driftSection } from "../../../src/reports/markdown/section-drift.ts";
import { terminal } from "../../../src/reports/terminal/terminal.ts";
import { compareTables } from "../../../src/stages/monitoring/drift/compare-tables.ts";
import { DEFAULT_LIMITS } from "../../../src/stages/monitoring/drift/limits.ts";
import { aReport } from "../../support/records.ts";
import { render, tagsOf, textOf } from "../render.ts";

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
  return compareTables(table(0, 1, name), table(moved, 2, name), {
    rules: { limits: DEFAULT_LIMITS },
    unmatched,
  });
}

/** Two columns of text: a new category and missing cells; and two models' answers. */
const words = (cells: readonly (string | null)[]): Table => ({
  rows: cells.length,
  columns: new Map([["kind", { type: "text", values: cells }]]),
});
const NONE = { reference: [], current: [] };
const before = words(Array.from({ length: ROWS }, (_, row) => (row % 2 ? "a" : "b")));
function ofKinds(now: readonly (string | null)[]) {
  return compareTables(before, words(now), { rules: { limits: DEFAULT_LIMITS }, unmatched: NONE });
}
function answers(now: readonly string[]) {
  const rules = { limits: DEFAULT_LIMITS, roles: { kind: "prediction" } } as const;
  return compareTables(before, words(now), { rules, unmatched: NONE, sameRows: true });
}

describe("what a picture does not show is said by name", () => {
  test("new categories, drifted or not, without anything personal or alive in them", () => {
    const hostile = "<img src=x>|@team";
    const now = before.columns
      .get("kind")!
      .values.map((value, row) => (row === 1 ? hostile : row === 3 ? "flora@example.com" : value));
    const text = driftSection(ofKinds(now as string[]), "v1.0.0", COMMENT);
    expect(text).toContain("<summary>What is new in the data</summary>");
    expect(text).toMatch(/- New categories: `kind` .*\(1 row\), .*\(1 row\)\./);
    expect(text).not.toContain("flora@example.com");
    expect(tagsOf(render(text)).join("")).not.toMatch(/<img/);
  });

  test("missing cells, before and now", () => {
    const now = before.columns.get("kind")!.values.map((value, row) => (row % 5 ? value : null));
    const text = driftSection(ofKinds(now as (string | null)[]), "v1.0.0", COMMENT);
    expect(text).toContain("- Missing cells: `kind` 0 % before, 20 % now.");
    expect(text).toContain("| missing 0 % → 20 % |");
  });

  test("where the bundle had no profile, and what was left out", () => {
    const leftOut = { ignored: ["id"], personal: ["mail"], retyped: ["zip"] };
    const report = { ...drift(0), leftOut, reference: { version: "v1.0.0", from: "commit" } as const };
    const text = driftSection(report, "v1.0.0", COMMENT);
    expect(text).toContain("- Numbers in one and text in the other, not compared: `zip`.");
    expect(text).toContain("- Personal data, of which a bundle keeps nothing, not compared: `mail`.");
    expect(text).toContain("v1.0.0 was made before bundles had profiles");
  });
});

test("a classifier that tells the tables apart though no column has drifted is told in the line that is read first", () => {
  const classifier = {
    auc: 0.7123,
    interval: [0.66, 0.76] as [number, number],
    pValue: 0.0025,
    threshold: 0.55,
    rows: { reference: 500, current: 500 },
    by: [["moved", "steady"]],
    drifted: true,
  };
  const said = comment(aReport("improved", { drift: { ...drift(0), classifier, drifted: true } }));
  expect(said).toContain("**Drift** none in 2 columns ⚠️, but a classifier tells the two tables apart");
  expect(said).toContain(
    "(AUC 0.712, 95 % interval 0.66 to 0.76, from 0.55 it matters; p 0.0025), most by `moved` with `steady`.",
  );
});

describe("predictions", () => {
  const all = before.columns.get("kind")!.values as readonly string[];

  test("that are the same need no line, those that differ say how", () => {
    const said = (now: readonly string[]) => comment(aReport("improved", { predictionDrift: answers(now) }));
    expect(said(all)).not.toContain("Predictions");
    const moved = said(all.map(() => "a"));
    expect(moved).toMatch(
      /- \*\*Predictions\*\* ⚠️ of the same 500 rows: 250 differ, and their distribution has moved \(JS distance 0\.\d+, from 0\.05 it matters; p 0\.0005\)/,
    );
    expect(moved).toMatch(/; v[\d.]+ `▄▄`, this change `█·`/);
    const swapped = said(all.map((value) => (value === "a" ? "b" : "a")));
    expect(swapped).toContain("500 differ, and their distribution has not moved");
  });

  test("stand at a terminal, too", () => {
    const report = aReport("improved", { predictionDrift: answers(all.map(() => "a")) });
    const text = terminal(report, { colour: false });
    expect(text).toMatch(/Drift {3}Predictions of the same 500 rows: 250 differ/);
    expect(Math.max(...text.split("\n").map((line) => [...line].length))).toBeLessThanOrEqual(100);
  });
});

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
