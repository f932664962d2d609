import type { Place, Problem } from "../../../core/errors.ts";
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
    problems.push(repeat(code, text, name, placeOf(raw, earlier), placeOf(raw, row, name)));
  });
  return problems;
}

export function repeat(
  code: "data-unique" | "data-key-duplicate",
  text: string,
  name: string,
  { file, line }: Place,
  where: Place,
): Problem {
  return {
    code,
    found: `${showCell(text)} in the column ${showText(name)}, which ${file}:${line} has too`,
    where,
    expected: "each value once",
    next: "Remove one of the two rows, or correct its value.",
  };
}

/** Missing cells beyond the share that is allowed: each where none is, else the share. */
export function checkMissing(raw: RawTable, name: string, allowed: number): Problem[] {
  const rows = raw.cells.get(name)!.flatMap((cell, row) => (cell === null ? [row] : []));
  if (rows.length <= allowed * raw.rows) return [];
  if (allowed > 0)
    return [tooManyMissing(rows.length, raw.rows, name, allowed, placeOf(raw, rows[0]!, name))];
  return rows.map((row) => ({
    code: "data-missing",
    found: `no value in the column ${showText(name)}`,
    where: placeOf(raw, row, name),
    expected: "a value in every row",
    next: "Fill the cell, or remove the row.",
  }));
}

export function tooManyMissing(
  missing: number,
  rows: number,
  name: string,
  allowed: number,
  where: Place,
): Problem {
  return {
    code: "data-missing",
    found: `${missing} of ${rows} cells missing (${(missing / rows).toPrecision(3)}) in the column ${showText(name)}`,
    where,
    expected: `a share of at most ${allowed}`,
    next: "Fill the cells, or raise the share that is allowed under data.expect.",
  };
}
