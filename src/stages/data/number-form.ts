import type { Problem } from "../../core/errors.ts";
import { showCell } from "../../core/show-cell.ts";
import { showText } from "../../core/show-text.ts";
import type { Expectation, NumberForm } from "../../records/spec-data.ts";
import type { RawTable } from "../../records/table.ts";
import { placeOf } from "./place.ts";
import { isNotFinite, MIXED_SHARE, parseNumber } from "./type-columns.ts";

type ReadNumber = (cell: string) => string | undefined;

/**
 * A table whose numbers are written in a declared form (`1.234,50`), with its numbers as everything after expects them
 * (`1234.50`). Columns that are declared as text or dates stay as they are; so does a column of which nothing is declared and
 * in which less than nine in ten cells are such numbers. A cell that is a number in the common form only is a problem:
 * `1.500` would be read as 1500 and `1.5` beside it as 1.5.
 */
export function readNumbers(
  raw: RawTable,
  form: NumberForm | undefined,
  expect: Readonly<Record<string, Expectation>>,
): { table: RawTable; problems: Problem[] } {
  if (form === undefined) return { table: raw, problems: [] };
  const read = numberReader(form);
  const cells = new Map(raw.cells);
  const problems: Problem[][] = [];
  for (const name of raw.columns) {
    const type = Object.hasOwn(expect, name) ? expect[name]!.type : undefined;
    if (type === "text" || type === "date") continue;
    const column = raw.cells.get(name)!;
    const numbers = column.map((cell) => (cell === null ? null : read(cell)));
    if (type === undefined && !mostlyNumbers(column, numbers)) continue;
    problems.push(
      numbers.flatMap((number, row) => {
        const cell = column[row]!;
        return number === undefined && parseNumber(cell) !== undefined
          ? [otherForm(raw, name, row, cell, form)]
          : [];
      }),
    );
    cells.set(
      name,
      numbers.map((number, row) => (number === undefined ? column[row]! : number)),
    );
  }
  return { table: { ...raw, cells }, problems: problems.flat() };
}

/** Reads one cell: the number in the common form, undefined for what is none in the declared one. */
export function numberReader({ decimal, thousands }: NumberForm): ReadNumber {
  const point = decimal === "," ? "," : "\\.";
  // White space between thousands is often one that does not break.
  const gap = thousands === undefined ? null : thousands === " " ? "[ \\u00a0\\u202f]" : `\\${thousands}`;
  const whole = gap === null ? "\\d+" : `(?:\\d{1,3}(?:${gap}\\d{3})+|\\d+)`;
  const form = new RegExp(`^[+-]?(?:${whole}(?:${point}\\d*)?|${point}\\d+)(?:[eE][+-]?\\d+)?$`);
  const gaps = gap === null ? null : new RegExp(gap, "g");
  return (cell) => {
    const text = cell.trim();
    if (!form.test(text)) return undefined;
    const joined = gaps === null ? text : text.replace(gaps, "");
    return decimal === "," ? joined.replace(",", ".") : joined;
  };
}

function mostlyNumbers(
  column: readonly (string | null)[],
  numbers: readonly (string | null | undefined)[],
): boolean {
  let [present, read] = [0, 0];
  column.forEach((cell, row) => {
    if (cell === null) return;
    present += 1;
    if (numbers[row] !== undefined || isNotFinite(cell)) read += 1;
  });
  return present > 0 && read / present >= MIXED_SHARE;
}

function otherForm(raw: RawTable, name: string, row: number, cell: string, form: NumberForm): Problem {
  const { decimal, thousands } = form;
  const parted = thousands === undefined ? "nothing" : showText(thousands);
  return {
    code: "data-number-form",
    found: `${showCell(cell)} in the column ${showText(name)}`,
    where: placeOf(raw, row, name),
    expected: `a number with ${showText(decimal)} before its decimals and ${parted} between thousands, as data.numbers says`,
    next: "Write all numbers in one form; a column of codes that look like numbers needs `type: text` under data.expect.",
  };
}
