import { badInput, type Problem, TrunklineError } from "../../core/errors.ts";
import { placeInUnit } from "../../core/folds.ts";
import type { SplitOptions } from "../../records/spec-data.ts";
import type { Fold, Split } from "../../records/table.ts";

/** A key that `rowKeys` made of the same content again. */
const REPEATED_CONTENT = /^([0-9a-f]{16})#\d+$/;

/** What rows of the same content, or of the same key, share. */
export function unitOf(key: string): string {
  return REPEATED_CONTENT.exec(key)?.[1] ?? key;
}

/**
 * Puts every row into a fold by its key alone: u = the first 52 bits of SHA-256 over `seed NUL key`, divided by 2^52;
 * test if u < `test`, validation if u < `test + validation`, else training. So new rows move nobody, and rows of the same
 * content are never on both sides. The shares are met on average, not exactly. `units`: what rows are placed by instead
 * of their keys, one a row. Throws when the shares leave no training rows or a fold that is needed (training, test) is empty.
 */
export function split(
  keys: readonly string[],
  shares: SplitOptions,
  units: readonly string[] = keys.map(unitOf),
): Split {
  const { validation, test, seed } = shares;
  requireTraining(shares);
  const folds = units.map((unit): Fold => {
    const place = placeInUnit(seed, unit);
    return place < test ? "test" : place < test + validation ? "validation" : "training";
  });
  requireFolds(folds, shares);
  return { keys, folds, units };
}

export function requireTraining({ validation, test }: SplitOptions): void {
  if (validation + test >= 1) throw badInput(noTraining(validation, test));
}

export function requireFolds(folds: readonly Fold[], options: SplitOptions): void {
  const empty = (["training", "test"] as const).filter((fold) => !folds.includes(fold));
  const [first, ...others] = empty.map((fold) => emptyFold(fold, folds.length, options));
  if (first !== undefined) throw new TrunklineError(2, [first, ...others]);
}

function noTraining(validation: number, test: number): Problem {
  return {
    code: "data-split-shares",
    found: `validation ${validation} and test ${test}, which leave nothing for training`,
    expected: "shares whose sum is below 1",
    next: "Lower the shares under data.split.",
  };
}

function emptyFold(fold: Fold, rows: number, options: SplitOptions): Problem {
  const { validation, test, time, test_from: from } = options;
  const by = from === undefined ? `validation ${validation}, test ${test}` : `test from ${from}`;
  return {
    code: "data-empty-fold",
    found: `no row in the ${fold} fold, of ${rows} rows (${by})`,
    expected: `at least one row for ${fold === "test" ? "evaluation" : "training"}`,
    next:
      fold === "test" && test === 0
        ? "Set data.split.test above 0: without a holdout nothing can be said about the model."
        : `Add rows, or change ${time === undefined ? "the shares or the seed" : "where the holdout begins"} under data.split.`,
  };
}
