import type { Problem } from "../../core/errors.ts";
import { type CellBatch, textOf } from "./cell-batch.ts";
import { CsvScanner } from "./csv-scanner.ts";
import { decodeText } from "./decode-text.ts";
import { quoteProblem } from "./parse-records.ts";
import { emptyFile, headerOnly, headerProblems, raggedRow } from "./read-csv.ts";
import { SomeProblems } from "./some-problems.ts";

/** A batch ends with the row that reaches one of these, so what is in it does not depend on how the bytes came. */
const MOST_ROWS = 4096;
const MOST_BYTES = 1 << 20;
/** A row that is longer is none: a quotation mark before it was never closed, or the file is no CSV. */
const LONGEST_ROW = 64 << 20;
/** Of blank lines in a row so many are told. */
const MOST_SHOWN = 50;

export interface CsvSink {
  header(names: readonly string[]): void;
  /** `offset`: where the batch's bytes begin in the file. */
  rows(batch: CellBatch, offset: number): void;
}

/**
 * Splits CSV or TSV (UTF-8, RFC 4180 with LF, CRLF or CR, a header line) that comes in chunks of bytes, cut anywhere, into rows of
 * cells, in one pass and in memory that does not grow with the file. What is a cell, a row and a problem is the same as
 * for `readCsv`, which holds a whole table.
 */
export class CsvSplitter {
  readonly #path: string;
  readonly #sink: CsvSink;
  readonly #delimiter: string;
  readonly #scanner: CsvScanner;
  readonly #problems = new SomeProblems();
  #fatal: Problem | null = null;
  #begun = false;
  /** Cells of a row; 0 before the header. */
  #width = 0;
  readonly #lines = new Float64Array(MOST_ROWS);
  #rows = 0;
  #anyRow = false;
  #anyText = false;
  /** The line of the first row that is held. */
  #heldLine = 1;
  /** Lines without anything, which are no rows when nothing follows them: the first of them, and how many more. */
  #blanks: number[] = [];
  #moreBlanks = 0;

  constructor(path: string, sink: CsvSink, delimiter: "," | "\t" = ",") {
    this.#path = path;
    this.#sink = sink;
    this.#delimiter = delimiter;
    this.#scanner = new CsvScanner(() => this.#endRow(), delimiter.charCodeAt(0));
  }

  /** Whether nothing that follows can change the answer. */
  get stopped(): boolean {
    return this.#fatal !== null;
  }

  /** What is wrong so far, for who does not read to the end. */
  get problems(): Problem[] {
    const found = this.#anyText ? this.#problems.shown(this.#path) : [];
    return this.#fatal === null ? found : [this.#fatal, ...found];
  }

  push(chunk: Uint8Array): void {
    if (this.stopped) return;
    const scanner = this.#scanner;
    scanner.append(chunk);
    this.#scan(false);
    if (!this.stopped && scanner.length - scanner.held > LONGEST_ROW)
      this.#fatal = longRow(this.#path, scanner.line);
  }

  /** After the last chunk: all that is wrong with the file. */
  finish(): Problem[] {
    if (!this.stopped) this.#scan(true);
    if (!this.stopped) this.#emit();
    // An encoding that is not UTF-8 makes every other problem speak of the wrong characters.
    if (this.#fatal?.code === "data-wrong-encoding") return [this.#fatal];
    const { problems } = this;
    if (this.#fatal !== null) return problems;
    if (!this.#anyText) return [emptyFile(this.#path)];
    return this.#anyRow || problems.length > 0 ? problems : [headerOnly(this.#path)];
  }

  #scan(last: boolean): void {
    const scanner = this.#scanner;
    if (!this.#begun) {
      if (scanner.length < 3 && !last) return;
      const [first, second, third] = scanner.bytes;
      if (scanner.length >= 3 && first === 0xef && second === 0xbb && third === 0xbf) scanner.position = 3;
      this.#begun = true;
    }
    scanner.scan(last);
    if (scanner.stop === null || this.stopped) return;
    this.#checkEncoding(scanner.stop === "zero" ? scanner.position + 1 : scanner.position);
    if (this.stopped) return;
    scanner.dropRow();
    this.#emit();
    this.#fatal ??= quoteProblem(this.#path, scanner.line, scanner.stop);
  }

  #endRow(): void {
    const scanner = this.#scanner;
    const { cells, rowStart, starts, ends } = scanner;
    const count = cells - rowStart;
    const blank = count === 1 && starts[rowStart] === ends[rowStart];
    if (!blank) this.#anyText = true;
    if (this.#width === 0) this.#readHeader();
    else if (count === this.#width) {
      if (this.#blanks.length > 0) this.#reportBlanks();
      this.#lines[this.#rows++] = scanner.line;
      scanner.keepRow();
    } else {
      scanner.dropRow();
      if (blank) this.#holdBlank(scanner.line);
      else this.#reportRagged(scanner.line, count);
    }
    if (this.#rows === MOST_ROWS || scanner.position - scanner.held >= MOST_BYTES) this.#emit();
  }

  #readHeader(): void {
    const scanner = this.#scanner;
    this.#checkEncoding(scanner.position);
    if (this.stopped) return;
    scanner.unescape();
    const cells = Array.from({ length: scanner.cells }, (_, cell) =>
      textOf(scanner.bytes, scanner.starts[cell]!, scanner.ends[cell]!),
    );
    this.#width = cells.length;
    for (const problem of headerProblems(this.#path, { line: scanner.line, cells }))
      this.#problems.add(() => problem);
    this.#release();
    this.#sink.header(cells);
  }

  #holdBlank(line: number): void {
    if (this.#blanks.length < MOST_SHOWN) this.#blanks.push(line);
    else this.#moreBlanks += 1;
  }

  /** Something follows them, so they were rows. */
  #reportBlanks(): void {
    for (const line of this.#blanks)
      this.#problems.add(() => raggedRow(this.#path, { line, cells: [""] }, this.#width, this.#delimiter));
    this.#problems.addMore(this.#moreBlanks);
    this.#blanks = [];
    this.#moreBlanks = 0;
  }

  #reportRagged(line: number, count: number): void {
    this.#reportBlanks();
    const cells = new Array<string>(count).fill("x");
    this.#problems.add(() => raggedRow(this.#path, { line, cells }, this.#width, this.#delimiter));
  }

  #emit(): void {
    const scanner = this.#scanner;
    this.#checkEncoding(scanner.position);
    if (this.stopped) return;
    if (this.#rows > 0) {
      scanner.unescape();
      const { bytes, starts, ends } = scanner;
      const batch = { bytes, starts, ends, width: this.#width, rows: this.#rows, lines: this.#lines };
      this.#sink.rows(batch, scanner.offset);
      this.#anyRow = true;
    }
    this.#release();
  }

  #release(): void {
    this.#rows = 0;
    this.#heldLine = this.#scanner.nextLine;
    this.#scanner.release();
  }

  /** Only bytes that are not ASCII can be wrong. */
  #checkEncoding(to: number): void {
    const { foreign, stop, bytes, held } = this.#scanner;
    if (!foreign && stop !== "zero") return;
    const decoded = decodeText(this.#path, bytes.subarray(held, to));
    if (!("problem" in decoded)) return;
    const { problem } = decoded;
    const line = (problem.where?.line ?? 1) + this.#heldLine - 1;
    this.#fatal = { ...problem, where: { file: this.#path, line } };
    this.#scanner.stop ??= "zero";
  }
}

function longRow(file: string, line: number): Problem {
  return {
    code: "data-long-row",
    found: `more than ${LONGEST_ROW >> 20} MB without the end of the row that starts here`,
    where: { file, line },
    expected: "shorter rows",
    next: "Look for a quotation mark that is never closed, or check that the file is CSV.",
  };
}
