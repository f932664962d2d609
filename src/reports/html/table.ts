import { html, type Markup, type Part } from "./markup.ts";

export interface Column {
  readonly head: string;
  readonly kind?: "number";
  /** A column that shows a picture is not sorted by. */
  readonly sort?: false;
  /** Left out on a phone, where another column says the same. */
  readonly wideOnly?: true;
}

export interface Cell {
  readonly body: Part;
  /** What the column is sorted by, where it is not the text that is shown. */
  readonly value?: string | number;
}

export interface Row {
  readonly cells: readonly (Cell | string | number)[];
  /** What the filter sees of the row. */
  readonly group?: string;
}

export interface TableOptions {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The script makes the heads of a sortable table buttons. */
  readonly sortable?: true;
  readonly id?: string;
}

/** A table in a frame that scrolls by itself, so that the page never does; the first cell of a row names it. */
export function table({ caption, columns, rows, sortable, id }: TableOptions): Markup {
  const heads = columns.map(
    ({ sort, head, ...column }) =>
      html`<th scope="col"${classOf(column)}${sort === false && html` data-fixed`}>${head}</th>`,
  );
  const attributes = [id && html` id="${id}"`, sortable && html` data-sortable`];
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table${attributes}>
<caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map((row) => tableRow(row, columns))}</tbody>
</table></div>`;
}

function classOf({ kind, wideOnly }: Omit<Column, "head">): Markup | null {
  const names = [kind && "n", wideOnly && "narrow-away"].filter((name) => name !== undefined);
  return names.length > 0 ? html` class="${names.join(" ")}"` : null;
}

function tableRow({ cells, group }: Row, columns: readonly Column[]): Markup {
  const written = cells.map((given, index) => {
    const { body, value } = typeof given === "object" ? given : { body: given, value: undefined };
    const attributes = [classOf(columns[index] ?? {}), value !== undefined && html` data-v="${value}"`];
    return index === 0
      ? html`<th scope="row"${attributes}>${body}</th>`
      : html`<td${attributes}>${body}</td>`;
  });
  return html`<tr${group !== undefined && html` data-group="${group}"`}>${written}</tr>
`;
}

/** On a phone a longer interval takes two lines: beside it the verdict has to have room. */
const WHOLE = 18;

/** `+0.1 (0.0 to +0.2)`: a phone shows the interval below the difference. */
export function differenceCell(text: string): Markup {
  const at = text.indexOf(" (");
  if (at < 0) return html`${text}`;
  const range = text.slice(at + 1);
  return html`${text.slice(0, at)} <span class="range${range.length > WHOLE && " long"}">${range}</span>`;
}

/** A long name may go on in a new line after its underscores, so that a phone has room for what follows. */
export function breakable(name: string): Markup[] {
  return name.split(/(?<=_)/).map((part, index) => html`${index > 0 && html`<wbr>`}${part}`);
}
