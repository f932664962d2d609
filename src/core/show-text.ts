/** Characters that a terminal or an editor would obey or hide: controls, line separators, direction marks, zero width. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const NAMED = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/**
 * Text from outside as it may stand in a message: in quotation marks, at most `length` characters, and nothing invisible.
 * It is not escaped for Markdown or HTML: whoever writes those does that for the whole message.
 */
export function showText(text: string, length = 60): string {
  const characters = [...text.slice(0, 2 * length + 2)];
  const short = characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
  return `"${short.replace(UNSEEN, spelledOut)}"`;
}

/** A path as it may stand in a message: as it is, or in quotation marks where something in it would not be seen. */
export function showPath(path: string): string {
  return new RegExp(UNSEEN.source, "u").test(path) ? showText(path, 200) : path;
}

/** A whole message with its lines and tabs, and nothing else that a terminal would obey or hide. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) =>
    character === "\n" || character === "\t" ? character : spelledOut(character),
  );
}

function spelledOut(character: string): string {
  return NAMED.get(character) ?? `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** A list of lines for a message: `2, 5, 9 and 14 more`; of `total` lines only the first need be given. */
export function showLines(lines: readonly number[], most = 10, total = lines.length): string {
  const first = lines.slice(0, most).join(", ");
  const more = total - most;
  return `${total === 1 ? "line" : "lines"} ${first}${more > 0 ? ` and ${more} more` : ""}`;
}
