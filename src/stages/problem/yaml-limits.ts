import type { Place, Problem } from "../../core/errors.ts";

/** Larger than any spec that a person writes, small enough that nothing can be done with it. */
export const MOST_BYTES = 256 * 1024;
export const MOST_DEPTH = 32;
export const MOST_ALIASES = 50;

/**
 * What in a text would cost a parser more than a spec is worth: nesting (parsers recurse) and anchors, aliases and tags
 * (each is a list that grows). Told from the tokens, before anything is built of them.
 */
export function overLimit(tokens: Iterable<string>, placeOf: (offset: number) => Place): Problem | null {
  let offset = 0;
  let flow = 0;
  // `- - - x` nests without brackets, on one line.
  let compact = 0;
  let aliases = 0;
  let properties = 0;
  let text = false;
  for (const token of tokens) {
    if (MARKERS.has(token)) {
      text = token === PLAIN_OR_BLOCK_TEXT;
      continue;
    }
    if (text) {
      text = false;
    } else if (token === "[" || token === "{") flow++;
    else if (token === "]" || token === "}") flow--;
    else if (token === "-" || token === "?") compact++;
    else if (token.startsWith("\n") || token.startsWith("\r")) compact = 0;
    else if (token.startsWith("*")) aliases++;
    else if (token.startsWith("&") || token.startsWith("!")) properties++;
    if (flow > MOST_DEPTH || compact > MOST_DEPTH) return tooDeep(placeOf(offset));
    if (aliases > MOST_ALIASES) return tooManyAliases(placeOf(offset), `more than ${MOST_ALIASES} aliases`);
    if (properties > MOST_ALIASES)
      return tooManyAliases(placeOf(offset), `more than ${MOST_ALIASES} anchors and tags`);
    offset += token.length;
  }
  return null;
}

/** The lexer's marks take no place in the text: a document, a flow that ended by mistake, text to come, a byte order mark. */
const PLAIN_OR_BLOCK_TEXT = "\u001f";
const MARKERS = new Set(["\u0002", "\u0018", PLAIN_OR_BLOCK_TEXT]);

export function tooManyAliases(where: Place, found: string): Problem {
  return {
    code: "spec-too-many-aliases",
    found,
    where,
    expected: `at most ${MOST_ALIASES} aliases, which name few values again`,
    next: "Write the values out.",
  };
}

export function tooDeep(where: Place): Problem {
  return tooLarge(where, `more than ${MOST_DEPTH} levels of lists and keys`);
}

export function tooLarge(where: Place, found: string): Problem {
  return {
    code: "spec-too-large",
    found,
    where,
    expected: `at most ${MOST_BYTES / 1024} KB and ${MOST_DEPTH} levels`,
    next: "Shorten the spec.",
  };
}
