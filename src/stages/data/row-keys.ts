import { digestJson } from "../../core/digest.ts";
import { type Problem, TrunklineError } from "../../core/errors.ts";
import type { RawTable } from "../../records/table.ts";
import { missingColumn } from "./missing-column.ts";
import { missingKey } from "./missing-key.ts";

/** Digits of the SHA-256 that name a row by its content: 64 bits, so a million rows collide with probability 3e-8. */
const DIGITS = 16;

/**
 * The identity of every row. With a key column: its text. Without: the first 16 hexadecimal digits of SHA-256 over the
 * row's cells (columns sorted by name), and `#2`, `#3` … for the same content again. Neither the order of rows nor that of
 * columns matters. Throws when the key column is absent or has missing cells.
 */
export function rowKeys(raw: RawTable, key?: string): string[] {
  if (key !== undefined) return columnKeys(raw, key);
  const columns = [...raw.columns].sort();
  const cells = columns.map((name) => raw.cells.get(name)!);
  const seen = new Map<string, number>();
  return Array.from({ length: raw.rows }, (_, row) => {
    const content = columns.map((name, index) => [name, cells[index]![row]!]);
    const digest = digestJson(content).slice(0, DIGITS);
    const times = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, times);
    return times === 1 ? digest : `${digest}#${times}`;
  });
}

function columnKeys(raw: RawTable, key: string): string[] {
  const cells = raw.cells.get(key);
  if (cells === undefined) throw new TrunklineError(2, missingColumn(raw, key, "data.key"));
  const problems = cells.flatMap((cell, row): Problem[] =>
    cell === null ? [missingKey(raw, key, row)] : [],
  );
  const [first, ...others] = problems;
  if (first !== undefined) throw new TrunklineError(2, [first, ...others]);
  return cells as string[];
}
