import { html, type Markup, type Part } from "./markup.ts";

/** A part of the page with a heading that links lead to. */
export function section(id: string, title: string, ...body: readonly Part[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-head">
<h2 id="${id}-head">${title}</h2>
${body}
</section>
`;
}
