/** `2026-03-14T09:26:53Z`, from seconds since 1970. A time that no calendar has is shown as its number. */
export function utcTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString().replace(/\.\d+Z$/, "Z");
}
