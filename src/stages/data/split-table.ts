import { badInput, TrunklineError } from "../../core/errors.ts";
import type { SplitOptions } from "../../records/spec-data.ts";
import type { RawTable, Split } from "../../records/table.ts";
import { missingColumn } from "./missing-column.ts";
import { rowKeys } from "./row-keys.ts";
import { split, unitOf } from "./split.ts";
import { splitByTime } from "./split-by-time.ts";
import { stratifiedSplit } from "./stratified-split.ts";

/** The columns, besides the key, that a way of splitting reads. */
export function splitColumns({ group, stratify, time }: SplitOptions): string[] {
  return [group, stratify, time].filter((name) => name !== undefined);
}

/**
 * Puts every row of a table into a fold, in the way that `data.split` says. Throws when a column that is needed is absent or holds
 * what it cannot, and when a fold that is needed is empty.
 */
export function splitTable(raw: RawTable, key: string | undefined, options: SplitOptions): Split {
  const { group, stratify, time } = options;
  const keys = rowKeys(raw, key);
  for (const [way, name] of Object.entries({ group, stratify, time })) {
    if (name !== undefined && !raw.cells.has(name))
      throw new TrunklineError(2, missingColumn(raw, name, `data.split.${way}`));
  }
  if (time !== undefined) return splitByTime(raw, keys, time, options);
  if (stratify !== undefined) return stratifiedSplit(keys, raw.cells.get(stratify)!, options);
  if (group === undefined) return split(keys, options);
  const cells = raw.cells.get(group)!;
  if (new Set(cells).size < 2) throw badInput(oneGroup(group));
  // A row without a group is a group of its own.
  return split(
    keys,
    options,
    keys.map((own, row) => cells[row] ?? unitOf(own)),
  );
}

function oneGroup(group: string) {
  return {
    code: "data-split-group",
    found: `one group in all rows of the column ${JSON.stringify(group)}`,
    expected: "several groups: each is in one fold as a whole",
    next: "Name another column under data.split.group, or remove it.",
  };
}
