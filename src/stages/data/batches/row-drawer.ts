import type { RawTable } from "../../../records/table.ts";
import { RowDigest, RowSample } from "../integrity/row-sample.ts";
import type { BatchRows } from "./batch-rows.ts";

type DrawnRow = readonly [file: number, line: number, cells: readonly (string | null)[]];

/** Keeps the rows that the checks of integrity look at: the same as `sampleTable` draws from a whole table. */
export class RowDrawer {
  readonly #columns: readonly string[];
  readonly #drawnBy: readonly number[];
  readonly #digest = new RowDigest();
  readonly #sample = new RowSample<DrawnRow>();

  constructor(columns: readonly string[], drawnBy: readonly string[]) {
    this.#columns = columns;
    this.#drawnBy = drawnBy.map((name) => columns.indexOf(name));
  }

  add(batch: BatchRows): void {
    for (let row = 0; row < batch.rows; row++) {
      this.#digest.begin();
      for (const column of this.#drawnBy) {
        if (batch.isAbsent(row, column)) this.#digest.missing();
        else this.#digest.cell(batch.bytes, batch.start(row, column), batch.end(row, column));
      }
      this.#sample.add(this.#digest.end(), () => [
        batch.file,
        batch.line(row),
        this.#columns.map((_, column) => batch.text(row, column)),
      ]);
    }
  }

  table(files: readonly string[]): RawTable {
    const rows = this.#sample.rows();
    const cells = this.#columns.map((name, index) => [name, rows.map(([, , each]) => each[index]!)] as const);
    return {
      columns: this.#columns,
      cells: new Map(cells),
      rows: rows.length,
      files,
      file: rows.map(([file]) => file),
      line: rows.map(([, line]) => line),
    };
  }
}
