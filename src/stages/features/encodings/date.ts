import type { DatePart } from "../../../records/spec-features.ts";
import type { Encoding } from "../../../records/transform.ts";

type DateEncoding = Extract<Encoding, { kind: "date" }>;

const DAY = 86_400_000;

/** The parts that come round: where they begin, and after how many the first comes again. */
const CYCLES: Partial<Record<DatePart, readonly [first: number, length: number]>> = {
  quarter: [1, 4],
  month: [1, 12],
  week: [1, 53],
  day: [1, 31],
  weekday: [0, 7],
  day_of_year: [1, 366],
  hour: [0, 24],
  minute: [0, 60],
};

/** The parts of a time in milliseconds since 1970, in UTC; of those that come round, the sine and the cosine where `cyclic` says so. */
export function encodeDate({ parts, cyclic }: DateEncoding, time: number): number[] {
  return parts.flatMap((part) => {
    const value = partOf(part, time);
    const cycle = cyclic ? CYCLES[part] : undefined;
    if (cycle === undefined) return [value];
    const angle = (2 * Math.PI * (value - cycle[0])) / cycle[1];
    return [Math.sin(angle), Math.cos(angle)];
  });
}

export function dateOutputs(name: string, { parts, cyclic }: DateEncoding): string[] {
  return parts.flatMap((part) =>
    cyclic && CYCLES[part] ? [`${name}:${part}_sin`, `${name}:${part}_cos`] : [`${name}:${part}`],
  );
}

function partOf(part: DatePart, time: number): number {
  const date = new Date(time);
  const weekday = (date.getUTCDay() + 6) % 7;
  switch (part) {
    case "year":
      return date.getUTCFullYear();
    case "quarter":
      return Math.floor(date.getUTCMonth() / 3) + 1;
    case "month":
      return date.getUTCMonth() + 1;
    case "week":
      return isoWeek(time, weekday);
    case "day":
      return date.getUTCDate();
    case "weekday":
      return weekday;
    case "day_of_year":
      return dayOfYear(time);
    case "weekend":
      return weekday >= 5 ? 1 : 0;
    case "hour":
      return date.getUTCHours();
    case "minute":
      return date.getUTCMinutes();
    case "days":
      return time / DAY;
  }
}

function dayOfYear(time: number): number {
  const start = new Date(0);
  start.setUTCFullYear(new Date(time).getUTCFullYear(), 0, 1);
  return Math.floor((time - start.getTime()) / DAY) + 1;
}

/** ISO 8601: the week belongs to the year of its Thursday. */
function isoWeek(time: number, weekday: number): number {
  return Math.ceil(dayOfYear(time + (3 - weekday) * DAY) / 7);
}
