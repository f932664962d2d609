import { visible } from "../words/visible.ts";

/** Text that is markup already. Only `html` makes it, so that nothing from outside becomes it by mistake. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: strings are escaped, lists joined, and what is absent leaves nothing. */
export type Part = Markup | string | number | null | undefined | false | readonly Part[];

/** More than this of one text is noise, and a way to blow up the page. */
const LONGEST = 2000;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** The one way of text from outside into the page, in text and in quoted attributes alike. */
export function escapeHtml(text: string): string {
  return visible(text, LONGEST).replace(/[&<>"'`]/g, (character) => ENTITIES[character]!);
}

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((all, string, index) => `${all}${written(parts[index - 1])}${string}`));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  return Array.isArray(part) ? part.map(written).join("") : "";
}
