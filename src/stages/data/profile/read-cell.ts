import type { CellKind } from "../../../records/column-profile.ts";
import { textOf } from "../cell-batch.ts";
import { isNotFinite, parseNumber } from "../type-columns.ts";
import { numberOf } from "./number-cell.ts";
import { DATE_LENGTH, timeOf } from "./time-cell.ts";

/** What a cell is, and its value where that is a number: the milliseconds of a date, too. One is used for all cells. */
export class CellReader {
  value = 0;

  /** The cell without white space around it, which must hold something. */
  read(bytes: Uint8Array, start: number, end: number): CellKind {
    const first = bytes[start]!;
    // Digits, signs and the point.
    if (first < 58 && (first > 47 || first === 45 || first === 43 || first === 46)) {
      const value = numberOf(bytes, start, end);
      // Only NaN is not the same as itself.
      // biome-ignore lint/suspicious/noSelfCompare: twice as fast as a call for each cell
      if (value === value) {
        this.value = value;
        if (value - value !== 0) return "not-finite";
        return Math.floor(value) === value ? "integer" : "number";
      }
      if (first > 47) {
        this.value = timeOf(bytes, start, end);
        if (!Number.isNaN(this.value)) return end - start === DATE_LENGTH ? "date" : "datetime";
      }
    }
    return mayBeWord(first, end - start) || first > 127 || bytes[end - 1]! > 127
      ? this.#word(textOf(bytes, start, end))
      : "text";
  }

  #word(text: string): CellKind {
    if (/^(?:true|false)$/i.test(text)) return "boolean";
    // White space beyond ASCII is still around it.
    const value = parseNumber(text);
    if (value === undefined) return isNotFinite(text) ? "not-finite" : "text";
    this.value = value + 0;
    return Number.isInteger(value) ? "integer" : "number";
  }
}

/** `true`, `false`, and with a sign or not `nan`, `inf` and `infinity`: told by their first letters, which most texts have not. */
function mayBeWord(first: number, length: number): boolean {
  if (length < 3 || length > 9) return false;
  const letter = first | 32;
  return letter === 116 || letter === 102 || letter === 110 || letter === 105 || first === 43 || first === 45;
}
