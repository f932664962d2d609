import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { RawTable } from "../../records/table.ts";
import { placeOf } from "./place.ts";

/** A row that nothing can tell from others. */
export function missingKey(raw: RawTable, key: string, row: number): Problem {
  return {
    code: "data-key-missing",
    found: `no value in the key column ${showText(key)}`,
    where: placeOf(raw, row, key),
    expected: "a key in every row",
    next: "Give the row a key of its own, or remove it.",
  };
}
