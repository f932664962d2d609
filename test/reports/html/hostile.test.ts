import { describe, expect, it } from "vitest";
import { htmlReport } from "../../../src/reports/html/html-report.ts";
import type { HtmlReportInput } from "../../../src/reports/html/html-report-input.ts";
import { groupRecords } from "../../support/groups.ts";
import { anExplanation, aRobustness } from "../../support/records.ts";
import { HOSTILE } from "../hostile.ts";
import { read, skeleton, textOf, withTag } from "./page.ts";
import { aClassifierPage } from "./samples.ts";

/** The same report with every text from outside replaced; `count` apart so that they can be classes. */
function pageOf(texts: readonly string[]): HtmlReportInput {
  const text = (index: number): string => texts[index % texts.length]!;
  const options = {
    rows: 120,
    classes: texts,
    columns: texts.length,
    columnName: text,
    cell: () => text(0),
    key: (row: number) => `${text(row)}${row}`,
  };
  const input = aClassifierPage(options);
  const problem = (index: number) => ({
    code: "data-in",
    found: text(index),
    where: { file: text(index + 1), line: 3 },
    expected: text(index + 2),
    next: text(index + 3),
  });
  const evaluation = {
    ...input.evaluation!,
    ...groupRecords(text(0)),
    champion: { ...input.evaluation!.champion!, version: text(4), commit: text(5) },
    own_metrics: texts.map((name) => ({
      name,
      direction: "higher" as const,
      challenger: 2,
      champion: 1,
      gated: true,
    })),
    data: {
      rows: { before: 1, after: 2, added: 1, removed: 0, changed: 0 },
      columns: { added: [...texts], removed: [...texts] },
    },
    explanation: anExplanation(text),
    robustness: aRobustness(text),
  };
  const waived = { reason: text(1), approved_by: text(2), since: text(3), until: text(4) };
  const reasons = texts.map((each) => ({
    rule: "data" as const,
    metric: each,
    passed: false,
    text: each,
    waived,
  }));
  const waivers = texts.map((each) => ({ rule: each, ...waived, state: "unknown" as const }));
  return {
    ...input,
    model: text(0),
    problem: { statement: text(1), owner: text(2) },
    target: text(3),
    evaluation,
    gate: { ...input.gate!, reasons, waivers },
    validation: {
      ...input.validation,
      files: texts.map((path) => ({ path, rows: 1 })),
      warnings: texts.map((_, index) => problem(index)),
    },
    operations: {
      machine: { cpu: text(6), cores: 2, memory_gigabytes: 8 },
      calls: 9,
      figures: [{ figure: "latency_p50_ms", challenger: 1, champion: 2, at_least: null }],
    },
    training: { outcome: "trained", algorithm: text(5) },
    recipeChanges: texts,
    history: texts.map((version, index) => ({ version, metrics: { f1_macro: index / 20 } })),
    run: { commit: text(6), url: text(7), reproduce: texts },
  };
}

// As many at a time as a matrix of classes shows.
const groups = Array.from({ length: Math.ceil(HOSTILE.length / 11) }, (_, group) =>
  HOSTILE.slice(group * 11, group * 11 + 11),
);
const harmless = (texts: readonly string[]): string[] => texts.map((_, index) => `plain${index}`);

describe.each(groups.map((texts, index) => ({ texts, index })))(
  "hostile texts, group $index",
  ({ texts }) => {
    const text = htmlReport(pageOf(texts));
    const page = read(text);

    it("change no element and no attribute", () => {
      expect(page.errors).toEqual([]);
      expect(skeleton(page)).toEqual(skeleton(read(htmlReport(pageOf(harmless(texts))))));
    });

    it("hide nothing and turn nothing around", () => {
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    });

    it("lead nowhere", () => {
      const links = withTag(page, "a").map((link) => link.attrs.find(({ name }) => name === "href")!.value);
      expect(links.filter((link) => !/^#[a-z]+$/.test(link))).toEqual([]);
    });
  },
);

it("is shown as it was written", () => {
  const shown = textOf(withTag(read(htmlReport(pageOf(["<img src=x onerror=alert(1)>"]))), "h1")[0]!);
  expect(shown).toContain("<img src=x onerror=alert(1)>");
});
