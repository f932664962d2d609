const [DASH, COLON, POINT, SPACE, ZERO, PLUS, LETTER_T, LETTER_Z] = [45, 58, 46, 32, 48, 43, 84, 90];
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Bytes of `2026-11-30`; longer ones have a time of day. */
export const DATE_LENGTH = 10;

/**
 * The milliseconds since 1970 of a date (`2026-11-30`) or a moment (`2026-11-30T23:59:59.5+01:00`, seconds, fraction and zone
 * may be absent, a space may stand for the T) as ISO 8601 writes them; NaN for anything else. Without a zone it is UTC.
 */
export function timeOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < DATE_LENGTH || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return Number.NaN;
  const year = 100 * two(bytes, start) + two(bytes, start + 2);
  const month = two(bytes, start + 5);
  const day = two(bytes, start + 8);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1]!)) return Number.NaN;
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)))
    return Number.NaN;
  const date = daysOf(year, month, day) * 86_400_000;
  return end - start === DATE_LENGTH ? date : date + timeOfDay(bytes, start + DATE_LENGTH, end);
}

function timeOfDay(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== LETTER_T && bytes[start] !== SPACE) return Number.NaN;
  const hour = two(bytes, start + 1);
  const minute = two(bytes, start + 4);
  if (end - start < 6 || bytes[start + 3] !== COLON || !(hour < 24 && minute < 60)) return Number.NaN;
  let at = start + 6;
  let second = 0;
  if (at < end && bytes[at] === COLON) {
    second = two(bytes, at + 1);
    if (at + 3 > end || !(second < 60)) return Number.NaN;
    at += 3;
    if (at < end && bytes[at] === POINT) {
      const fraction = ++at;
      for (let unit = 0.1; at < end && isDigit(bytes[at]!); at++, unit /= 10)
        second += unit * (bytes[at]! - ZERO);
      if (at === fraction) return Number.NaN;
    }
  }
  return Math.round((hour * 60 + minute) * 60_000 + second * 1000) - zoneOf(bytes, at, end);
}

/** Milliseconds ahead of UTC. */
function zoneOf(bytes: Uint8Array, start: number, end: number): number {
  if (start === end || (end - start === 1 && bytes[start] === LETTER_Z)) return 0;
  const sign = bytes[start] === PLUS ? 1 : bytes[start] === DASH ? -1 : Number.NaN;
  const colon = bytes[start + 3] === COLON ? 1 : 0;
  const length = end - start;
  if (length !== 3 && length !== 5 + colon) return Number.NaN;
  const minute = length === 3 ? 0 : two(bytes, start + 3 + colon);
  const hour = two(bytes, start + 1);
  return hour < 24 && minute < 60 ? sign * (hour * 60 + minute) * 60_000 : Number.NaN;
}

/** Two digits; NaN when they are none. */
function two(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at]!, bytes[at + 1]!];
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : Number.NaN;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

/** Days since 1970-01-01 in the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}
