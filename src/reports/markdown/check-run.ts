import type { Problem } from "../../core/errors.ts";
import { visibleText } from "../../core/show-text.ts";
import type { ReportInput } from "../report-input.ts";
import { conclude } from "../words/conclusion.ts";
import { visible } from "../words/visible.ts";
import { CHECK_RUN } from "./extent.ts";
import { fitSections, type Limit } from "./fit.ts";
import { markdownSections } from "./markdown.ts";

/** GitHub's limit for a check run's summary and for its text, in characters each. */
const MOST_CHARACTERS = 65_535;
/** Of an annotation's message GitHub takes 64 KB, and of its title 255 characters; nobody reads so much. */
const MOST_OF_A_MESSAGE = 4096;
const MOST_OF_A_TITLE = 200;
/** Five requests' worth: whoever has more wrong lines does not find them by scrolling. */
const MOST_ANNOTATIONS = 250;

/** What stands in the summary; everything else is the text below it. */
const FIRST = new Set(["verdict", "gate", "failed checks", "what got worse"]);

/** The gate's conclusion as it stands among a commit's checks. */
export interface CheckRunReport {
  readonly name: string;
  /** `neutral`: nothing was decided, since this recipe is a registered version, which passed its own gate. */
  readonly conclusion: "success" | "failure" | "neutral";
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number | null;
    readonly level: "failure" | "warning";
    readonly title: string;
    readonly message: string;
  }[];
}

export function checkRun(input: ReportInput): CheckRunReport {
  const { verdict, mayMerge } = conclude(input);
  const sections = markdownSections(input, CHECK_RUN);
  const limit: Limit = {
    most: MOST_CHARACTERS,
    measure: (text) => text.length,
    elsewhere: "The job summary has it.",
  };
  const { problems, warnings } = input.validation;
  return {
    name: visible(`Trunkline: ${input.model}`, MOST_OF_A_TITLE),
    conclusion: !mayMerge ? "failure" : input.gate?.registered ? "neutral" : "success",
    title: visible(`${verdict}, ${mayMerge ? "may merge" : "must not merge"}`, MOST_OF_A_TITLE),
    summary: fitSections(
      sections.filter(({ name }) => FIRST.has(name)),
      limit,
    ),
    text: fitSections(
      sections.filter(({ name }) => !FIRST.has(name)),
      limit,
    ),
    annotations: [
      ...problems.flatMap((problem) => annotation("failure", problem)),
      ...warnings.flatMap((problem) => annotation("warning", problem)),
    ].slice(0, MOST_ANNOTATIONS),
  };
}

/** On the file's line; a problem of no file has its place in the summary only. */
function annotation(level: "failure" | "warning", { code, found, where, expected, next }: Problem) {
  if (!where) return [];
  const lines = [`Found: ${found}`, expected && `Expected: ${expected}`, next && `Next: ${next}`];
  return [
    {
      file: where.file,
      line: where.line ?? 1,
      column: where.column ?? null,
      level,
      title: visible(code, MOST_OF_A_TITLE),
      message: visibleText(lines.filter(Boolean).join("\n")).slice(0, MOST_OF_A_MESSAGE),
    },
  ];
}
