import type { CellBatch } from "./cell-batch.ts";
import { CellBytes } from "./cell-bytes.ts";
import type { CellList } from "./cell-list.ts";

/** A column whose rows name cells of a list by number (nothing: cell 0). */
export interface NamedCells {
  readonly list: CellList;
  readonly cells: ArrayLike<number | null | undefined>;
}

/** A column: its values, or its cells. */
export type WrittenColumn = ArrayLike<unknown> | NamedCells;

/** Rows of a batch. */
export const MOST_ROWS = 4096;

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
  *batches(columns: readonly WrittenColumn[], rows: number, firstRow: number): Generator<CellBatch> {
    const cells = this.#cells;
    const width = this.#width;
    for (let from = 0; from < rows; from += MOST_ROWS) {
      const count = Math.min(MOST_ROWS, rows - from);
      cells.length = 0;
      for (const [at, column] of columns.entries())
        if ("list" in column) this.#copy(column, at, from, count);
        else this.#write(column, at, from, count);
      for (let row = 0; row < count; row++) this.#lines[row] = firstRow + from + row;
      const { bytes } = cells;
      yield { bytes, starts: this.#starts, ends: this.#ends, width, rows: count, lines: this.#lines };
    }
  }

  #write(values: ArrayLike<unknown>, column: number, from: number, count: number): void {
    const cells = this.#cells;
    for (let row = 0, at = column; row < count; row++, at += this.#width) {
      this.#starts[at] = cells.length;
      cells.write(values[from + row]);
      this.#ends[at] = cells.length;
    }
  }

  #copy({ list, cells: named }: NamedCells, column: number, from: number, count: number): void {
    const cells = this.#cells;
    const { bytes, starts, ends } = list;
    for (let row = 0, at = column; row < count; row++, at += this.#width) {
      const cell = named[from + row] ?? 0;
      this.#starts[at] = cells.length;
      cells.copy(bytes, starts[cell]!, ends[cell]!);
      this.#ends[at] = cells.length;
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
