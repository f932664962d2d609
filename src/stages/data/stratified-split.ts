import { badInput } from "../../core/errors.ts";
import { placeInUnit } from "../../core/folds.ts";
import type { SplitOptions } from "../../records/spec-data.ts";
import type { Fold, Split } from "../../records/table.ts";
import { requireFolds, requireTraining, unitOf } from "./split.ts";

/** With more strata than this, hardly one has a row for each fold. */
const MOST_STRATA = 100;

/**
 * Gives each stratum (each value of a column; missing is one, too) the same share of every fold, to within one row: its rows in the order
 * of their places by key, the first to the holdout, the next to validation. What is left over by rounding is dealt by a digest of
 * the stratum's name, so that shares of small strata hold on average. A further row moves at most one other over each border of its own
 * stratum, and none of another: shares that are exact and rows that never move cannot both be had.
 */
export function stratifiedSplit(
  keys: readonly string[],
  cells: readonly (string | null)[],
  options: SplitOptions,
): Split {
  const { validation, test, seed } = options;
  requireTraining(options);
  const units = keys.map(unitOf);
  const strata = new Map<string | null, Map<string, number>>();
  units.forEach((unit, row) => {
    const stratum = cells[row]!;
    const places = strata.get(stratum) ?? new Map<string, number>();
    strata.set(stratum, places.set(unit, placeInUnit(seed, unit)));
  });
  if (strata.size > MOST_STRATA) throw badInput(manyStrata(options.stratify!, strata.size));
  const foldOf = new Map<string, Fold>();
  for (const [stratum, places] of strata) {
    const ordered = [...places].sort(([a, left], [b, right]) => left - right || (a < b ? -1 : 1));
    const rest = placeInUnit(`strata ${seed}`, stratum ?? "");
    const [first, next] = [test, test + validation].map((share) => Math.floor(share * ordered.length + rest));
    ordered.forEach(([unit], at) => {
      foldOf.set(unit, at < first! ? "test" : at < next! ? "validation" : "training");
    });
  }
  const folds = units.map((unit) => foldOf.get(unit)!);
  requireFolds(folds, options);
  return { keys, folds, units };
}

function manyStrata(column: string, count: number) {
  return {
    code: "data-split-strata",
    found: `${count} different values in the column ${JSON.stringify(column)}, each of which would be a stratum`,
    expected: `at most ${MOST_STRATA}`,
    next: "Name a column of few categories under data.split.stratify; for numbers, add a column of ranges to the data.",
  };
}
