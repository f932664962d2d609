import type { ReportInput } from "../report-input.ts";
import { SUMMARY } from "./extent.ts";
import { fitSections } from "./fit.ts";
import { markdownSections } from "./markdown.ts";

/** GitHub's limit for a step's summary: 1 MiB, in bytes. */
const MOST_BYTES = 1_048_576;

/** The job summary: the same as the comment, longer: every metric, failed check and change, as far as there is room. */
export function summary(input: ReportInput): string {
  return fitSections(markdownSections(input, SUMMARY), {
    most: MOST_BYTES,
    measure: (text) => Buffer.byteLength(text, "utf8"),
    elsewhere: "Run `trunkline run` to see it.",
  });
}
