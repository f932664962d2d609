import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { CheckedTable } from "./checked-table.ts";
import { columnPlace } from "./wording.ts";

/** In fewer rows even a lively column may stand still. */
const LEAST_ROWS = 10;

/** Features with one value in every row. Where cells are missing, their absence may say something: such a column is none. */
export function checkConstants({ raw, features }: CheckedTable): Problem[] {
  if (raw.rows < LEAST_ROWS) return [];
  return features
    .filter(({ counts }) => counts[0] === 0 && counts.length === 2)
    .map(({ name }) => ({
      code: "data-constant",
      found: `the same value in all ${raw.rows} rows of the column ${showText(name)}`,
      where: columnPlace(raw, name),
      expected: "a feature that tells rows apart",
      next: "Look whether the data lost its values; else leave it out: write `false` for it under features.",
    }));
}
