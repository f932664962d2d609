import type { Problem } from "../../../core/errors.ts";
import { placeOf } from "../place.ts";
import { alikeRows, moreThanChance } from "./alike-rows.ts";
import type { CheckedTable } from "./checked-table.ts";
import { rowList, shareOf } from "./wording.ts";

/** Of rows that have keys of their own, a few may well be alike: two flowers of the same size. */
const LEAST_SHARE_WITH_KEY = 0.01;

/**
 * Rows that come again. Without a key: any, since nothing tells them apart. With a key: rows that are the same in all
 * else, from one in a hundred on. Quiet where the columns are so coarse that chance alone makes rows alike.
 */
export function checkDuplicates({ raw, columns, key }: CheckedTable): Problem[] {
  const content = columns.filter((column) => column !== key);
  if (content.length === 0) return [];
  const alike = alikeRows(content, raw.rows);
  const enough = key === undefined ? 1 : LEAST_SHARE_WITH_KEY * raw.rows;
  if (alike.repeated < enough || !moreThanChance(alike, content, raw.rows)) return [];
  const again = Array.from(alike.first.keys()).filter((row) => alike.first[row] !== row);
  const first = alike.first[again[0]!]!;
  return [
    {
      code: "data-duplicates",
      found: `${shareOf(again.length, raw.rows, "rows")} that repeat an earlier one${key === undefined ? "" : " in all but the key"}: ${rowList(raw, again)}; the first repeats ${rowList(raw, [first])}`,
      where: placeOf(raw, again[0]!),
      expected: "each observation once: repeated rows count twice in training and in every figure",
      next: "Remove the repeated rows, or set data.checks.duplicates to off if they are observations of their own.",
    },
  ];
}
