import { visible } from "../words/visible.ts";

/**
 * Makes text from outside inert in GitHub's Markdown. Numeric entities are never markup, wherever they stand; what GitHub
 * finds in the rendered text afterwards (mentions, issues, commits, links, emoji) is parted by a zero-width space, since
 * no escape of Markdown's reaches there.
 */

/** U+200B as an entity. It is the one invisible character in our output, and always ours. */
const GAP = "&#8203;";

/** Text in a paragraph, a list item or a heading. */
export function markdownText(text: string, length?: number): string {
  return visible(text.trim(), length)
    .replace(/[&<>\\`*[\]{}#|~$!]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, entity)
    .replace(/^[-+=]|^\d{1,9}(?=[.)])/, (start) => (start.length === 1 ? entity(start) : `${start}${GAP}`))
    .replace(/@/g, `@${GAP}`)
    .replace(/(?<=&#35;)(?=\d)/g, GAP)
    .replace(/&#36;/g, `${GAP}&#36;${GAP}`)
    .replace(/\bgh-(?=\d)/gi, (match) => `${match}${GAP}`)
    .replace(/(?<!:)\/(?=\/\w)/g, `/${GAP}`)
    .replace(/:(?=\/\/)/g, `:${GAP}`)
    .replace(/www(?=\.)/gi, (match) => `${match}${GAP}`)
    .replace(/:(?=[\w+-]+(?::|$))/g, `:${GAP}`)
    .replace(/(?<![0-9A-Za-z])[0-9a-f]{7,}(?![0-9A-Za-z])/g, (run) => run.match(/.{1,6}/g)!.join(GAP));
}

function entity(character: string): string {
  if (character === "&") return "&amp;";
  if (character === "<") return "&lt;";
  if (character === ">") return "&gt;";
  return `&#${character.codePointAt(0)};`;
}

/** Text in a table's cell: never empty, and never in need of more than its own row. */
export function markdownCell(text: string, length = 100): string {
  return markdownText(text, length) || "(empty)";
}

/**
 * Text as code, where GitHub makes no mention, link or emoji of it. A vertical bar ends a table's cell even in code, so text with one is
 * written without.
 */
export function codeSpan(text: string, length?: number): string {
  const shown = visible(text, length);
  if (shown.trim() === "" || shown.includes("|")) return markdownCell(shown, length);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Lines as a block of code that their own backticks cannot end. */
export function codeBlock(lines: readonly string[], language = ""): string {
  const shown = lines.map((line) => visible(line, 2000));
  const longest = Math.max(2, ...(shown.join("\n").match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, ...shown, fence].join("\n");
}
