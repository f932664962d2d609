import type { Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showLines } from "../../../core/show-text.ts";
import type { RawTable } from "../../../records/table.ts";

/** What is wrong with some rows of a file of predictions: said once, with the first place and all lines. */
export function rowsProblem(
  table: RawTable,
  rows: readonly number[],
  { code, found, expected, next }: Pick<Problem, "code" | "found" | "expected" | "next">,
): Problem {
  const lines = rows.map((row) => table.line[row]!);
  const where = { file: table.files[0]!, line: lines[0]! };
  return { code, found: `${found} (${showLines(lines)})`, where, expected, next } as Problem;
}

/** Row numbers for which something holds. */
export function rowsWhere(count: number, holds: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (holds(row)) rows.push(row);
  return rows;
}

/** A name from a file, as it may stand in a message. */
export function cellText(cell: string | null): string {
  return cell === null ? "an empty cell" : showCell(cell);
}
