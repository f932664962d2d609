/** Controls, formats, lone surrogates, line separators, what is no character, and all else that shows nothing or turns the text around. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/gu;
/** So many marks above and below one letter reach over the lines beside it; no writing needs them. */
const TOWER = /(\p{M}{6})\p{M}+/gu;
const NAMED = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Text from outside in one line, at most `length` characters, with every character that hides itself spelled out. */
export function visible(text: string, length = 300): string {
  const characters = [...text.slice(0, 2 * length + 2)];
  const short = characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
  return short
    .replace(TOWER, "$1…")
    .replace(UNSEEN, (character) => NAMED.get(character) ?? `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
