import { TrunklineError } from "../../core/errors.ts";
import type { SplitOptions } from "../../records/spec-data.ts";
import type { RawTable } from "../../records/table.ts";
import { rowKeys } from "./row-keys.ts";
import { timesOf } from "./split-by-time.ts";
import { splitTable } from "./split-table.ts";

/**
 * For each row of today's table, whether a model of before was surely kept from it: its own split tells, and for the splits in which
 * rows may move, `heldOut`, the keys of its holdout. False where nobody can tell any more, since a row that a model has seen
 * would flatter it.
 */
export function keptFromTraining(
  raw: RawTable,
  key: string | undefined,
  options: SplitOptions,
  heldOut: ReadonlySet<string>,
): boolean[] {
  try {
    const keys = rowKeys(raw, key);
    if (options.stratify !== undefined) return keys.map((own) => heldOut.has(own));
    if (options.time !== undefined && options.test_from === undefined) {
      const times = timesOf(raw, options.time);
      // The border of then: what is newer was in the holdout, or was not there yet.
      const border = times.reduce((least, time, row) => {
        return heldOut.has(keys[row]!) && time < least ? time : least;
      }, Infinity);
      return times.map((time) => time >= border);
    }
    return splitTable(raw, key, options).folds.map((fold) => fold === "test");
  } catch (error) {
    if (error instanceof TrunklineError) return Array.from({ length: raw.rows }, () => false);
    throw error;
  }
}
