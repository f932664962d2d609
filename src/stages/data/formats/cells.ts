import type { CellPlaces, RawTable } from "../../../records/table.ts";

/** A function that tells which cells mean "not known": markers are compared without white space around. */
export function missingIn(missing: readonly string[]): (cell: string) => boolean {
  const markers = new Set(missing.map((marker) => marker.trim()));
  const longest = Math.max(-1, ...[...markers].map((marker) => marker.length));
  return (cell) => {
    const bare = isBare(cell) ? cell : cell.trim();
    return bare.length <= longest && markers.has(bare);
  };
}

/** Begins and ends with a character of ASCII that is seen: nearly all cells do, and need no trimming. */
function isBare(cell: string): boolean {
  const [first, last] = [cell.charCodeAt(0), cell.charCodeAt(cell.length - 1)];
  return first > 32 && first < 127 && last > 32 && last < 127;
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
    file: new Array<number>(line.length).fill(0),
    line,
    ...(places && { places }),
  };
}
