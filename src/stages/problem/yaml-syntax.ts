import type { YAMLError } from "yaml";
import type { Place, Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";

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
  // The parser's message may quote the text.
  const found = words.found ?? showText(message.split("\n")[0]!, 200).slice(1, -1);
  return { ...words, found, where: place(pos[0]) };
}
