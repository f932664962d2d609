import type { Problem } from "../../../core/errors.ts";
import type { Spec } from "../../../records/spec.ts";
import type { Column, RawTable, Table } from "../../../records/table.ts";
import type { Validation } from "../../../records/validation.ts";
import type { CellBatch } from "../cell-batch.ts";
import type { CompiledRule } from "../expectations/check-rules.ts";
import { checkTable } from "../expectations/check-table.ts";
import type { Checked } from "../expectations/rule.ts";
import { checkIntegrity } from "../integrity/check-integrity.ts";
import { drawnBy } from "../integrity/sample-table.ts";
import { columnDifference } from "../join-tables.ts";
import { missingColumn } from "../missing-column.ts";
import { MissingMarkers } from "../profile/missing-markers.ts";
import { CellReader } from "../profile/read-cell.ts";
import { typeColumn } from "../type-columns.ts";
import { BatchRows } from "./batch-rows.ts";
import { ColumnValidator } from "./column-validator.ts";
import { KeyValidator } from "./key-validator.ts";
import { RowDrawer } from "./row-drawer.ts";
import { judgeRows, type RowChecks, rowChecks } from "./row-validators.ts";
import { TargetValidator } from "./target-validator.ts";

export type ValidatedSpec = Pick<Spec, "problem" | "data" | "features" | "train">;

/** What an earlier reading of the same rows has taught: columns that are text after all, and those that do not rise. */
export interface Learned {
  readonly texts: ReadonlySet<string>;
  readonly unordered: ReadonlySet<string>;
}

export const NOTHING_LEARNED: Learned = { texts: new Set(), unordered: new Set() };

/**
 * Holds a table that comes in batches of rows against what the spec expects of it, with the findings of `validate` over the
 * whole table: the same rules, the same words and places. Memory does not grow with the rows, but for what must be unique
 * and is not in order, what must be determined, and medians.
 */
export class TableValidator {
  readonly #spec: ValidatedSpec;
  readonly #now: number;
  readonly #learned: Learned;
  readonly #rules: readonly CompiledRule[];
  readonly #files: { path: string; rows: number }[] = [];
  readonly #batch: BatchRows;
  #columns: ColumnValidator[] = [];
  #row: RowChecks = { checks: [], rules: [] };
  #key: KeyValidator | null = null;
  #target: TargetValidator | null = null;
  readonly #drawer: RowDrawer;
  #begun = false;

  /** `columns` are those of the first file, `rules` the spec's, compiled over them. */
  constructor(
    columns: readonly string[],
    rules: readonly CompiledRule[],
    spec: ValidatedSpec,
    now: number,
    learned: Learned = NOTHING_LEARNED,
  ) {
    this.#spec = spec;
    this.#rules = rules;
    this.#now = now;
    this.#learned = learned;
    this.#batch = new BatchRows(columns, new MissingMarkers(spec.data.missing));
    this.#drawer = new RowDrawer(columns, drawnBy(columns, spec));
  }

  get files(): Validation["files"] {
    return this.#files;
  }

  get columns(): readonly string[] {
    return this.#batch.columns;
  }

  get rows(): number {
    return this.#files.reduce((sum, file) => sum + file.rows, 0);
  }

  /** Begins a file with these columns; a problem when they are not those of the first file. */
  begin(path: string, names: readonly string[]): Problem | undefined {
    this.#files.push({ path, rows: 0 });
    this.#batch.begin(path, names);
    const [first] = this.#files;
    return columnDifference(
      { file: first!.path, columns: this.#batch.columns },
      { file: path, columns: names },
    );
  }

  add(rows: CellBatch): void {
    const batch = this.#batch;
    batch.take(rows);
    this.#files.at(-1)!.rows += rows.rows;
    if (!this.#begun) {
      this.#begun = true;
      this.#prepare(batch);
    }
    for (const column of this.#columns) column.add(batch);
    for (const { validator } of [...this.#row.checks, ...this.#row.rules]) validator?.add(batch);
    this.#key?.add(batch);
    this.#target?.add(batch);
    this.#drawer.add(batch);
  }

  /** What must be known for another reading, when this one has taken something for granted that is not so. */
  get misjudged(): Learned | null {
    const found = (what: "type" | "order") =>
      this.#columns.filter((column) => column.misjudged === what).map(({ name }) => name);
    const [texts, unordered] = [found("type"), found("order")];
    if (this.#key?.misjudged) unordered.push(this.#spec.data.key!);
    if (texts.length === 0 && unordered.length === 0) return null;
    return {
      texts: new Set([...this.#learned.texts, ...texts]),
      unordered: new Set([...this.#learned.unordered, ...unordered]),
    };
  }

  finish(): Validation & { readonly sample: { readonly raw: RawTable; readonly table: Table } } {
    const { data } = this.#spec;
    const { rows, columns } = this;
    const whole = this.#empty(rows);
    const parts: Checked[] = [
      checkTable(whole, { ...data, unique: [], dependencies: [] }),
      ...this.#row.checks.map(judgeRows),
      ...Object.keys(data.expect).map((name) => this.#checkedColumn(whole, name, rows)),
      ...this.#row.rules.map(judgeRows),
      ...this.#checkedKey(whole),
      this.#target?.checked(whole) ?? {
        checks: 2,
        problems: [missingColumn(whole, this.#spec.problem.target, "problem.target")],
        warnings: [],
      },
    ];
    const sample = this.#sampled();
    parts.push(checkIntegrity(sample.raw, sample.table, this.#spec));
    const typed = this.#columns.flatMap((column) => column.typeProblems(whole, rows));
    const unsafe = this.#columns.flatMap(({ name, type, unsafe: found }) => {
      return type === "number" && name !== data.key && this.#spec.features[name] !== false ? found : [];
    });
    return {
      files: this.#files,
      rows,
      columns,
      checks: parts.reduce((sum, { checks }) => sum + checks, 0),
      problems: [...typed, ...parts.flatMap(({ problems }) => problems)],
      warnings: [...parts.flatMap(({ warnings }) => warnings), ...unsafe],
      sample,
    };
  }

  #prepare(batch: BatchRows): void {
    const { problem, data } = this.#spec;
    const { columns } = batch;
    const ordered = (name: string) => !this.#learned.unordered.has(name);
    this.#columns = columns.map((name, index) => {
      const expectation = Object.hasOwn(data.expect, name) ? data.expect[name] : undefined;
      const type = this.#typeOf(batch, name, index, expectation?.type);
      return new ColumnValidator(name, index, type, expectation, ordered(name));
    });
    const types = new Map(this.#columns.map(({ name, readAs }) => [name, readAs]));
    this.#row = rowChecks(data, this.#rules, this.#empty(1), (name) => types.get(name)!);
    const { key } = data;
    if (key !== undefined && columns.includes(key))
      this.#key = new KeyValidator(key, columns.indexOf(key), ordered(key));
    const type = types.get(problem.target);
    if (type !== undefined)
      this.#target = new TargetValidator(problem, columns.indexOf(problem.target), type);
  }

  /** Declared, or what the first rows say: numbers where nothing in them is anything else. */
  #typeOf(batch: BatchRows, name: string, column: number, declared: string | undefined): Column["type"] {
    if (declared !== undefined) return declared === "number" || declared === "integer" ? "number" : "text";
    if (this.#learned.texts.has(name)) return "text";
    const reader = new CellReader();
    for (let row = 0, at = column; row < batch.rows; row++, at += batch.columns.length) {
      if (batch.absent[at] === 1) continue;
      const kind = reader.read(batch.bytes, batch.from[at]!, batch.to[at]!);
      if (kind !== "integer" && kind !== "number" && kind !== "not-finite") return "text";
    }
    return "number";
  }

  #sampled(): { raw: RawTable; table: Table } {
    const raw = this.#drawer.table(this.#batch.files);
    const columns = this.#columns.map(
      ({ name, type }) => [name, typeColumn(raw, name, type).column] as const,
    );
    return { raw, table: { columns: new Map(columns), rows: raw.rows } };
  }

  #empty(rows: number): RawTable {
    const cells = new Map(this.columns.map((name) => [name, []] as const));
    return { columns: this.columns, cells, rows, files: this.#batch.files, file: [], line: [] };
  }

  #checkedKey(whole: RawTable): Checked[] {
    const { key } = this.#spec.data;
    if (key === undefined) return [];
    return [
      this.#key?.checked ?? { checks: 2, problems: [missingColumn(whole, key, "data.key")], warnings: [] },
    ];
  }

  #checkedColumn(whole: RawTable, name: string, rows: number): Checked {
    const column = this.#columns.find((each) => each.name === name);
    if (column) return column.checked(whole, rows, this.#now);
    return { checks: 1, problems: [missingColumn(whole, name, "data.expect")], warnings: [] };
  }
}
