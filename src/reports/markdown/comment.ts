import type { ReportInput } from "../report-input.ts";
import { COMMENT } from "./extent.ts";
import { fitSections } from "./fit.ts";
import { markdownSections } from "./markdown.ts";

/** GitHub's limit for a comment, in characters. */
const MOST_CHARACTERS = 65_536;

/** The first line of a report's comment, by which it is found again: the same for all runs of one model. */
export function reportMarker(model: string): string {
  // Whatever is no plain character of a name is spelled out, two hyphens too: they could end the comment.
  const name = model
    .replace(/[^A-Za-z0-9_/:-]/gu, bytes)
    .replace(/--/g, "-%2D")
    .replace(/-$/, "%2D");
  return `<!-- trunkline:report model=${name} -->`;
}

function bytes(character: string): string {
  return Array.from(
    Buffer.from(character),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}

/** The comment on a pull request, in GitHub's Markdown. */
export function comment(input: ReportInput): string {
  const body = fitSections(markdownSections(input, COMMENT), {
    most: MOST_CHARACTERS - reportMarker(input.model).length - 1,
    measure: (text) => text.length,
    elsewhere: "The job summary has it.",
  });
  return `${reportMarker(input.model)}\n${body}`;
}
