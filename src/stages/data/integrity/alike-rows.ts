import { type Random, seededRandom } from "../../../core/random.ts";
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
/** So many columns, those that tell most rows apart, show how close rows come. */
const MOST_COLUMNS = 32;

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
 * alike without any mistake, and to say so would be noise. Two measures of chance: what independent columns would give,
 * and, since columns go together, how many rows are alike in all columns but one. Where rows come close by chance there
 * are many of those; a copied row has none.
 */
export function moreThanChance(alike: AlikeRows, columns: readonly CodedColumn[], rows: number): boolean {
  const pairs = pairsIn(alike.first);
  if (pairs <= TIMES_CHANCE * chanceAlike(columns, rows) * ((rows * (rows - 1)) / 2)) return false;
  const chances = columns
    .map((column) => ({ column, chance: chanceAlike([column], rows) }))
    .filter(({ chance }) => chance < 1)
    .sort((a, b) => a.chance - b.chance)
    .slice(0, MOST_COLUMNS);
  const withoutOne = alikeInTheOthers(columns, rows);
  return chances.every(({ column, chance }) => {
    const near = pairsIn(withoutOne(column)) - pairs;
    return pairs > (TIMES_CHANCE * near * chance) / (1 - chance);
  });
}

/** Numbers that are the same for rows that are alike in all columns but a given one: sums of a random number for each value. */
function alikeInTheOthers(columns: readonly CodedColumn[], rows: number) {
  const random = seededRandom(rows);
  // Sums of whole numbers below 2^53 are exact; that two unlike rows have the same one is next to impossible.
  const bound = 2 ** 53 / columns.length;
  const own = new Map(
    columns.map((column) => [column, column.counts.map(() => Math.floor(fine(random) * bound))]),
  );
  const sums = new Float64Array(rows);
  for (const [{ codes }, numbers] of own) {
    for (let row = 0; row < rows; row++) sums[row]! += numbers[codes[row]!]!;
  }
  return (left: CodedColumn): Float64Array => {
    const numbers = own.get(left)!;
    return sums.map((sum, row) => sum - numbers[left.codes[row]!]!);
  };
}

/** With more bits than one draw has. */
function fine(random: Random): number {
  return random.next() + random.next() / 2 ** 32;
}

/** How many pairs have the same number. */
function pairsIn(numbers: Int32Array | Float64Array): number {
  const sorted = numbers.slice().sort();
  let [pairs, alike] = [0, 0];
  for (let index = 1; index < sorted.length; index++) {
    alike = sorted[index] === sorted[index - 1] ? alike + 1 : 0;
    pairs += alike;
  }
  return pairs;
}
