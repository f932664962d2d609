import { textOfValue } from "../cell-bytes.ts";

/** Dates and moments of Parquet as ISO texts, of the same kinds as in a CSV file. */
export const parquetParsers = {
  dateFromDays: (days: number) => isoText(days * 86_400_000).slice(0, 10),
  timestampFromMilliseconds: (time: bigint) => isoText(Number(time)),
  timestampFromMicroseconds: (time: bigint) => isoText(Number(time / 1000n)),
  timestampFromNanoseconds: (time: bigint) => isoText(Number(time / 1_000_000n)),
};

export function isoText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

/** A value of a binary format as the cell that a CSV file of the same table would hold; 64-bit integers keep every digit. */
export function cellOf(value: unknown, isMissing: (cell: string) => boolean): string | null {
  // Not a number is how data frames write a missing number.
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  const text = typeof value === "string" ? value : textOfValue(value);
  return isMissing(text) ? null : text;
}
