import { parseDate } from "../../../core/dates.ts";
import type { Expectation } from "../../../records/spec-data.ts";
import { textOf } from "../cell-batch.ts";
import { charactersOf } from "../profile/pattern-cell.ts";
import { DATE_LENGTH, timeOf } from "../profile/time-cell.ts";

/** More allowed values than this are looked up as text. */
const MOST_COMPARED = 32;
/** `2026-01-31T12:00:00Z`: what is longer has fractions or zones, and is read as text. */
const PLAIN_MOMENT = 20;

/**
 * Tells quickly of most cells that they keep the rules that speak of text: false means only that the cell must be looked at
 * again, by the rules themselves (`checkCells`).
 */
export class CellTest {
  /** The newest date among the cells of which this said true. */
  newest: number | null = null;
  readonly #asksDate: boolean;
  readonly #after: number;
  readonly #before: number;
  readonly #allowed: ReadonlySet<string> | null;
  readonly #compared: readonly Uint8Array[] | null;
  readonly #pattern: RegExp | null;
  readonly #length: { readonly min: number; readonly max: number } | null;
  /** Whether there is anything to ask. */
  readonly asks: boolean;

  constructor({ type, in: allowed, pattern, length, after, before, max_age: maxAge }: Expectation) {
    this.#asksDate = type === "date" || after !== undefined || before !== undefined || maxAge !== undefined;
    this.#after = after === undefined ? -Infinity : parseDate(after)!;
    this.#before = before === undefined ? Infinity : parseDate(before)!;
    const values = allowed?.map(String) ?? null;
    this.#allowed = values && new Set(values);
    this.#compared =
      values && values.length <= MOST_COMPARED ? values.map((each) => new TextEncoder().encode(each)) : null;
    this.#pattern = pattern === undefined ? null : compiled(pattern);
    this.#length = length === undefined ? null : { min: length.min ?? 0, max: length.max ?? Infinity };
    this.asks = this.#asksDate || values !== null || pattern !== undefined || length !== undefined;
  }

  /** The cell as it is written, and where it is without white space around it. */
  passes(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
    if (this.#asksDate && !this.#isDate(bytes, from, to)) return false;
    if (this.#allowed !== null && !this.#isAllowed(bytes, start, end)) return false;
    if (this.#length !== null) {
      const length = charactersOf(bytes, start, end);
      if (length < this.#length.min || length > this.#length.max) return false;
    }
    return this.#pattern === null || (end - start <= 1000 && this.#pattern.test(textOf(bytes, start, end)));
  }

  #isDate(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from;
    const time = length === DATE_LENGTH || length === PLAIN_MOMENT ? timeOf(bytes, from, to) : Number.NaN;
    if (!(time >= this.#after && time <= this.#before)) return false;
    if (this.newest === null || time > this.newest) this.newest = time;
    return true;
  }

  #isAllowed(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#compared === null) return this.#allowed!.has(textOf(bytes, start, end));
    for (const value of this.#compared) {
      let at = value.length === end - start ? 0 : -1;
      while (at >= 0 && at < value.length && value[at] === bytes[start + at]) at += 1;
      if (at === value.length) return true;
    }
    return false;
  }
}

/** What is no pattern passes nothing here, and is told by the rule. */
function compiled(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return /(?!)/;
  }
}
