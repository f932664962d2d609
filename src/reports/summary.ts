import { fitSections } from "./fit.ts";
import { markdownSections } from "./markdown.ts";
import type { ReportInput } from "./report-input.ts";

/** GitHub's limit for a step's summary: 1 MiB, in bytes. */
const MOST_BYTES = 1_048_576;

/** The job summary: the same as the comment with every failed check, as far as there is room. */
export function summary(input: ReportInput): string {
  const all = input.validation.problems.length;
  const steps = [all, 8000, 4000, 2000, 1000, 500, 100, 10, 0].filter((step) => step <= all);
  return fitSections(markdownSections(input, steps), {
    most: MOST_BYTES,
    measure: (text) => Buffer.byteLength(text, "utf8"),
    elsewhere: "Run `trunkline run` to see it.",
  });
}
