import type { Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";
import type { RawTable } from "../../../records/table.ts";
import { placeOf } from "../place.ts";

/** Values that occur again, each with both lines. */
export function checkRepeats(
  raw: RawTable,
  name: string,
  code: "data-unique" | "data-key-duplicate",
): Problem[] {
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  raw.cells.get(name)!.forEach((text, row) => {
    if (text === null) return;
    const earlier = first.get(text);
    if (earlier === undefined) {
      first.set(text, row);
      return;
    }
    const { file, line } = placeOf(raw, earlier);
    problems.push({
      code,
      found: `${showCell(text)} in the column ${showText(name)}, which ${file}:${line} has too`,
      where: placeOf(raw, row, name),
      expected: "each value once",
      next: "Remove one of the two rows, or correct its value.",
    });
  });
  return problems;
}

/** Missing cells beyond the share that is allowed: each where none is, else the share. */
export function checkMissing(raw: RawTable, name: string, allowed: number): Problem[] {
  const rows = raw.cells.get(name)!.flatMap((cell, row) => (cell === null ? [row] : []));
  if (rows.length <= allowed * raw.rows) return [];
  if (allowed > 0) {
    const share = (rows.length / raw.rows).toPrecision(3);
    return [
      {
        code: "data-missing",
        found: `${rows.length} of ${raw.rows} cells missing (${share}) in the column ${showText(name)}`,
        where: placeOf(raw, rows[0]!, name),
        expected: `a share of at most ${allowed}`,
        next: "Fill the cells, or raise the share that is allowed under data.expect.",
      },
    ];
  }
  return rows.map((row) => ({
    code: "data-missing",
    found: `no value in the column ${showText(name)}`,
    where: placeOf(raw, row, name),
    expected: "a value in every row",
    next: "Fill the cell, or remove the row.",
  }));
}
