import { showText } from "../../core/show-text.ts";

/** Longer than any name of an identifier; a pattern of this length is a program. */
const LONGEST_PATTERN = 500;

/**
 * Why a pattern is refused, or null. Besides what is no regular expression (ECMAScript, `u` flag): one that is too long,
 * and one that repeats a repetition, such as `(a+)+`. On a cell that nearly matches, that can take longer than anybody
 * waits, and cells are written by strangers. A repetition behind a separator that it cannot match itself is harmless:
 * `[a-z]+(-[a-z]+)*`.
 */
export function wrongPattern(pattern: string): string | null {
  if (pattern.length > LONGEST_PATTERN) return `a pattern of ${pattern.length} characters`;
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return `${showText(pattern)}: ${(error as Error).message.replace(/^.*\/u?: /s, "")}`;
  }
  return repeatsRepetition(pattern) ? `${showText(pattern)}, which repeats a repetition` : null;
}

function repeatsRepetition(pattern: string): boolean {
  const tokens =
    pattern.match(/\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\)|[*+]|\{\d+(?:,\d*)?\}|./gsu) ??
    [];
  /** For each open group: where its body begins, and whether something in it repeats. */
  const open: { readonly body: number; repeats: boolean }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.startsWith("(")) open.push({ body: index + 1, repeats: false });
    const next = tokens[index + 1];
    const group = token === ")" ? open.pop() : undefined;
    const repeated = next !== undefined && isRepetition(next);
    if (group?.repeats && repeated && !isSeparated(tokens.slice(group.body, index))) return true;
    const outer = open.at(-1);
    if (outer && (repeated || group?.repeats)) outer.repeats = true;
  }
  return false;
}

function isRepetition(token: string): boolean {
  return token === "*" || token === "+" || /^\{\d+,\d*\}$/.test(token);
}

/** A single character, then one repeated class that does not have that character. */
function isSeparated(body: readonly string[]): boolean {
  const [separator, atom, repetition, ...rest] = body;
  if (!separator || !atom || !repetition || rest.length > 0 || !isRepetition(repetition)) return false;
  const character = separator.replace(/^\\(?=\W)/, "");
  if (character.length !== 1 || character === "." || !/^(?:\[|\\[wds]$|\w$)/.test(atom)) return false;
  return !new RegExp(`^${atom}$`, "u").test(character);
}
