import type { CellBatch } from "./cell-batch.ts";

const MOST_ROWS = 4096;
const encoder = new TextEncoder();

/** Turns values that are no text (of a Parquet file) into the bytes that a CSV file of the same table would hold. */
export class CellWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  readonly #starts = new Int32Array(MOST_ROWS);
  readonly #ends = new Int32Array(MOST_ROWS);
  readonly #lines = new Float64Array(MOST_ROWS);

  /** The values as batches of one column; `firstRow` is the number of the first of them, from 1. */
  *batches(values: ArrayLike<unknown>, firstRow: number): Generator<CellBatch> {
    for (let from = 0; from < values.length; from += MOST_ROWS) {
      const rows = Math.min(MOST_ROWS, values.length - from);
      this.#length = 0;
      for (let row = 0; row < rows; row++) {
        this.#starts[row] = this.#length;
        this.#write(values[from + row]);
        this.#ends[row] = this.#length;
        this.#lines[row] = firstRow + from + row;
      }
      yield {
        bytes: this.#bytes,
        starts: this.#starts,
        ends: this.#ends,
        width: 1,
        rows,
        lines: this.#lines,
      };
    }
  }

  #write(value: unknown): void {
    // Not a number is how data frames write a missing number.
    if (value === null || value === undefined || Number.isNaN(value)) return;
    const text = typeof value === "string" ? value : textOfValue(value);
    // A UTF-16 unit is at most three bytes.
    if (this.#length + 3 * text.length > this.#bytes.length) this.#grow(3 * text.length);
    if (typeof value === "number") {
      for (let index = 0; index < text.length; index++) this.#bytes[this.#length++] = text.charCodeAt(index);
    } else this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  #grow(more: number): void {
    const larger = new Uint8Array(2 * (this.#bytes.length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Lists and structures as JSON. */
export function textOfValue(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner));
}
