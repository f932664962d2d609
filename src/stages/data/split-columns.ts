/**
 * The cells of CSV text by column, the first line's first, without an object for each row: several times faster and smaller
 * than by `parseRecords`. Null where a cell might be more than what stands between two delimiters (quotation marks, carriage
 * returns) or a line has not as many cells as the first: that is for `parseRecords`.
 */
export function splitColumns(text: string, delimiter: string): string[][] | null {
  if (text === "" || text.includes('"') || text.includes("\r")) return null;
  const header = lineFrom(text, 0).split(delimiter);
  if (header.length === 1 && header[0] === "") return null;
  const columns = header.map(() => [] as string[]);
  const last = columns.pop()!;
  let next = text.indexOf(delimiter);
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    for (const column of columns) {
      if (next < 0 || next > end) return null;
      column.push(text.slice(at, next));
      at = next + 1;
      next = text.indexOf(delimiter, at);
    }
    if (next >= 0 && next < end) return null;
    last.push(text.slice(at, end));
    at = end + 1;
  }
  return [...columns, last];
}

function lineFrom(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}
