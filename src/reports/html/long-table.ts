import { html, type Markup } from "./markup.ts";
import { type TableOptions, table } from "./table.ts";

/** More rows than this scroll within their own frame, so that what follows is not far away. */
export const MANY = 12;
/** Beyond this nobody finds a row by scrolling. */
const SEARCHED = 20;

/** A sortable table with as many rows as there are columns or confusions: many of them scroll, and can be searched. */
export function longTable(options: TableOptions & { readonly id: string }): Markup {
  const { rows, id, caption } = options;
  return html`${rows.length > SEARCHED && searchTools(id, caption)}<div${rows.length > MANY && html` class="tall"`}>${table({ ...options, sortable: true })}</div>`;
}

/** The script shows it: without one there is nothing to search by. `more` is what else the rows are filtered by. */
export function searchTools(table: string, caption: string, more: Markup | null = null): Markup {
  return html`<div class="tools" data-filter="${table}" hidden>
<label>Search<span class="unseen"> in: ${caption}</span> <input type="search" autocomplete="off"></label>
${more}<output role="status"></output>
</div>`;
}
