import type { Place, Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Expectation } from "../../records/spec.ts";
import type { Column, RawTable } from "../../records/table.ts";
import { placeOf } from "./place.ts";

/** No identifier, code or date is longer. */
const LONGEST_CELL = 1000;

interface Checked {
  readonly checks: number;
  readonly problems: Problem[];
}

/** Holds one column against its expectation. Each rule counts as one check; a missing cell fails only `missing`. */
export function checkColumn(raw: RawTable, name: string, column: Column, expectation: Expectation): Checked {
  const { type, min, max, in: allowed, pattern, missing, unique } = expectation;
  const problems: Problem[] = [];
  let checks = 0;
  const cell = (
    code: string,
    expected: string,
    fails: (text: string, value: string | number) => boolean,
  ): void => {
    checks += 1;
    raw.cells.get(name)!.forEach((text, row) => {
      const value = column.values[row] ?? null;
      if (text === null || value === null || !fails(text, value)) return;
      problems.push(wrongCell(code, text, name, placeOf(raw, row, name), expected));
    });
  };
  const number = (rule: string, expected: string, fails: (value: number) => boolean): void => {
    if (column.type === "number") cell(`data-${rule}`, expected, (_, value) => fails(value as number));
    else {
      checks += 1;
      problems.push(notNumbers(raw, name, rule));
    }
  };

  // The type itself is checked where the types are decided (`typeColumns`); it counts here.
  if (type !== undefined) checks += 1;
  if (type === "integer") number("integer", "a whole number", (value) => !Number.isInteger(value));
  if (min !== undefined) number("min", `${min} or more`, (value) => value < min);
  if (max !== undefined) number("max", `${max} or less`, (value) => value > max);
  if (allowed !== undefined) {
    const values = new Set(allowed.map(String));
    const listed = [...values].slice(0, 10).map((value) => showText(value, 30));
    const expected = `one of ${listed.join(", ")}${values.size > 10 ? ` and ${values.size - 10} more` : ""}`;
    cell("data-in", expected, (text) => !values.has(text));
  }
  if (pattern !== undefined) {
    const whole = compilePattern(pattern);
    if (whole === undefined) {
      checks += 1;
      problems.push(badPattern(raw, name, pattern));
    } else {
      // What a pattern costs grows with the cell, and cells are written by strangers.
      const fits = (text: string) => text.length <= LONGEST_CELL && whole.test(text);
      const expected = `text that matches ${showText(pattern)}, at most ${LONGEST_CELL} characters`;
      cell("data-pattern", expected, (text) => !fits(text));
    }
  }
  if (missing !== undefined) {
    checks += 1;
    for (const problem of checkMissing(raw, name, missing)) problems.push(problem);
  }
  if (unique === true) {
    checks += 1;
    for (const problem of checkRepeats(raw, name, "data-unique")) problems.push(problem);
  }
  return { checks, problems };
}

/** Values that occur again, each with both lines. */
export function checkRepeats(
  raw: RawTable,
  name: string,
  code: "data-unique" | "data-key-duplicate",
): Problem[] {
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  raw.cells.get(name)!.forEach((text, row) => {
    if (text === null) return;
    const earlier = first.get(text);
    if (earlier === undefined) {
      first.set(text, row);
      return;
    }
    const { file, line } = placeOf(raw, earlier);
    problems.push({
      code,
      found: `${showText(text)} in the column ${showText(name)}, which ${file}:${line} has too`,
      where: placeOf(raw, row, name),
      expected: "each value once",
      next: "Remove one of the two rows, or correct its value.",
    });
  });
  return problems;
}

function checkMissing(raw: RawTable, name: string, allowed: number): Problem[] {
  const rows = raw.cells.get(name)!.flatMap((cell, row) => (cell === null ? [row] : []));
  if (rows.length <= allowed * raw.rows) return [];
  if (allowed > 0) {
    const share = (rows.length / raw.rows).toPrecision(3);
    return [
      {
        code: "data-missing",
        found: `${rows.length} of ${raw.rows} cells missing (${share}) in the column ${showText(name)}`,
        where: placeOf(raw, rows[0]!, name),
        expected: `a share of at most ${allowed}`,
        next: "Fill the cells, or raise the share that is allowed under data.expect.",
      },
    ];
  }
  return rows.map((row) => ({
    code: "data-missing",
    found: `no value in the column ${showText(name)}`,
    where: placeOf(raw, row, name),
    expected: "a value in every row",
    next: "Fill the cell, or remove the row.",
  }));
}

function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return undefined;
  }
}

function wrongCell(code: string, text: string, name: string, where: Place, expected: string): Problem {
  return {
    code,
    found: `${showText(text)} in the column ${showText(name)}`,
    where,
    expected,
    next: "Correct the cell, or the expectation under data.expect.",
  };
}

function notNumbers(raw: RawTable, name: string, rule: string): Problem {
  return {
    code: "data-not-numbers",
    found: `text in the column ${showText(name)}, for which data.expect has the rule ${rule}`,
    where: { file: raw.files[0]!, line: 1, column: raw.columns.indexOf(name) + 1 },
    expected: "a column of numbers",
    next: "Declare `type: number` to see the cells that are none, or remove the rule.",
  };
}

function badPattern(raw: RawTable, name: string, pattern: string): Problem {
  return {
    code: "data-bad-pattern",
    found: `the pattern ${showText(pattern)} for the column ${showText(name)}, which is no regular expression`,
    where: { file: raw.files[0]!, line: 1, column: raw.columns.indexOf(name) + 1 },
    expected: "an ECMAScript regular expression",
    next: "Correct the pattern under data.expect.",
  };
}
