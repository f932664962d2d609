import type { Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";
import { newCategories } from "../../../core/statistics/new-categories.ts";
import type { Fold } from "../../../records/table.ts";

import { placeOf } from "../place.ts";
import type { CheckedTable } from "./checked-table.ts";
import type { CodedColumn } from "./coded-column.ts";
import { shareOf } from "./wording.ts";

/** Less of the holdout moves no figure by what a gate would see. */
const LEAST_SHARE = 0.01;
const LEAST_ROWS = 3;
/** Of many rare categories some are always in the holdout only: chance would give so many once in a million columns. */
const CHANCE = 1e-6;
const SHOWN = 3;

/**
 * Categories of the holdout that no training row has: of a feature the model knows nothing of them, of the target it can never say them. A
 * split by the key deals them by chance; one by time or group may keep them all from training.
 */
export function checkNewCategories(table: CheckedTable, foldsOf: () => readonly Fold[] | null): Problem[] {
  const { features, target, raw } = table;
  const columns = [...features, ...(target && !features.includes(target) ? [target] : [])].filter(
    ({ type, dates }) => type === "text" && !dates,
  );
  if (columns.length === 0) return [];
  const folds = foldsOf();
  if (folds === null) return [];
  return columns.flatMap((column): Problem[] => {
    const { training, holdout } = countsOf(column, folds);
    const of = holdout.reduce((sum, count) => sum + count, 0);
    if (of === 0 || training.every((count) => count === 0)) return [];
    const { rows, effect, pValue } = newCategories({ reference: training, current: holdout });
    if (rows < LEAST_ROWS || effect < LEAST_SHARE || pValue > CHANCE) return [];
    const added = [...holdout.keys()].filter((code) => training[code] === 0 && holdout[code]! > 0);
    const isNew = new Set(added);
    const first = column.codes.findIndex((code, row) => folds[row] === "test" && isNew.has(code - 1));
    const shown = added
      .sort((a, b) => holdout[b]! - holdout[a]! || a - b)
      .slice(0, SHOWN)
      .map((code) => `${showCell(String(column.values[code]), 30)} (${holdout[code]})`);
    const more = added.length > SHOWN ? ` and ${added.length - SHOWN} more` : "";
    return [
      {
        code: "data-new-categories",
        found: `${shareOf(rows, of, "holdout rows")} with a category in the column ${showText(column.name)} that no training row has: ${shown.join(", ")}${more}`,
        where: placeOf(raw, first, column.name),
        expected: "categories that a model can learn from training rows",
        next:
          column === target
            ? "Let the split give training some of each class, or take these rows out of the data."
            : "Look whether categories were renamed; else leave the column out (`false` under features), or derive one of coarser groups.",
      },
    ];
  });
}

/** By the column's codes less 1: how many rows of either fold have each value. */
function countsOf({ codes, values }: CodedColumn, folds: readonly Fold[]) {
  const training = new Array<number>(values.length).fill(0);
  const holdout = new Array<number>(values.length).fill(0);
  codes.forEach((code, row) => {
    const fold = folds[row];
    if (code === 0 || fold === "validation") return;
    (fold === "test" ? holdout : training)[code - 1]! += 1;
  });
  return { training, holdout };
}
