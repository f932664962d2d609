import type { CsvError } from "csv-parse/sync";
import type { Problem } from "../../core/errors.ts";

/** One record of a CSV file, and the line where it starts (from 1). */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Splits CSV text (RFC 4180; LF, CRLF or CR) into records of any length. Lines are counted here and not by the parser,
 * which counts CRLF inside a quoted cell twice. Blank lines at the end of the text are no records.
 */
export async function parseRecords(
  path: string,
  text: string,
  delimiter = ",",
): Promise<{ records: CsvRecord[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  // Without a quotation mark a line is a record and a delimiter always parts two cells: many times faster than the parser.
  const records = text.includes('"')
    ? await parseQuoted(path, text, delimiter, problems)
    : plain(text, delimiter);
  if (records.every(isBlank)) return { records: [], problems };
  // In a file of one column a blank line may be a missing cell, so there it stays.
  while (records[0]!.cells.length > 1 && isBlank(records.at(-1)!)) records.pop();
  return { records, problems };
}

function plain(text: string, delimiter: string): CsvRecord[] {
  const lines = text.includes("\r") ? text.split(/\r\n|\n|\r/) : text.split("\n");
  // What ends the last line begins no other.
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => ({ line: index + 1, cells: line.split(delimiter) }));
}

async function parseQuoted(
  path: string,
  text: string,
  delimiter: string,
  problems: Problem[],
): Promise<CsvRecord[]> {
  const { parse } = await import("csv-parse/sync");
  const records: CsvRecord[] = [];
  let line = 1;
  const collect = (cells: string[]): null => {
    records.push({ line, cells });
    for (const cell of cells) line += countBreaks(cell);
    line += 1;
    return null;
  };
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      on_record: collect,
    });
  } catch (error) {
    problems.push(quoteProblem(path, line, (error as CsvError).code));
  }
  return records;
}

export function isBlank({ cells }: CsvRecord): boolean {
  return cells.length === 1 && cells[0] === "";
}

function countBreaks(cell: string): number {
  if (!cell.includes("\n") && !cell.includes("\r")) return 0;
  return cell.split(/\r\n|\n|\r/).length - 1;
}

export function quoteProblem(path: string, line: number, code: string | undefined): Problem {
  const where = { file: path, line };
  if (code === "CSV_QUOTE_NOT_CLOSED") {
    return {
      code: "data-unclosed-quote",
      found: "a quotation mark that is never closed, in the row that starts here",
      where,
      expected: 'a closing quotation mark "',
      next: 'Close it; a quotation mark inside a quoted cell is written twice ("").',
    };
  }
  return {
    code: "data-stray-quote",
    found: "a quotation mark in the middle of a cell, in the row that starts here",
    where,
    expected: "quotation marks around the whole cell or not at all",
    next: 'Put the whole cell in quotation marks and write those inside it twice ("").',
  };
}
