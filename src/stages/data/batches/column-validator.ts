import type { Problem } from "../../../core/errors.ts";
import type { Expectation } from "../../../records/spec-data.ts";
import type { Column, RawTable } from "../../../records/table.ts";
import { figuresOf, hasAggregates, holdFigures } from "../expectations/check-aggregates.ts";
import { checkCells, judgeColumn } from "../expectations/check-column.ts";
import { checkFreshness, newestOf } from "../expectations/check-dates.ts";
import { checkMissing, tooManyMissing } from "../expectations/check-presence.ts";
import type { Checked, Finding } from "../expectations/rule.ts";
import { placeOf } from "../place.ts";
import { CellReader } from "../profile/read-cell.ts";
import { allMissing, MIXED_SHARE, mixedColumn, type OtherCells, typeColumn } from "../type-columns.ts";
import { isUnsafe, unsafeInteger } from "../unsafe-integers.ts";
import type { BatchRows } from "./batch-rows.ts";
import { CellTest } from "./cell-test.ts";
import { Gathered, GatheredRules } from "./gathered.ts";
import { NumberList } from "./number-list.ts";
import { RepeatCheck } from "./repeat-check.ts";

const TOLD_LINES = 10;
const TOLD_TEXTS = 3;

/**
 * Holds one column, batch after batch, against its expectation: a quick look over the bytes of all cells, and the rules
 * themselves over the batches in which a cell did not pass it.
 */
export class ColumnValidator {
  readonly name: string;
  present = 0;
  missing = 0;
  readonly #column: number;
  /** What its cells are read as. */
  readonly readAs: Column["type"];
  readonly #expectation: Expectation;
  readonly #declared: boolean;
  readonly #reader = new CellReader();
  readonly #test: CellTest;
  readonly #rules = new GatheredRules();
  readonly #wrong: Record<"data-not-finite" | "data-type", Gathered> = {
    "data-not-finite": new Gathered(),
    "data-type": new Gathered(),
  };
  readonly #absent = new Gathered();
  #firstAbsent: Problem["where"];
  #newest: number | null = null;
  readonly #numbers: NumberList | null;
  readonly #repeats: RepeatCheck | null;
  /** Of a column that is read as text: its cells that are no numbers. */
  readonly #other = {
    count: 0,
    texts: [] as string[],
    lines: [] as number[],
    where: null as OtherCells["where"] | null,
  };
  #unsafe = 0;
  #firstUnsafe: { readonly cell: string; readonly where: OtherCells["where"] } | null = null;

  constructor(
    name: string,
    column: number,
    type: Column["type"],
    expectation: Expectation | undefined,
    ordered: boolean,
  ) {
    this.name = name;
    this.readAs = type;
    this.#column = column;
    this.#expectation = expectation ?? {};
    this.#declared = expectation?.type !== undefined;
    this.#test = new CellTest(this.#expectation);
    const { mean, median, deviation, distinct, unique } = this.#expectation;
    const asksNumbers = mean !== undefined || median !== undefined || deviation !== undefined;
    this.#numbers = asksNumbers ? new NumberList() : null;
    this.#repeats =
      unique === true || distinct !== undefined
        ? new RepeatCheck(name, column, "data-unique", ordered && distinct === undefined)
        : null;
  }

  /** What it is, when all rows have been read. */
  get type(): Column["type"] {
    return this.#unknown ? "text" : this.readAs;
  }

  /** Whether what was taken for granted (numbers only, values that rise) is not so, and all must be read again. */
  get misjudged(): "type" | "order" | null {
    if (this.readAs === "number" && !this.#declared && this.#other.count > 0) return "type";
    return this.#repeats?.misjudged ? "order" : null;
  }

  add(batch: BatchRows): void {
    const { rows, columns, absent } = batch;
    let missing = 0;
    for (let row = 0, at = this.#column; row < rows; row++, at += columns.length) missing += absent[at]!;
    this.missing += missing;
    this.present += rows - missing;
    const clean = this.readAs === "number" ? this.#readNumbers(batch) : this.#readTexts(batch);
    if (clean && this.#rules.begun) this.#rules.passed(rows - missing);
    else this.#holdRules(batch);
    if (missing > 0) this.#noteMissing(batch);
    this.#repeats?.add(batch);
  }

  /** What keeps the column from being of its type. */
  typeProblems(files: Pick<RawTable, "files" | "columns">, rows: number): Problem[] {
    if (this.present === 0) return rows > 0 ? [allMissing({ ...files, ...ONE_ROW }, this.name)] : [];
    const { count, texts, lines, where } = this.#other;
    const mixed =
      this.readAs === "text" && !this.#declared && (this.present - count) / this.present >= MIXED_SHARE;
    if (mixed && where !== null)
      return [mixedColumn(this.name, { count, texts, lines, where }, this.present)];
    return [...this.#wrong["data-not-finite"].finding.failures, ...this.#wrong["data-type"].finding.failures];
  }

  checked(files: Pick<RawTable, "files" | "columns">, rows: number, now: number): Checked {
    const { name } = this;
    const expectation = this.#expectation;
    const fresh = checkFreshness({ ...files, ...ONE_ROW }, name, expectation, now, this.#latest);
    const strict: Finding[] = [];
    const allowed = expectation.missing;
    if (allowed !== undefined) {
      if (allowed === 0) strict.push({ ...this.#absent.finding, of: rows });
      else {
        const over = this.missing > allowed * rows;
        const failures = over ? [tooManyMissing(this.missing, rows, name, allowed, this.#firstAbsent!)] : [];
        strict.push({ failures, of: rows });
      }
    }
    if (expectation.unique === true) strict.push({ ...this.#repeats!.finding, of: rows });
    if (hasAggregates(expectation)) {
      const figures = { ...figuresOf(this.#numbers?.values ?? []), distinct: this.#repeats?.distinct ?? 0 };
      strict.push(...holdFigures(files, name, expectation, figures));
    }
    const lenient = [...(this.#unknown ? this.#ofNothing(files) : this.#rules.findings), ...fresh];
    return judgeColumn(expectation.type, expectation, lenient, strict, expectation.severity);
  }

  /** Nothing is declared and no cell is there: such a column is taken for text. */
  get #unknown(): boolean {
    return this.present === 0 && !this.#declared;
  }

  #ofNothing(files: Pick<RawTable, "files" | "columns">): Finding[] {
    const raw = { ...files, ...ONE_ROW, cells: new Map([[this.name, [null]]]) };
    return checkCells(raw, this.name, { type: "text", values: [null] }, this.#expectation);
  }

  get unsafe(): Problem[] {
    if (this.#firstUnsafe === null) return [];
    return [unsafeInteger(this.name, this.#unsafe, this.#firstUnsafe.cell, this.#firstUnsafe.where)];
  }

  get #latest(): number | null {
    const { newest } = this.#test;
    if (newest === null || this.#newest === null) return newest ?? this.#newest;
    return Math.max(newest, this.#newest);
  }

  #readNumbers(batch: BatchRows): boolean {
    const { rows, columns, absent, bytes, from, to } = batch;
    const { type, min = -Infinity, max = Infinity } = this.#expectation;
    const whole = type === "integer";
    const asks = this.#test.asks;
    let clean = true;
    for (let row = 0, at = this.#column; row < rows; row++, at += columns.length) {
      if (absent[at] === 1) continue;
      const kind = this.#reader.read(bytes, from[at]!, to[at]!);
      if (kind !== "integer" && kind !== "number") {
        clean = false;
        if (kind !== "not-finite" && !this.#declared) this.#noteOther(batch, row);
        continue;
      }
      const { value } = this.#reader;
      if ((whole && kind === "number") || value < min || value > max) clean = false;
      if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) this.#noteUnsafe(batch, row);
      this.#numbers?.add(value);
      if (asks && !this.#testCell(batch, row, at)) clean = false;
    }
    return clean;
  }

  #readTexts(batch: BatchRows): boolean {
    const { rows, columns, absent, bytes, from, to } = batch;
    const asks = this.#test.asks;
    let clean = true;
    for (let row = 0, at = this.#column; row < rows; row++, at += columns.length) {
      if (absent[at] === 1) continue;
      if (asks && !this.#testCell(batch, row, at)) clean = false;
      if (this.#declared) continue;
      const kind = this.#reader.read(bytes, from[at]!, to[at]!);
      if (kind !== "integer" && kind !== "number" && kind !== "not-finite") this.#noteOther(batch, row);
    }
    return clean;
  }

  #testCell(batch: BatchRows, row: number, at: number): boolean {
    const { bytes, from, to } = batch;
    const [start, end] = [batch.start(row, this.#column), batch.end(row, this.#column)];
    return this.#test.passes(bytes, start, end, from[at]!, to[at]!);
  }

  /** The rules as they are held for whole tables. */
  #holdRules(batch: BatchRows): void {
    const raw = batch.table([this.name]);
    const { column, problems } = typeColumn(raw, this.name, this.readAs);
    for (const problem of problems)
      if (problem.code === "data-not-finite" || problem.code === "data-type")
        this.#wrong[problem.code].add([problem]);
    this.#rules.add(checkCells(raw, this.name, column, this.#expectation));
    if (this.#expectation.max_age !== undefined) {
      const newest = newestOf(raw, this.name);
      if (newest !== null && (this.#newest === null || newest > this.#newest)) this.#newest = newest;
    }
  }

  #noteMissing(batch: BatchRows): void {
    const allowed = this.#expectation.missing;
    if (allowed === undefined || (allowed > 0 && this.#firstAbsent)) return;
    const failures = checkMissing(batch.table([this.name]), this.name, 0);
    this.#firstAbsent ??= failures[0]?.where;
    if (allowed === 0) this.#absent.add(failures);
  }

  #noteOther(batch: BatchRows, row: number): void {
    const other = this.#other;
    other.count += 1;
    if (other.lines.length < TOLD_LINES) other.lines.push(batch.line(row));
    if (other.texts.length >= TOLD_TEXTS) return;
    other.texts.push(batch.text(row, this.#column)!);
    other.where ??= placeOf(batch.table([], [row]), 0, this.name);
  }

  #noteUnsafe(batch: BatchRows, row: number): void {
    const cell = batch.text(row, this.#column)!;
    if (!isUnsafe(cell)) return;
    this.#unsafe += 1;
    this.#firstUnsafe ??= { cell, where: placeOf(batch.table([], [row]), 0, this.name) };
  }
}

const ONE_ROW = { cells: new Map(), rows: 1, file: [0], line: [1] };
