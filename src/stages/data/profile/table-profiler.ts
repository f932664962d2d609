import type { Problem } from "../../../core/errors.ts";
import { TABLE_PROFILE_FORMAT, type TableProfile } from "../../../records/column-profile.ts";
import type { CellBatch } from "../cell-batch.ts";
import type { CellList } from "../cell-list.ts";
import { columnDifference } from "../join-tables.ts";
import { MOST_ROWS } from "../write-cells.ts";
import { CellFacts } from "./cell-facts.ts";
import { ColumnProfiler, Workspace } from "./column-profiler.ts";
import { describeColumn } from "./describe-column.ts";
import { MissingMarkers } from "./missing-markers.ts";

/** Collects the profile of a table that comes in batches of rows, from one file or several. Its size does not grow with them. */
export class TableProfiler {
  readonly #markers: MissingMarkers;
  readonly #columns = new Map<string, ColumnProfiler>();
  readonly #files: { path: string; rows: number }[] = [];
  #order: readonly (ColumnProfiler | undefined)[] = [];
  #space = new Workspace(0);

  constructor(missing: readonly string[]) {
    this.#markers = new MissingMarkers(missing);
  }

  /** Begins a file with these columns; a problem when they are not those of the first file. */
  begin(path: string, names: readonly string[]): Problem | undefined {
    const first = this.#files[0];
    if (first === undefined)
      for (const name of names) this.#columns.set(name, new ColumnProfiler(name, this.#markers));
    const known = [...this.#columns.keys()];
    this.#files.push({ path, rows: 0 });
    // Of columns with the same name (a problem already) the first stands.
    this.#order = names.map((name, index) =>
      names.indexOf(name) === index ? this.#columns.get(name) : undefined,
    );
    return first && columnDifference({ file: first.path, columns: known }, { file: path, columns: names });
  }

  add(batch: CellBatch): void {
    const file = this.#files.at(-1)!;
    if (batch.rows > this.#space.rows) this.#space = new Workspace(batch.rows);
    this.#order.forEach((column, index) => {
      column?.add(batch, index, file.path, this.#space);
    });
    file.rows += batch.rows;
  }

  /** A batch of one column only, of a file that is stored by column; `countRows` says once a batch how many rows there were. */
  addColumn(batch: CellBatch, column: number): void {
    if (batch.rows > this.#space.rows) this.#space = new Workspace(batch.rows);
    this.#order[column]?.add(batch, 0, this.#files.at(-1)!.path, this.#space);
  }

  /** The same for rows of one column that name the cells of a list by number, of which nothing is cell 0; `firstRow` counts from 1. */
  addNamed(
    list: CellList,
    cells: ArrayLike<number | null | undefined>,
    firstRow: number,
    column: number,
  ): void {
    const facts = new CellFacts(list);
    if (this.#space.rows < MOST_ROWS) this.#space = new Workspace(MOST_ROWS);
    for (let from = 0; from < cells.length; from += MOST_ROWS) {
      const to = Math.min(cells.length, from + MOST_ROWS);
      const { path } = this.#files.at(-1)!;
      this.#order[column]?.addNamed(facts, cells, from, to, firstRow + from, path, this.#space);
    }
  }

  countRows(rows: number): void {
    this.#files.at(-1)!.rows += rows;
  }

  profile(): TableProfile {
    return {
      format: TABLE_PROFILE_FORMAT,
      files: this.#files,
      rows: this.#files.reduce((sum, file) => sum + file.rows, 0),
      columns: [...this.#columns.values()].map((column) => describeColumn(column.state())),
    };
  }
}
