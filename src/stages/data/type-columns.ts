import type { Place, Problem } from "../../core/errors.ts";
import { showCell } from "../../core/show-cell.ts";
import { showLines, showText } from "../../core/show-text.ts";
import type { Spec } from "../../records/spec.ts";
import type { Expectation } from "../../records/spec-data.ts";
import type { Column, RawTable, Table } from "../../records/table.ts";
import { placeOf } from "./place.ts";

/** A decimal number as ECMAScript writes it, with an optional sign; no hexadecimal, no thousands separators. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i;
/** From this share of numbers on, the other cells of a column are taken for mistakes rather than for text. */
export const MIXED_SHARE = 0.9;

type Expectations = Spec["data"]["expect"];

/**
 * Decides for every column whether it holds numbers or text: a declared type wins; else numbers when every present cell
 * is a finite decimal number. A column that is almost all numbers is reported, not guessed. Cells with a problem
 * are `null` in the table, so a table with problems is for reports only.
 */
export function typeColumns(raw: RawTable, expect: Expectations): { table: Table; problems: Problem[] } {
  const declared = new Map(Object.entries(expect).map(([name, expectation]) => [name, expectation.type]));
  const columns = new Map<string, Column>();
  const problems: Problem[][] = [];
  for (const name of raw.columns) {
    const typed = typeColumn(raw, name, declared.get(name));
    columns.set(name, typed.column);
    problems.push(typed.problems);
  }
  return { table: { columns, rows: raw.rows }, problems: problems.flat() };
}

/** Undefined when the text is no finite number. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (!DECIMAL.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

export function isNotFinite(text: string): boolean {
  const trimmed = text.trim();
  return NOT_FINITE.test(trimmed) || (DECIMAL.test(trimmed) && !Number.isFinite(Number(trimmed)));
}

/** One column, of a declared type or of the one that its cells have. */
export function typeColumn(
  raw: RawTable,
  name: string,
  declared: Expectation["type"],
): { column: Column; problems: Problem[] } {
  const cells = raw.cells.get(name)!;
  const present = cells.flatMap((cell, row) => (cell === null ? [] : [row]));
  const text: Column = { type: "text", values: cells };
  if (present.length === 0) {
    const column: Column =
      declared === undefined || declared === "text" || declared === "date"
        ? text
        : { type: "number", values: cells.map(() => null) };
    return { column, problems: raw.rows > 0 ? [allMissing(raw, name)] : [] };
  }
  if (declared === "text" || declared === "date") return { column: text, problems: [] };

  const values = cells.map((cell) => (cell === null ? null : (parseNumber(cell) ?? null)));
  const numbers: Column = { type: "number", values };
  const notFinite = present.filter((row) => values[row] === null && isNotFinite(cells[row]!));
  const other = present.filter((row) => values[row] === null && !isNotFinite(cells[row]!));
  const problems = notFinite.map((row) => notFiniteCell(raw, name, row));
  if (declared !== undefined) {
    return { column: numbers, problems: [...problems, ...other.map((row) => wrongType(raw, name, row))] };
  }
  if (other.length === 0) return { column: numbers, problems };
  const mixed = (present.length - other.length) / present.length >= MIXED_SHARE;
  if (!mixed) return { column: text, problems: [] };
  const found = {
    count: other.length,
    texts: other.slice(0, 3).map((row) => cells[row]!),
    lines: other.slice(0, 10).map((row) => raw.line[row]!),
    where: placeOf(raw, other[0]!, name),
  };
  return { column: text, problems: [mixedColumn(name, found, present.length)] };
}

function wrongType(raw: RawTable, name: string, row: number): Problem {
  return {
    code: "data-type",
    found: `${showCell(raw.cells.get(name)![row]!)} in the column ${showText(name)}`,
    where: placeOf(raw, row, name),
    expected: "a decimal number",
    next: "Correct the cell, or leave it empty if the value is not known.",
  };
}

function notFiniteCell(raw: RawTable, name: string, row: number): Problem {
  return {
    code: "data-not-finite",
    found: `${showCell(raw.cells.get(name)![row]!)} in the column ${showText(name)}`,
    where: placeOf(raw, row, name),
    expected: "a finite number",
    next: "Leave the cell empty if the value is not known, or add the marker to data.missing.",
  };
}

/** The cells of a column that are no numbers: how many, the first few of them, and where the first stands. */
export interface OtherCells {
  readonly count: number;
  readonly texts: readonly string[];
  readonly lines: readonly number[];
  readonly where: Place;
}

export function mixedColumn(name: string, other: OtherCells, present: number): Problem {
  const { count, texts, lines, where } = other;
  const examples = [...new Set(texts.map((text) => showCell(text, 30)))];
  return {
    code: "data-mixed-column",
    found: `${count} of ${present} cells that are no numbers (${examples.join(", ")}) in the column ${showText(name)}, in ${showLines(lines, 10, count)}`,
    where,
    expected: "numbers only, or a declared type",
    next: "Correct these cells, or declare the column's type (number or text) under data.expect.",
  };
}

export function allMissing(raw: RawTable, name: string): Problem {
  const { file, column } = placeOf(raw, 0, name);
  return {
    code: "data-all-missing",
    found: `no value at all in the column ${showText(name)}`,
    where: { file, line: 1, ...(column !== undefined && { column }) },
    expected: "at least one value",
    next: "Fill the column, or remove it from the data.",
  };
}
