import type { YAMLError } from "yaml";
import type { Place, Problem } from "../../core/errors.ts";

type Words = Pick<Problem, "code" | "expected" | "next"> & { readonly found?: string };

const SYNTAX: Words = { code: "spec-not-yaml", expected: "YAML 1.2", next: "Correct the line." };

/** The parser's words, where they are clear enough; ours, where it speaks to programmers. */
const WORDS: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: {
    code: "spec-tab",
    found: "a tab at the start of a line",
    expected: "spaces: YAML allows no tabs there",
    next: "Indent with spaces.",
  },
  MULTIPLE_DOCS: {
    code: "spec-several-documents",
    found: "a second document (after `---`)",
    expected: "one document a file",
    next: "Remove it; several models go into a folder each.",
  },
  TAG_RESOLVE_FAILED: {
    code: "spec-tag",
    expected: "plain values, without a tag (`!name`)",
    next: "Remove the tag.",
  },
};

export function syntaxProblem({ code, message, pos }: YAMLError, place: (offset: number) => Place): Problem {
  const words = WORDS[code] ?? SYNTAX;
  return { ...words, found: words.found ?? message.split("\n")[0]!, where: place(pos[0]) };
}
