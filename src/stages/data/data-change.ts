import type { DataChange } from "../../records/profile.ts";
import type { RawTable } from "../../records/table.ts";

export interface KeyedTable {
  readonly keys: readonly string[];
  readonly raw: RawTable;
}

/**
 * How two states of the data differ, row by row identity. A row is changed when a cell of a column that both have differs.
 * Of rows with the same key the last one counts.
 */
export function dataChange(before: KeyedTable, after: KeyedTable): DataChange {
  const earlier = new Map(before.keys.map((key, row) => [key, row]));
  const later = new Map(after.keys.map((key, row) => [key, row]));
  const shared = after.raw.columns.filter((name) => before.raw.cells.has(name));
  const pairs = shared.map((name) => ({
    name,
    was: before.raw.cells.get(name)!,
    is: after.raw.cells.get(name)!,
    rows: 0,
  }));
  let added = 0;
  let changed = 0;
  for (const [key, row] of later) {
    const old = earlier.get(key);
    if (old === undefined) {
      added += 1;
      continue;
    }
    const differing = pairs.filter(({ was, is }) => was[old] !== is[row]);
    for (const pair of differing) pair.rows += 1;
    if (differing.length > 0) changed += 1;
  }
  return {
    rows: {
      before: before.raw.rows,
      after: after.raw.rows,
      added,
      removed: [...earlier.keys()].filter((key) => !later.has(key)).length,
      changed,
    },
    columns: {
      added: after.raw.columns.filter((name) => !before.raw.cells.has(name)),
      removed: before.raw.columns.filter((name) => !after.raw.cells.has(name)),
      ...(changed > 0 && {
        changed: pairs.filter(({ rows }) => rows > 0).map(({ name, rows }) => ({ name, rows })),
      }),
    },
  };
}
