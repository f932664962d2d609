import type { CodedColumn } from "./coded-column.ts";

/** Rows in groups of the same content. */
export interface AlikeRows {
  /** For each row the first row of the same content, itself where it is the first. */
  readonly first: Int32Array;
  /** How many rows come after the first one of their group. */
  readonly repeated: number;
}

/** This many times as often as chance alone would make rows alike: only then does it say something. */
const TIMES_CHANCE = 10;

/** Groups the rows that have the same values in all the columns. Exact, in time that grows with the cells; missing equals missing. */
export function alikeRows(columns: readonly CodedColumn[], rows: number): AlikeRows {
  let groups = new Int32Array(rows);
  let count = Math.min(1, rows);
  for (const { codes, counts } of columns) {
    // Content that is new in every row cannot become more so.
    if (count === rows) break;
    const known = new Map<number, number>();
    const next = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const pair = groups[row]! * counts.length + codes[row]!;
      let group = known.get(pair);
      if (group === undefined) {
        group = known.size;
        known.set(pair, group);
      }
      next[row] = group;
    }
    groups = next;
    count = known.size;
  }
  const firstOf = new Int32Array(count).fill(-1);
  const first = groups.map((group, row) => {
    if (firstOf[group] === -1) firstOf[group] = row;
    return firstOf[group]!;
  });
  return { first, repeated: rows - count };
}

/** The chance that two rows are alike in all the columns, were the columns independent of each other. */
export function chanceAlike(columns: readonly CodedColumn[], rows: number): number {
  return columns.reduce((chance, { counts }) => {
    return chance * counts.reduce((sum, count) => sum + (count / rows) ** 2, 0);
  }, 1);
}

/**
 * Whether rows are alike too often for chance. In a table of a few coarse columns (a yes, a size, a country) rows are
 * alike without any mistake, and to say so would be noise. Columns that go together make rows alike more often than
 * independent ones; hence the factor.
 */
export function moreThanChance(alike: AlikeRows, columns: readonly CodedColumn[], rows: number): boolean {
  const sizes = new Map<number, number>();
  for (const row of alike.first) sizes.set(row, (sizes.get(row) ?? 0) + 1);
  let pairs = 0;
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2;
  return pairs > TIMES_CHANCE * chanceAlike(columns, rows) * ((rows * (rows - 1)) / 2);
}
