import { expect, test } from "vitest";
import type { Problem } from "../../../src/core/errors.ts";
import type { Validation } from "../../../src/records/validation.ts";
import { passedBefore } from "../../../src/stages/data/passed-before.ts";

const problem = (code: string): Problem => ({ code, found: "x", expected: "y", next: "z" });
const validation: Validation = {
  files: [],
  rows: 3,
  columns: ["a"],
  checks: 4,
  problems: [problem("data-stale"), problem("data-target-copy")],
  warnings: [problem("data-constant")],
};

test("problems in the data of a version are told as warnings, after the reason", () => {
  const { problems, warnings } = passedBefore(validation, "v1.2.0");
  expect(problems).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual([
    "data-passed-before",
    "data-stale",
    "data-target-copy",
    "data-constant",
  ]);
  expect(warnings[0]!.found).toBe("2 problems that would stop a new model today, in the very data of v1.2.0");
});

test("without problems nothing is said, and data that could not be read stay refused", () => {
  const fine = { ...validation, problems: [] };
  expect(passedBefore(fine, "v1.2.0")).toBe(fine);
  const unread = { ...validation, checks: 0 };
  expect(passedBefore(unread, "v1.2.0")).toBe(unread);
});
