import { parseAge, parseDate } from "../../../core/dates.ts";
import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Expectation } from "../../../records/spec-data.ts";
import type { RawTable } from "../../../records/table.ts";
import { placeOf } from "../place.ts";
import { type Finding, wrongCell } from "./rule.ts";

const FORM = "a date such as 2026-01-31 or 2026-01-31T12:00:00Z";

/** The rules about each date: the form, the earliest, the latest. */
export function checkDates(
  raw: RawTable,
  name: string,
  { type, after, before, max_age: maxAge }: Expectation,
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
  return findings;
}

/** How old the newest date may be at the moment `now`, in milliseconds since 1970. */
export function checkFreshness(
  raw: RawTable,
  name: string,
  { max_age: maxAge }: Expectation,
  now: number,
  newest: number | null = maxAge === undefined ? null : newestOf(raw, name),
): Finding[] {
  if (maxAge === undefined) return [];
  const stale = newest === null || now - newest > parseAge(maxAge);
  return [{ failures: stale ? [tooOld(raw, name, newest, maxAge)] : [], of: 0 }];
}

/** The newest date of a column; null where there is none. */
export function newestOf(raw: RawTable, name: string): number | null {
  return raw.cells.get(name)!.reduce<number | null>((latest, text) => {
    const time = text === null ? undefined : parseDate(text);
    return time !== undefined && (latest === null || time > latest) ? time : latest;
  }, null);
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
