export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one way to write a value as JSON, so that equal values have equal bytes: keys sorted by code unit, no
 * white space, numbers as ECMAScript prints them (the rules of RFC 8785, for finite numbers).
 * Keys whose value is `undefined` are left out. Throws on what JSON cannot say (NaN, infinity, functions).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  throw new TypeError(`JSON has no ${typeof value}`);
}
