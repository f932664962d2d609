import { CellBytes } from "./cell-bytes.ts";

// As the reader of Parquet makes its texts: a mark of the byte order goes.
const decoder = new TextDecoder();

/**
 * Different cells of one column as bytes (UTF-8), which rows name by number: a dictionary of Parquet is turned into cells
 * once, not row by row. Cell 0 is empty. The same text may be there more than once.
 */
export class CellList {
  readonly #cells = new CellBytes();
  #starts = new Int32Array(1024);
  #ends = new Int32Array(1024);
  #count = 1;

  get count(): number {
    return this.#count;
  }

  get bytes(): Uint8Array {
    return this.#cells.bytes;
  }

  get starts(): Int32Array {
    return this.#starts;
  }

  get ends(): Int32Array {
    return this.#ends;
  }

  /** The number of a new cell, written as in a CSV file of the same table. */
  add(value: unknown): number {
    const start = this.#cells.length;
    this.#cells.write(value);
    return this.#place(start);
  }

  /** The same for a text in UTF-8. */
  addText(text: Uint8Array): number {
    if (!(text instanceof Uint8Array)) throw new TypeError("no text");
    const start = this.#cells.length;
    if (!this.#cells.copyAscii(text)) this.#cells.write(decoder.decode(text));
    return this.#place(start);
  }

  #place(start: number): number {
    if (this.#count === this.#starts.length) {
      this.#starts = longer(this.#starts);
      this.#ends = longer(this.#ends);
    }
    this.#starts[this.#count] = start;
    this.#ends[this.#count] = this.#cells.length;
    return this.#count++;
  }
}

function longer(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}
