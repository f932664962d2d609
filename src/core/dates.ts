const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * Milliseconds since 1970 of a date or date-time in the common form of ISO 8601 (RFC 3339, also with a space for the T).
 * Without a zone it is taken for UTC. Undefined for anything else, and for days that no calendar has.
 */
export function parseDate(text: string): number | undefined {
  const found = ISO.exec(text.trim());
  if (!found) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  // A leap second is the first of the next minute, as POSIX counts.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const zone = zoneMinutes(found[8]);
  if (zone === undefined) return undefined;
  const fraction = Number(`0.${found[7] ?? 0}`) * 1000;
  return date.getTime() + ((hour * 60 + minute - zone) * 60 + second) * 1000 + Math.floor(fraction);
}

function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(":", ""))];
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** Milliseconds of an age such as `30d`, `12h` or `45m`. */
export function parseAge(text: string): number {
  return Number(text.slice(0, -1)) * UNITS[text.at(-1)!]!;
}
