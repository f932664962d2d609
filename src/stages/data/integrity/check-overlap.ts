import type { Problem } from "../../../core/errors.ts";
import type { Fold } from "../../../records/table.ts";
import { placeOf } from "../place.ts";
import { alikeRows, chanceAlike, moreThanChance } from "./alike-rows.ts";
import type { CheckedTable } from "./checked-table.ts";
import { rowList, shareOf } from "./wording.ts";

/** Less of the holdout moves no figure by what a gate would see. */
const LEAST_SHARE = 0.01;
const LEAST_ROWS = 3;
/** As often as this, times what independent columns would give by chance. */
const TIMES_CHANCE = 10;

/**
 * Holdout rows whose features stand in training rows, too. The split follows the key (or the whole row), so the same
 * content under another key, or with another target, may be on both sides: a model that learns rows by heart is then
 * praised for it. `foldsOf` splits the rows; it is asked only where rows are alike at all.
 */
export function checkOverlap(
  { raw, features }: CheckedTable,
  foldsOf: () => readonly Fold[] | null,
): Problem[] {
  if (features.length === 0) return [];
  const alike = alikeRows(features, raw.rows);
  const { first } = alike;
  if (alike.repeated < LEAST_ROWS || !moreThanChance(alike, features, raw.rows)) return [];
  const folds = foldsOf();
  if (folds === null) return [];
  const twin = new Map<number, number>();
  first.forEach((group, row) => {
    if (folds[row] === "training" && !twin.has(group)) twin.set(group, row);
  });
  const holdout = Array.from(first.keys()).filter((row) => folds[row] === "test");
  const seen = holdout.filter((row) => twin.has(first[row]!));
  const training = folds.filter((fold) => fold === "training").length;
  const byChance = 1 - (1 - chanceAlike(features, raw.rows)) ** training;
  const share = seen.length / holdout.length;
  if (seen.length < LEAST_ROWS || share < LEAST_SHARE || share <= TIMES_CHANCE * byChance) return [];
  const row = seen[0]!;
  return [
    {
      code: "data-overlap",
      found: `${shareOf(seen.length, holdout.length, "holdout rows")} whose features stand in training rows, too: ${rowList(raw, seen)}; the first is as ${rowList(raw, [twin.get(first[row]!)!])}`,
      where: placeOf(raw, row),
      expected: "a holdout that no model has seen",
      next: "Remove the repeated rows, or set data.checks.overlap to off if they are observations of their own.",
    },
  ];
}
