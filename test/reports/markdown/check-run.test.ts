import { describe, expect, it } from "vitest";
import { checkRun } from "../../../src/reports/markdown/check-run.ts";
import { aGate, aRefusal, aReport } from "../../support/records.ts";
import { HOSTILE } from "../hostile.ts";

const problem = (line?: number) => ({
  code: "data-max",
  found: "petal_length is 51",
  ...(line !== undefined && { where: { file: "data/iris.csv", line, column: 4 } }),
  expected: "10 or less",
});

describe("the conclusion", () => {
  it("is a success when the gate lets it pass, a failure when it does not, or nothing could be judged", () => {
    expect(checkRun(aReport("improved"))).toMatchObject({
      name: "Trunkline: iris",
      conclusion: "success",
      title: "improved, may merge",
    });
    expect(checkRun(aReport("inconclusive")).conclusion).toBe("success");
    expect(checkRun(aReport("regressed"))).toMatchObject({
      conclusion: "failure",
      title: "regressed, must not merge",
    });
    expect(checkRun(aReport("first", { evaluation: null, gate: null })).conclusion).toBe("failure");
    expect(checkRun(aRefusal([problem(2)]))).toMatchObject({
      conclusion: "failure",
      title: "data refused, must not merge",
    });
  });

  it("is neutral when the recipe is a version already, whose own gate holds", () => {
    const gate = aGate(true, { registered: "v1.0.0" });
    expect(checkRun(aReport("equivalent", { gate }))).toMatchObject({
      conclusion: "neutral",
      title: "unchanged, still v1.0.0, may merge",
    });
  });
});

describe("the page", () => {
  it("has what decides in its summary and the rest in its text", () => {
    const { summary, text } = checkRun(aReport("regressed"));
    for (const part of ["must not merge", "**Gate** failed", "**What got worse**"]) {
      expect(summary).toContain(part);
      expect(text).not.toContain(part);
    }
    for (const part of ["| **f1_macro** ↑ |", "**What changed**", "Reproduce"]) {
      expect(text).toContain(part);
      expect(summary).not.toContain(part);
    }
  });

  it("has no chart of Mermaid's, which a check run's page does not draw", () => {
    const history = [0.5, 0.6].map((f1_macro) => ({ version: "v1.0.0", metrics: { f1_macro } }));
    expect(checkRun(aReport("improved", { history })).text).not.toContain("mermaid");
  });

  it("stays within GitHub's limits, each part of it", () => {
    const long = "<|@`😀".repeat(20_000);
    const reasons = Array.from({ length: 400 }, () => ({ rule: "data" as const, passed: false, text: long }));
    const problems = Array.from({ length: 900 }, (_, line) => ({
      ...problem(line + 1),
      code: long,
      found: long,
    }));
    const report = checkRun({
      ...aRefusal(problems),
      model: long,
      gate: aGate(false, { reasons }),
      recipeChanges: Array(1000).fill(long),
      problem: { statement: long, owner: long },
    });
    expect(report.summary.length).toBeLessThanOrEqual(65_535);
    expect(report.text.length).toBeLessThanOrEqual(65_535);
    expect([...report.name].length).toBeLessThanOrEqual(200);
    expect(report.annotations).toHaveLength(250);
    for (const { title, message } of report.annotations) {
      expect(title.length).toBeLessThanOrEqual(255);
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(64 * 1024);
    }
  });
});

describe("the annotations", () => {
  it("stand on the lines of the files, errors first, and say what is wrong and what was expected", () => {
    const input = aRefusal([problem(2), problem()]);
    const warnings = [{ ...problem(7), where: { file: "data/iris.csv" } }];
    const { annotations } = checkRun({ ...input, validation: { ...input.validation, warnings } });
    const message = "Found: petal_length is 51\nExpected: 10 or less";
    const common = { file: "data/iris.csv", title: "data-max", message };
    expect(annotations).toEqual([
      { ...common, line: 2, column: 4, level: "failure" },
      { ...common, line: 1, column: null, level: "warning" },
    ]);
  });

  it.each(HOSTILE)("hide nothing and turn nothing around: %j", (text) => {
    const report = checkRun(
      aRefusal([
        { code: text, found: text, where: { file: "data/iris.csv", line: 1 }, expected: text, next: text },
      ]),
    );
    const [{ title, message } = { title: "", message: "" }] = report.annotations;
    expect(`${title}${message.replace(/[\n\t]/g, "")}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});
