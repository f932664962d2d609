import { describe, expect, it } from "vitest";
import type { Problem } from "../../../src/core/errors.ts";
import type { ReportInput } from "../../../src/reports/report-input.ts";
import { terminal, terminalEvaluation, terminalValidation } from "../../../src/reports/terminal/terminal.ts";
import { columnsOf } from "../../../src/reports/terminal/text-layout.ts";
import { groupRecords } from "../../support/groups.ts";
import {
  aGate,
  anEvaluation,
  anExplanation,
  aRefusal,
  aReport,
  aRobustness,
  aValidation,
} from "../../support/records.ts";
import { HOSTILE } from "../hostile.ts";

const plain = { colour: false };
const OBEYED = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

const problem: Problem = {
  code: "data-max",
  found: 'petal_length is "51"',
  where: { file: "data/iris.csv", line: 88, column: 4 },
  expected: "10 or less",
  next: "Mend the cell.",
};

const hostileReport = (text: string): ReportInput => {
  const data = {
    rows: { before: 1, after: 2, added: 1, removed: 0, changed: 0 },
    columns: { added: [text], removed: [text] },
  };
  const champion = {
    ...anEvaluation().champion!,
    version: text,
    rows: 50,
    seen: 3,
    source: "stored" as const,
  };
  const given = text.trim() || "x";
  const waived = { reason: given, approved_by: given, since: "2026-11-20", until: "2026-12-31" };
  const bad = { code: text, found: text, where: { file: text, line: 1 }, expected: text, next: text };
  return aReport("improved", {
    model: text,
    problem: { statement: text, owner: text },
    validation: { ...aValidation([bad]), files: [{ path: text, rows: 1 }] },
    evaluation: anEvaluation("improved", {
      model: text,
      data,
      champion,
      own_metrics: [{ name: text, direction: "lower", challenger: null, champion: 1e300, gated: true }],
      explanation: anExplanation(() => text),
      robustness: aRobustness(() => text),
      ...groupRecords(text),
    }),
    gate: aGate(true, {
      reasons: [
        { rule: "minimum", passed: true, text },
        { rule: "minimum", metric: text, passed: false, text, waived },
      ],
      waivers: [{ rule: given, ...waived, state: "unknown" }],
    }),
    training: { outcome: "registered", version: text, algorithm: text },
    recipeChanges: [text],
  });
};

describe("a report for a terminal", () => {
  it("reads from the verdict down, aligned and without Markdown", () => {
    expect(terminal(aReport("regressed"), plain)).toBe(
      `
✖ iris: regressed, must not merge
f1_macro is 0.617; champion v1.0.0 has 0.951: −0.334 (99 % interval −0.440 to −0.221) on 60 shared
holdout rows.

Gate
  ✖ f1_macro is 0.617, at least 0.9 is asked for

metric          champion v1.0.0  this change  difference (99 % interval)  verdict
f1_macro ↑ *              0.951        0.617   −0.334 (−0.440 to −0.221)  regressed
accuracy ↑                0.952        0.618   −0.334 (−0.440 to −0.221)  regressed
recall_macro ↑            0.947        0.613   −0.334 (−0.440 to −0.221)  regressed
60 holdout rows. * decides. ↑ higher is better, ↓ lower is better.

Data    data/iris.csv: 150 rows, 6 columns. Against v1.0.0: the same rows and columns.

Recipe changes
  train.params.k: 120 → 5

Bundle  bbbbbbbbbbbb, recipe aaaaaaaaaaaa, knn, trained now, candidate stored
`.trim(),
    );
  });

  it("tells what is waived from what passes", () => {
    const waived = {
      reason: "The old sensor goes in March.",
      approved_by: "@flora",
      since: "2026-11-20",
      until: "2026-12-31",
    };
    const gate = aGate(true, {
      reasons: [...aGate(false).reasons.map((reason) => ({ ...reason, waived })), ...aGate().reasons],
      waivers: [
        { rule: "minimum of f1_macro", ...waived, state: "used" },
        { rule: "baseline of f1_macro", ...waived, state: "unneeded" },
      ],
    });
    expect(terminal(aReport("equivalent", { gate }), plain)).toContain(
      `
Gate
  ⚠ waived: f1_macro is 0.617, at least 0.9 is asked for (until 2026-12-31, approved by @flora: The
            old sensor goes in March.)
  ✔ f1_macro is 0.951, at least 0.9 is asked for
  ⚠ The waiver of baseline of f1_macro is not needed: the rule passes. It may be removed.
`,
    );
  });

  it("names every failed check with its line", () => {
    const problems = Array.from({ length: 30 }, (_, index) => ({
      ...problem,
      where: { file: "a.csv", line: index + 2 },
    }));
    const text = terminal(aRefusal(problems), plain);
    expect(text).toMatch(/^✖ iris: data refused, must not merge\n/);
    expect(text.match(/data-max at a\.csv:\d+/g)).toHaveLength(30);
  });

  it("colours only when asked to, and the words say the same", () => {
    const input = aReport("improved");
    expect(terminal(input, plain)).not.toContain("\u001b");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
    expect(terminal(input, { colour: true }).replace(/\u001b\[[\d;]*m/g, "")).toBe(terminal(input, plain));
    expect(terminal(input, { colour: true })).toContain("\u001b[1;32m✔ iris: improved, may merge\u001b[0m");
    expect(terminal(aReport("regressed"), { colour: true })).toContain("\u001b[1;31m✖ iris: regressed");
  });
});

describe("validation for a terminal", () => {
  it("says what was checked", () => {
    expect(terminalValidation(aValidation(), plain)).toBe(
      "✔ data accepted\n\n12 checks of 150 rows and 6 columns: all passed.\n\n  data/iris.csv  150 rows",
    );
  });

  it("says what is wrong, where, and what to do", () => {
    expect(terminalValidation(aValidation([problem]), plain)).toContain(
      '✖ data-max at data/iris.csv:88:4\n  found     petal_length is "51"\n  expected  10 or less\n  next      Mend the cell.',
    );
  });
});

describe("an evaluation for a terminal", () => {
  it("says the verdict and the figures", () => {
    expect(terminalEvaluation(anEvaluation("equivalent"), plain)).toMatch(
      /^iris: equivalent\n\nmetric .*\nf1_macro ↑ \* +0\.950 +0\.951 +\+0\.001 \(−0\.004 to \+0\.006\) +equivalent\n/,
    );
  });

  it("leaves what few ask for to the JSON", () => {
    const evaluation = anEvaluation("equivalent");
    const one = evaluation.metrics[0]!;
    const others = (["mcc", "f1_micro"] as const).map((metric) => ({ ...one, metric, gated: false }));
    const shown = terminalEvaluation({ ...evaluation, metrics: [...evaluation.metrics, ...others] }, plain);
    expect(shown).not.toContain("mcc");
    expect(shown).toContain("--json has 2 more metrics.");
  });

  it("needs no champion", () => {
    expect(terminalEvaluation(anEvaluation("first"), plain)).toContain("\nf1_macro ↑ *          0.951\n");
  });
});

describe.each([...HOSTILE, "字".repeat(300), "long".repeat(300)])("with %j from data", (text) => {
  it("obeys nothing and stays within 100 columns", () => {
    const input = hostileReport(text);
    const texts = [
      terminal(input, plain),
      terminalValidation(input.validation, plain),
      terminalEvaluation(input.evaluation!, plain),
    ];
    for (const shown of texts) {
      expect(shown).not.toMatch(OBEYED);
      expect(Math.max(...shown.split("\n").map(columnsOf))).toBeLessThanOrEqual(100);
    }
  });
});
