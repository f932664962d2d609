import { parseAge, parseDate } from "../../../core/dates.ts";
import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Expectation } from "../../../records/spec-data.ts";
import type { RawTable } from "../../../records/table.ts";
import { placeOf } from "../place.ts";
import { type Finding, wrongCell } from "./rule.ts";

const FORM = "a date such as 2026-01-31 or 2026-01-31T12:00:00Z";

/** The rules about dates: the form, the earliest, the latest, and how old the newest may be at the moment `now`. */
export function checkDates(
  raw: RawTable,
  name: string,
  { type, after, before, max_age: maxAge }: Expectation,
  now: number,
): Finding[] {
  if (type !== "date" && after === undefined && before === undefined && maxAge === undefined) return [];
  const dates = raw.cells.get(name)!.flatMap((text, row) => {
    return text === null ? [] : [{ text, row, time: parseDate(text) }];
  });
  const rule = (code: string, expected: string, fails: (time: number | undefined) => boolean): Finding => ({
    failures: dates
      .filter(({ time }) => fails(time))
      .map(({ text, row }) => wrongCell(code, text, name, placeOf(raw, row, name), expected)),
    of: dates.length,
  });
  // A cell that is no date is told once, by its form.
  const outside = (code: string, expected: string, fails: (time: number) => boolean) =>
    rule(code, expected, (time) => time !== undefined && fails(time));
  const findings = [rule("data-date", FORM, (time) => time === undefined)];
  if (after !== undefined)
    findings.push(outside("data-after", `${after} or later`, (time) => time < parseDate(after)!));
  if (before !== undefined)
    findings.push(outside("data-before", `${before} or earlier`, (time) => time > parseDate(before)!));
  if (maxAge !== undefined) {
    const newest = dates.reduce<number | null>((latest, { time }) => {
      return time !== undefined && (latest === null || time > latest) ? time : latest;
    }, null);
    const stale = newest === null || now - newest > parseAge(maxAge);
    findings.push({ failures: stale ? [tooOld(raw, name, newest, maxAge)] : [], of: 0 });
  }
  return findings;
}

function tooOld(raw: RawTable, name: string, newest: number | null, maxAge: string): Problem {
  const said = newest === null ? "no date at all" : `${new Date(newest).toISOString()} as the newest date`;
  return {
    code: "data-stale",
    found: `${said} in the column ${showText(name)}`,
    where: { file: raw.files[0]!, line: 1, column: raw.columns.indexOf(name) + 1 },
    expected: `one that is at most ${maxAge} old`,
    next: "Bring newer data, or raise `max_age` under data.expect.",
  };
}
