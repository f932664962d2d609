import { describe, expect, it } from "vitest";
import type { ColumnDrift, DriftReport } from "../../src/records/drift.ts";
import { METRICS } from "../../src/records/metric-table.ts";
import { comment } from "../../src/reports/markdown/comment.ts";
import { summary } from "../../src/reports/markdown/summary.ts";
import type { ReportInput } from "../../src/reports/report-input.ts";
import { aGate, anEvaluation, aReport, aValidation } from "../support/records.ts";
import { render, tagsOf } from "./render.ts";

const COLUMNS = 200;
const CLASSES = 100;
/** Every character of it takes many in Markdown, and there are more of them than any report shows. */
const longest = (index: number): string => `${index}${"<|@`😀#1$:x:".repeat(60)}`;
const names = Array.from({ length: COLUMNS }, (_, index) => longest(index));

function drifted(name: string): ColumnDrift {
  const finding = {
    test: "chi2" as const,
    statistic: 1,
    pValue: 0,
    adjustedPValue: 0,
    effect: 0.5,
    threshold: 0.1,
    drifted: true,
  };
  const histogram = { edges: null, labels: null, reference: [0.5, 0.5], current: [0.1, 0.9] };
  return {
    name,
    type: "text",
    drifted: true,
    decisive: finding,
    findings: [finding],
    histogram,
    missing: { reference: 0, current: 0.5 },
    added: { count: 50, top: names.slice(0, 10).map((each) => [each, 3] as const) },
  } as unknown as ColumnDrift;
}

/** All at once: 200 columns and 100 classes with the worst of names, every metric worse, 400 rules failed, everything changed. */
function worst(problems: number): ReportInput {
  const classes = names.slice(0, CLASSES);
  const confusion = { classes, counts: classes.map(() => classes.map(() => 123_456)) };
  const one = anEvaluation("regressed").metrics[0]!;
  const metrics = METRICS.map((metric, index) => ({ ...one, metric, gated: index % 2 === 0 }));
  const data = {
    rows: { before: 1, after: 2, added: 1, removed: 0, changed: 0 },
    columns: { added: names, removed: names },
  };
  const champion = { ...anEvaluation().champion!, version: longest(0), rows: 50, seen: 7 };
  const reasons = names.flatMap((text) => [
    { rule: "data" as const, passed: true, text },
    { rule: "data" as const, passed: false, text: `failed ${text}` },
  ]);
  const found = (line: number) => ({
    code: longest(line),
    where: { file: longest(line), line },
    found: longest(line),
    expected: longest(line),
    next: longest(line),
  });
  return aReport("regressed", {
    model: longest(0),
    evaluation: anEvaluation("regressed", { confusion, metrics, data, champion }),
    gate: aGate(false, { reasons }),
    drift: { columns: names.map(drifted), drifted: true, share: 1 } as unknown as DriftReport,
    recipeChanges: names.flatMap((name) => [
      `features.${name}: 1 → 2`,
      `train.params.${name}: 1 → 2`,
      `code ${name}: added`,
      `data ${name}: added`,
      name,
    ]),
    problem: { statement: longest(1), owner: longest(2) },
    training: { outcome: "registered", version: longest(3), algorithm: longest(4) },
    history: names.map((version, index) => ({ version, metrics: { accuracy: index } })),
    validation: {
      ...aValidation(Array.from({ length: problems }, (_, index) => found(index + 1))),
      files: names.map((path) => ({ path, rows: 1 })),
      columns: names,
      warnings: Array.from({ length: 200 }, (_, index) => found(index + 1)),
    },
    run: { commit: longest(5), url: longest(6), report: longest(7), reproduce: names },
  });
}

/** Every tag that opens is closed, in order, and every row of a table has a cell for each of its heads. */
function expectWhole(markdown: string): void {
  const html = render(markdown);
  const open: string[] = [];
  for (const tag of tagsOf(html)) {
    const [, end, name] = /^<(\/?)([a-z0-9]+)/.exec(tag) ?? [];
    if (name === undefined || name === "hr" || name === "br") continue;
    if (end) expect(open.pop(), tag).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
  for (const table of markdown.match(/(?:^\|.*\|$\n?)+/gm) ?? []) {
    const cells = table
      .trim()
      .split("\n")
      .map((row) => row.split("|").length);
    expect(new Set(cells).size).toBe(1);
  }
}

describe("a comment on 200 columns and 100 classes with the worst of names", () => {
  const text = comment(worst(0));

  it("stays within GitHub's limit, and is whole", () => {
    expect(text.length).toBeLessThanOrEqual(65_536);
    expectWhole(text);
  });

  it("has the most important first, in the order in which it is read", () => {
    const order = [
      "must not merge",
      "**Gate** failed: 200 of 400 rules not met",
      "| **accuracy** ↑ |",
      "**What got worse**",
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    // Before all that is folded away.
    expect(places.at(-1)).toBeLessThan(text.indexOf("<details>"));
  });

  it("says what is left out, the least important, and where it is", () => {
    expect(text).toMatch(/\*Left out for lack of room: .*confusion matrix.* The job summary has it\.\*$/);
    const left = /Left out for lack of room: (.*)\. The job/.exec(text)![1]!.split(", ");
    for (const name of ["verdict", "gate", "metrics", "what got worse", "changes"])
      expect(left).not.toContain(name);
    // Nothing goes that has room.
    expect(text.length).toBeGreaterThan(45_000);
  });

  it("names failed checks before everything but the verdict, where there are any", () => {
    const refused = comment(worst(1000));
    expect(refused.length).toBeLessThanOrEqual(65_536);
    expect(refused).toContain("**Failed checks**");
    expect(refused).toMatch(/… and 9\d\d more/);
    expectWhole(refused);
  });
});

describe("a job summary of the same", () => {
  it("stays within GitHub's limit, in bytes, with the rest counted", () => {
    const text = summary(worst(20_000));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576);
    expect(text).toMatch(/… and \d+ more/);
    expect(text.match(/^- ❌ /gm)!.length).toBeGreaterThan(50);
    expectWhole(text);
  });

  it("has more than the comment has", () => {
    expect(summary(worst(0)).length).toBeGreaterThan(2 * comment(worst(0)).length);
  });
});

it("leaves a small report whole", () => {
  expect(comment(aReport("improved"))).not.toContain("Left out");
});
