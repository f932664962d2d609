/** The blocks that sections are built of. Text from outside goes in escaped. */

/** What is folded away. The title is ours: GitHub reads no Markdown in it, so nothing from data may stand there. */
export function details(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Lines with a bullet each, at most so many, the rest counted. */
export function list(lines: readonly string[], most = lines.length): string {
  const rest = lines.length - most;
  const shown = rest > 0 ? [...lines.slice(0, most), `… and ${rest} more`] : lines;
  return shown.map((line) => `- ${line}`).join("\n");
}

export interface TableColumn {
  readonly head: string;
  readonly kind?: "number";
}

/** A table; every row has a cell for each column. */
export function markdownTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    row(columns.map(({ head }) => head)),
    row(columns.map(({ kind }) => (kind === "number" ? "---:" : "---"))),
    ...rows.map(row),
  ].join("\n");
}
