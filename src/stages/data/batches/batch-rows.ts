import type { RawTable } from "../../../records/table.ts";
import { type CellBatch, textOf } from "../cell-batch.ts";
import type { MissingMarkers } from "../profile/missing-markers.ts";

/** A batch of rows of a table, its columns in the table's order whatever the file's is. */
export class BatchRows {
  rows = 0;
  bytes: Uint8Array = new Uint8Array();
  file = 0;
  /** 1 for a missing cell, at row · columns + column. */
  absent = new Uint8Array();
  /** Where a cell stands without white space around it, likewise. */
  from = new Int32Array();
  to = new Int32Array();
  readonly columns: readonly string[];
  readonly files: string[] = [];
  readonly #markers: MissingMarkers;
  #batch!: CellBatch;
  #order: readonly number[] = [];

  constructor(columns: readonly string[], markers: MissingMarkers) {
    this.columns = columns;
    this.#markers = markers;
  }

  begin(path: string, names: readonly string[]): void {
    this.file = this.files.push(path) - 1;
    this.#order = this.columns.map((name) => names.indexOf(name));
  }

  take(batch: CellBatch): void {
    const width = this.columns.length;
    const cells = batch.rows * width;
    if (this.absent.length < cells) {
      this.absent = new Uint8Array(cells);
      this.from = new Int32Array(cells);
      this.to = new Int32Array(cells);
    }
    this.#batch = batch;
    this.bytes = batch.bytes;
    this.rows = batch.rows;
    for (let column = 0; column < width; column++) this.#trim(column);
  }

  line(row: number): number {
    return this.#batch.lines[row]!;
  }

  /** Where the cell as it was written begins in `bytes`, and where it ends. */
  start(row: number, column: number): number {
    return this.#batch.starts[row * this.#batch.width + this.#order[column]!]!;
  }

  end(row: number, column: number): number {
    return this.#batch.ends[row * this.#batch.width + this.#order[column]!]!;
  }

  isAbsent(row: number, column: number): boolean {
    return this.absent[row * this.columns.length + column] === 1;
  }

  text(row: number, column: number): string | null {
    return this.isAbsent(row, column)
      ? null
      : textOf(this.bytes, this.start(row, column), this.end(row, column));
  }

  /** Some columns of some rows as a table, all of them by default: what the checks of whole tables take. */
  table(names: readonly string[], rows?: readonly number[]): RawTable {
    const all = rows ?? Array.from({ length: this.rows }, (_, row) => row);
    const cells = names.map((name) => {
      const column = this.columns.indexOf(name);
      return [name, all.map((row) => this.text(row, column))] as const;
    });
    return {
      columns: this.columns,
      cells: new Map(cells),
      rows: all.length,
      files: this.files,
      file: all.map(() => this.file),
      line: all.map((row) => this.line(row)),
    };
  }

  #trim(column: number): void {
    const { bytes, absent, from, to } = this;
    const { starts, ends, width, rows } = this.#batch;
    let cell = this.#order[column]!;
    for (let at = column, row = 0; row < rows; row++, at += this.columns.length, cell += width) {
      let start = starts[cell]!;
      let end = ends[cell]!;
      while (start < end && isSpace(bytes[start]!)) start += 1;
      while (start < end && isSpace(bytes[end - 1]!)) end -= 1;
      from[at] = start;
      to[at] = end;
      absent[at] = this.#markers.hasCell(bytes, start, end) ? 1 : 0;
    }
  }
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte > 8 && byte < 14);
}
