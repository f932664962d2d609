import type { Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";

import { placeOf } from "../place.ts";
import type { CheckedTable } from "./checked-table.ts";
import { type CodedColumn, present } from "./coded-column.ts";
import { columnPlace } from "./wording.ts";

/** Where more than half of the cells are values of their own, they are names or notes, not categories. */
const MOST_DISTINCT = 0.5;
const SHOWN = 3;
const MARKS = /\p{M}/gu;

/** Categories that are the same but for case, accents, and white space. */
export function checkVariants({ raw, columns, key }: CheckedTable): Problem[] {
  return columns.flatMap((column): Problem[] => {
    if (column.type === "number" || column.dates || column === key) return [];
    if (column.values.length > MOST_DISTINCT * present(column)) return [];
    const groups = variantsOf(column);
    if (groups.length === 0) return [];
    const { name, counts, values, codes } = column;
    const said = groups.slice(0, SHOWN).map((group) => {
      return group.map((code) => `${showCell(String(values[code - 1]), 30)} (${counts[code]})`).join(" and ");
    });
    const more = groups.length > SHOWN ? `; and ${groups.length - SHOWN} more` : "";
    const row = codes.indexOf(groups[0]!.at(-1)!);
    return [
      {
        code: "data-variants",
        found: `one category written in several ways in the column ${showText(name)}: ${said.join("; ")}${more}`,
        where: row < 0 ? columnPlace(raw, name) : placeOf(raw, row, name),
        expected: "one way to write a category: to a model these are different ones",
        next: "Write them alike, or list the right ones with `in` under data.expect.",
      },
    ];
  });
}

/** Codes of the same category, the most frequent first; those groups first of which most rows are written otherwise. */
function variantsOf({ values, counts }: CodedColumn): number[][] {
  const groups = new Map<string, number[]>();
  values.forEach((value, index) => {
    const plain = plainText(String(value));
    const group = groups.get(plain);
    if (group) group.push(index + 1);
    else groups.set(plain, [index + 1]);
  });
  const rows = (group: readonly number[]) => group.slice(1).reduce((sum, code) => sum + counts[code]!, 0);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => counts[b]! - counts[a]! || a - b))
    .sort((a, b) => rows(b) - rows(a));
}

/** Without what a person would not see as another category. */
export function plainText(text: string): string {
  const folded = text.normalize("NFKD").replace(MARKS, "").toLowerCase();
  return folded.replace(/\s+/g, " ").trim();
}
