import { textOf } from "../cell-batch.ts";
import { parseNumber } from "../type-columns.ts";

/** 10 to the power of 0 … 22: those that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const [PLUS, MINUS, POINT, ZERO, LETTER_E] = [43, 45, 46, 48, 101];

/**
 * The number that these bytes write, as `parseNumber` reads the same text without white space around it; NaN when they
 * write none, an infinity when it is too large. Digits that make a whole number up to 2^53, times or over a power of ten up
 * to 10^22, give the nearest double at once (Clinger, "How to read floating point numbers accurately", 1990); the rest,
 * which is rare, goes through a string.
 */
export function numberOf(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start]!;
  let at = sign === MINUS || sign === PLUS ? start + 1 : start;
  const first = at;
  let mantissa = 0;
  let digit = 0;
  for (; at < end; at++) {
    digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    mantissa = mantissa * 10 + digit;
  }
  let digits = at - first;
  let power = 0;
  if (at < end && bytes[at] === POINT) {
    const point = ++at;
    for (; at < end; at++) {
      digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
    }
    power = point - at;
    digits -= power;
  }
  if (digits === 0) return Number.NaN;
  if (at < end) return (bytes[at]! | 32) === LETTER_E ? withExponent(bytes, start, end) : Number.NaN;
  if (mantissa > Number.MAX_SAFE_INTEGER || power < -22) return Number(textOf(bytes, start, end)) + 0;
  const value = power === 0 ? mantissa : mantissa / POWERS[-power]!;
  // Subtracted, so that there is no negative zero.
  return sign === MINUS ? 0 - value : value;
}

function withExponent(bytes: Uint8Array, start: number, end: number): number {
  const text = textOf(bytes, start, end);
  const value = parseNumber(text);
  if (value !== undefined) return value + 0;
  // A number too large for a double, or no number after all.
  return /[eE]\+?\d+$/.test(text) ? Number(text) : Number.NaN;
}
