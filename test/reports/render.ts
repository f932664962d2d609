import MarkdownIt from "markdown-it";

/** GitHub lets HTML through (and sanitises it) and links bare addresses: the strictest place for text from outside. */
const github = new MarkdownIt({ html: true, linkify: true });
// GitHub's own rule for bare addresses is the strict one; the fuzzy one sees more of them.
github.linkify.set({ fuzzyLink: true, fuzzyEmail: true });

export function render(markdown: string): string {
  return github.render(markdown);
}

/** The tags of the rendered text, with their attributes, in order. */
export function tagsOf(html: string): string[] {
  return html.match(/<[a-zA-Z!/?][^>]*>/g) ?? [];
}

/** What a reader sees outside code, where GitHub looks for mentions, issues, commits and emoji. */
export function proseOf(html: string): string {
  return decode(html.replace(/<code[^>]*>.*?<\/code>/gs, " CODE ").replace(/<[^>]*>/g, "\n"));
}

export function textOf(html: string): string {
  return decode(html.replace(/<[^>]*>/g, ""));
}

function decode(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
}

/** What GitHub looks for in rendered text. */
export const SOUGHT: Readonly<Record<string, RegExp>> = {
  mention: /@[A-Za-z0-9]/,
  issue: /#\d|\bgh-\d/i,
  address: /:\/\/|www\./i,
  commit: /(?<![0-9A-Za-z])[0-9a-f]{7,40}(?![0-9A-Za-z])/,
  emoji: /:[\w+-]+:/,
  mathematics: /\$[^\u200b\s]/,
};
