import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import { placeOf } from "../place.ts";
import { alikeRows, moreThanChance } from "./alike-rows.ts";
import type { CheckedTable } from "./checked-table.ts";
import { rowList, shareOf } from "./wording.ts";

/**
 * Rows with the same features and another class: one of the two labels is wrong, or a feature is missing that tells them
 * apart. Quiet where the features are so coarse that chance alone makes rows alike: there, other targets are the noise
 * that a model is for. Numbers are not asked: two measurements of the same thing differ.
 */
export function checkConflicts({ raw, spec, features, target }: CheckedTable): Problem[] {
  if (spec.problem.task === "regression" || target === undefined || features.length === 0) return [];
  const alike = alikeRows(features, raw.rows);
  if (alike.repeated === 0 || !moreThanChance(alike, features, raw.rows)) return [];
  const conflicting: number[] = [];
  alike.first.forEach((first, row) => {
    const [own, other] = [target.codes[row]!, target.codes[first]!];
    if (own !== other && own !== 0 && other !== 0) conflicting.push(row);
  });
  const [row] = conflicting;
  if (row === undefined) return [];
  return [
    {
      code: "data-conflicting-labels",
      found: `${shareOf(conflicting.length, raw.rows, "rows")} with the features of an earlier row and another ${showText(target.name)}: ${rowList(raw, conflicting)}; the first has those of ${rowList(raw, [alike.first[row]!])}`,
      where: placeOf(raw, row, target.name),
      expected: "one target for the same features",
      next: "Correct the wrong labels, or add the feature that tells the rows apart.",
    },
  ];
}
