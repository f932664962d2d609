import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Expectation } from "../../../records/spec-data.ts";
import type { Column, RawTable } from "../../../records/table.ts";
import { placeOf } from "../place.ts";
import { checkAggregates } from "./check-aggregates.ts";
import { checkDates, checkFreshness } from "./check-dates.ts";
import { checkMissing, checkRepeats } from "./check-presence.ts";
import { type Checked, type Finding, isWithin, judge, rangeText, together, wrongCell } from "./rule.ts";

/** No identifier, code or date is longer. */
const LONGEST_CELL = 1000;

/**
 * Holds one column against its expectation. Each rule counts as one check; a missing cell fails only `missing`. `now`, in
 * milliseconds since 1970, is what freshness is measured from.
 */
export function checkColumn(
  raw: RawTable,
  name: string,
  column: Column,
  expectation: Expectation,
  now: number,
): Checked {
  const lenient = checkCells(raw, name, column, expectation);
  const { type, severity, missing, unique } = expectation;
  // These have a measure of their own: a share, or the column as a whole.
  const strict: Finding[] = [];
  if (missing !== undefined) strict.push({ failures: checkMissing(raw, name, missing), of: raw.rows });
  if (unique === true) strict.push({ failures: checkRepeats(raw, name, "data-unique"), of: raw.rows });
  strict.push(...checkAggregates(raw, name, column, expectation));
  return judgeColumn(
    type,
    expectation,
    [...lenient, ...checkFreshness(raw, name, expectation, now)],
    strict,
    severity,
  );
}

/** What the rules of a column found in the light of its leniency; `strict` are those that `mostly` does not apply to. */
export function judgeColumn(
  type: Expectation["type"],
  expectation: Expectation,
  lenient: readonly Finding[],
  strict: readonly Finding[],
  severity: Expectation["severity"],
): Checked {
  // The type itself is checked where the types are decided (`typeColumns`); it counts here.
  const typed: Checked = {
    checks: type === undefined || type === "date" ? 0 : 1,
    problems: [],
    warnings: [],
  };
  return together([
    typed,
    ...lenient.map((finding) => judge(finding, expectation)),
    ...strict.map((finding) => judge(finding, { severity })),
  ]);
}

/** The rules that a cell keeps or breaks by itself, whatever the other rows are. */
export function checkCells(raw: RawTable, name: string, column: Column, expectation: Expectation): Finding[] {
  const { type, min, max, in: allowed, pattern, length } = expectation;
  const cells = raw.cells.get(name)!;
  const findings: Finding[] = [];
  const cell = (code: string, expected: string, fails: (text: string, value: string | number) => boolean) => {
    const failures: Problem[] = [];
    let of = 0;
    cells.forEach((text, row) => {
      const value = column.values[row] ?? null;
      if (text === null || value === null) return;
      of += 1;
      if (fails(text, value)) failures.push(wrongCell(code, text, name, placeOf(raw, row, name), expected));
    });
    findings.push({ failures, of });
  };
  const number = (rule: string, expected: string, fails: (value: number) => boolean): void => {
    if (column.type === "number") cell(`data-${rule}`, expected, (_, value) => fails(value as number));
    else findings.push(whole(notNumbers(raw, name, rule)));
  };

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
    const compiled = compilePattern(pattern);
    // What a pattern costs grows with the cell, and cells are written by strangers.
    const fits = (text: string) => text.length <= LONGEST_CELL && compiled!.test(text);
    const expected = `text that matches ${showText(pattern)}, at most ${LONGEST_CELL} characters`;
    if (compiled === undefined) findings.push(whole(badPattern(raw, name, pattern)));
    else cell("data-pattern", expected, (text) => !fits(text));
  }
  if (length !== undefined)
    cell("data-length", `${rangeText(length)} characters`, (text) => !isWithin([...text].length, length));
  findings.push(...checkDates(raw, name, expectation));
  return findings;
}

/** A rule that cannot be held at all: leniency does not help. */
function whole(problem: Problem): Finding {
  return { failures: [problem], of: 0 };
}

function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return undefined;
  }
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
