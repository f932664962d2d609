import { badInput } from "../../core/errors.ts";
import { dealFolds } from "../../core/folds.ts";
import type { SplitOptions } from "../../records/spec-data.ts";
import type { RawTable, Split } from "../../records/table.ts";
import { timesOf } from "./split-by-time.ts";

/**
 * The folds of the training rows for cross-validation, as `data.split` says: for each repeat the fold of each of `rows`, from 1. Groups, strata and
 * time are those of the split. By time, fold 0 is only ever trained on, and each fold is tested by a model of the lower numbers. Null where none are
 * asked for. Throws where the rows are too few.
 */
export function trainingFolds(
  raw: RawTable,
  split: Split,
  rows: readonly number[],
  { folds, repeats = 1, seed, stratify, time }: SplitOptions,
): number[][] | null {
  if (folds === undefined) return null;
  const of = <T>(values: readonly T[]) => rows.map((row) => values[row]!);
  const folded = {
    keys: of(split.units),
    ...(stratify !== undefined && { strata: of(raw.cells.get(stratify)!).map((cell) => cell ?? "") }),
    ...(time !== undefined && { times: of(timesOf(raw, time)) }),
  };
  try {
    return dealFolds(folded, { folds, repeats, seed }).map((dealt) => dealt.map((fold) => fold + 1));
  } catch (error) {
    if (error instanceof RangeError) throw badInput(tooFew(rows.length, folds));
    throw error;
  }
}

function tooFew(rows: number, folds: number) {
  return {
    code: "data-folds",
    found: `${rows} training rows, which leave one of ${folds} folds empty`,
    expected: "rows (or groups, or moments) in every fold",
    next: "Lower data.split.folds, or add rows.",
  };
}
