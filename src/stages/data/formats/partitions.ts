import type { Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";
import type { RawTable } from "../../../records/table.ts";

/** A column that a folder's name tells: `year=2025`. Null is a value that is not known. */
export interface Partition {
  readonly name: string;
  readonly value: string | null;
}

/** How Hive, Spark and pandas name the folder of rows without a value. */
const NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

/** The partitions that the folders of a path name, the outermost first; of a name that comes again the innermost counts. */
export function partitionsOf(path: string): Partition[] {
  const found = new Map<string, string | null>();
  for (const folder of path.split("/").slice(0, -1)) {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(folder) ?? [];
    if (name !== undefined) found.set(plain(name), value === NO_VALUE ? null : plain(value!));
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

/** Characters that a folder's name may not have are written as in addresses: `%3A`. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The table with a column for each partition at its end. A file that has the column itself must say the same as its folder. */
export function withPartitions(
  table: RawTable,
  partitions: readonly Partition[],
): { table: RawTable; problems: Problem[] } {
  if (table.columns.length === 0) return { table, problems: [] };
  const cells = new Map(table.cells);
  const problems: Problem[] = [];
  for (const { name, value } of partitions) {
    const own = table.cells.get(name);
    const different = own?.findIndex((cell) => cell !== value) ?? -1;
    if (different >= 0) problems.push(contradiction(table, name, value, different));
    if (own === undefined)
      cells.set(
        name,
        table.line.map(() => value),
      );
  }
  return { table: { ...table, columns: [...cells.keys()], cells }, problems };
}

function contradiction(table: RawTable, name: string, value: string | null, row: number): Problem {
  const cell = table.cells.get(name)![row]!;
  return {
    code: "data-partition",
    found: `${cell === null ? "no value" : showCell(cell)} in the column ${showText(name)}`,
    where: { file: table.files[0]!, line: table.line[row]! },
    expected: `${value === null ? "no value" : showText(value)}, as the file's folder says`,
    next: "Move the file to the folder that it belongs to, or remove the column from it.",
  };
}
