import { describe, expect, it } from "vitest";
import { comment } from "../../src/reports/comment.ts";
import type { ReportInput } from "../../src/reports/report-input.ts";
import { summary } from "../../src/reports/summary.ts";
import { anEvaluation, aReport, aValidation } from "../support/records.ts";

describe("GitHub's limits", () => {
  const wide = Array.from({ length: 20 }, (_, index) => `${"<|@>".repeat(10)}${index}`);
  const confusion = { classes: wide, counts: wide.map(() => wide.map(() => 123_456)) };
  const large = (problems: number): ReportInput => ({
    ...aReport("improved", {
      evaluation: anEvaluation("improved", { confusion }),
      recipeChanges: Array.from({ length: 1000 }, (_, index) => `${"`|".repeat(150)}${index}`),
      problem: { statement: "<".repeat(10_000), owner: "@".repeat(1000) },
    }),
    validation: aValidation(
      Array.from({ length: problems }, (_, index) => {
        const found = "<@|`😀".repeat(60);
        return {
          code: "data-max",
          where: { file: "data/iris.csv", line: index },
          found,
          expected: found,
          next: found,
        };
      }),
    ),
  });

  it("are kept in a comment by leaving out whole parts, the least important first, and saying so", () => {
    const text = comment(large(10));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain("must not merge");
    expect(text).toMatch(/\*Left out for lack of room: .*confusion matrix.* The job summary has it\.\*$/);
    expect(text).toContain("**Failed checks**");
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it("are kept in a summary of many failed checks, in bytes, with the rest counted", () => {
    const text = summary(large(20_000));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576);
    expect(text).toMatch(/… and \d+ more/);
    expect(text.match(/data\/iris\.csv:/g)!.length).toBeGreaterThan(100);
  });

  it("leave a small report whole", () => {
    expect(comment(aReport("improved"))).not.toContain("Left out");
  });
});
