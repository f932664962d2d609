import type { CellPlaces, RawTable } from "../../../records/table.ts";

/** A function that tells which cells mean "not known": markers are compared without white space around. */
export function missingIn(missing: readonly string[]): (cell: string) => boolean {
  const markers = new Set(missing.map((marker) => marker.trim()));
  return (cell) => markers.has(cell.trim());
}

/** A table of one file from its columns, which are all as long as `line`. */
export function tableOfColumns(
  path: string,
  cells: ReadonlyMap<string, readonly (string | null)[]>,
  line: readonly number[],
  places?: ReadonlyMap<string, CellPlaces>,
): RawTable {
  return {
    columns: [...cells.keys()],
    cells,
    rows: line.length,
    files: [path],
    file: line.map(() => 0),
    line,
    ...(places && { places }),
  };
}
