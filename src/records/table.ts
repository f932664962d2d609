/** Rows as they were written, held by column. `null` is a missing cell. Every column has `rows` cells. */
export interface RawTable {
  readonly columns: readonly string[];
  readonly cells: ReadonlyMap<string, readonly (string | null)[]>;
  readonly rows: number;
  /** For each row: the index into `files`, and the line where the row starts (from 1; a header is line 1). */
  readonly files: readonly string[];
  readonly file: readonly number[];
  readonly line: readonly number[];
  /** Where cells stand in files in which a row is not a line of cells; by column. */
  readonly places?: ReadonlyMap<string, CellPlaces>;
}

/** For each row the line and the column of a cell, from 1; 0 where the cell stands nowhere. */
export interface CellPlaces {
  readonly line: Uint32Array;
  readonly column: Uint32Array;
}

export type NumberColumn = { readonly type: "number"; readonly values: readonly (number | null)[] };
export type TextColumn = { readonly type: "text"; readonly values: readonly (string | null)[] };
export type Column = NumberColumn | TextColumn;

/** A table whose columns have types. Numbers are finite. */
export interface Table {
  readonly columns: ReadonlyMap<string, Column>;
  readonly rows: number;
}

/** Features ready for an algorithm: one row of numbers a table row, in the order of `columns`. NaN marks a cell kept missing. */
export interface Matrix {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

export type Fold = "training" | "validation" | "test";

/** Row identity and fold of every row of a table, in its order. `test` is the holdout. */
export interface Split {
  readonly keys: readonly string[];
  readonly folds: readonly Fold[];
  /** What holds rows together: the group that a row belongs to, else its key (of the same content again: the first's). */
  readonly units: readonly string[];
}
