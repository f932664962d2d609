import type { CellBatch } from "./cell-batch.ts";

/** Rows of a batch. */
export const MOST_ROWS = 4096;
/** Characters from which on the encoder is the faster. */
const SHORT = 64;
const encoder = new TextEncoder();

/** Bytes to which one cell after the other is written. */
export class CellBytes {
  bytes = new Uint8Array(1 << 16);
  length = 0;

  write(value: unknown): void {
    // Not a number is how data frames write a missing number.
    if (value === null || value === undefined || Number.isNaN(value)) return;
    const text = typeof value === "string" ? value : textOfValue(value);
    // A UTF-16 unit is at most three bytes.
    if (this.length + 3 * text.length > this.bytes.length) this.#grow(3 * text.length);
    if (text.length > SHORT || !this.#writeAscii(text))
      this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  /** Numbers, dates, codes and words, several times faster than by the encoder; false where a character is not ASCII. */
  #writeAscii(text: string): boolean {
    const { bytes, length: start } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 127) return false;
      bytes[start + index] = code;
    }
    this.length = start + text.length;
    return true;
  }

  /** Copies a text in UTF-8; false, and nothing done, where a character is not ASCII. */
  copyAscii(text: Uint8Array): boolean {
    if (this.length + text.length > this.bytes.length) this.#grow(text.length);
    const { bytes, length: start } = this;
    for (let index = 0; index < text.length; index++) {
      const byte = text[index]!;
      if (byte > 127) return false;
      bytes[start + index] = byte;
    }
    this.length = start + text.length;
    return true;
  }

  #grow(more: number): void {
    const larger = new Uint8Array(2 * (this.bytes.length + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Turns rows of values that are no text (of a Parquet file), given by column, into the bytes that a CSV file of the same table would hold. */
export class RowWriter {
  readonly #cells = new CellBytes();
  readonly #width: number;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #lines = new Float64Array(MOST_ROWS);

  constructor(width: number) {
    this.#width = width;
    this.#starts = new Int32Array(MOST_ROWS * width);
    this.#ends = new Int32Array(MOST_ROWS * width);
  }

  /** The rows as batches; `firstRow` is the number of the first of them, from 1. */
  *batches(columns: readonly ArrayLike<unknown>[], rows: number, firstRow: number): Generator<CellBatch> {
    const cells = this.#cells;
    const width = this.#width;
    for (let from = 0; from < rows; from += MOST_ROWS) {
      const count = Math.min(MOST_ROWS, rows - from);
      cells.length = 0;
      for (let row = 0; row < count; row++) {
        for (let column = 0; column < width; column++) {
          this.#starts[row * width + column] = cells.length;
          cells.write(columns[column]![from + row]);
          this.#ends[row * width + column] = cells.length;
        }
        this.#lines[row] = firstRow + from + row;
      }
      const { bytes } = cells;
      yield { bytes, starts: this.#starts, ends: this.#ends, width, rows: count, lines: this.#lines };
    }
  }
}

/** The same for the values of one column. */
export class CellWriter {
  readonly #rows = new RowWriter(1);

  batches(values: ArrayLike<unknown>, firstRow: number): Generator<CellBatch> {
    return this.#rows.batches([values], values.length, firstRow);
  }
}

/** Lists and structures as JSON. */
export function textOfValue(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner));
}
