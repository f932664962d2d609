import type { Contingency } from "./chi-squared.ts";

export interface NewCategories {
  /** The current rows whose category no row of the reference has. */
  readonly rows: number;
  /** Their share of the current rows, less the share that chance would give: 0 to 1. */
  readonly effect: number;
  /** At most this chance of so many without drift: a bound, hence rather too large. */
  readonly pValue: number;
}

/** A category of so many rows, of `count` such: the chance that all its rows are current ones. */
interface Group {
  readonly size: number;
  readonly count: number;
  readonly chance: number;
}

/**
 * Whether the current rows have categories that the reference lacks, more than chance explains: of many rare ones (names, products) some are
 * always on one side only. Without drift the pooled rows are dealt to both sides at random; then the indicators of *all rows of this category
 * are current* are negatively associated (Joag-Dev and Proschan, 1983), and Chernoff's bound holds as for independent ones. Throws a
 * RangeError when a side has no rows.
 */
export function newCategories({ reference, current }: Contingency): NewCategories {
  const [n, m] = [reference, current].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  if (!(n! > 0 && m! > 0)) throw new RangeError("a side without rows cannot be compared");
  const counts = new Map<number, number>();
  let rows = 0;
  reference.forEach((count, category) => {
    const size = count + current[category]!;
    if (size > 0) counts.set(size, (counts.get(size) ?? 0) + 1);
    if (count === 0) rows += current[category]!;
  });
  const groups = [...counts].map(([size, count]): Group => {
    return { size, count, chance: allOnOneSide(size, m!, n! + m!) };
  });
  const expected = groups.reduce((sum, { size, count, chance }) => sum + size * count * chance, 0);
  const effect = Math.max(0, (rows - expected) / m!);
  return { rows, effect, pValue: rows > expected ? tailBound(groups, rows) : 1 };
}

/** The chance that so many rows, drawn from `all` without putting back, are all among the `current` ones. */
function allOnOneSide(size: number, current: number, all: number): number {
  let chance = 1;
  for (let drawn = 0; drawn < size && chance > 0; drawn++)
    chance *= Math.max(0, current - drawn) / (all - drawn);
  return chance;
}

/** The least of e^(-λ rows) Π (1 - p + p e^(λ size)) over λ >= 0, found where its logarithm, which is convex, stands still. */
function tailBound(groups: readonly Group[], rows: number): number {
  const slope = (lambda: number) =>
    groups.reduce((sum, { size, count, chance }) => {
      // p e^x / (1 - p + p e^x), without overflow.
      const share = chance / (chance + (1 - chance) * Math.exp(-lambda * size));
      return sum + (chance === 0 ? 0 : count * size * share);
    }, -rows);
  let [low, high] = [0, 1];
  while (slope(high) < 0 && high < 1e6) high *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  const logarithm = groups.reduce((sum, { size, count, chance }) => {
    if (chance === 0) return sum;
    const growth = low * size;
    return sum + count * (growth + Math.log(chance + (1 - chance) * Math.exp(-growth)));
  }, -low * rows);
  return Math.min(1, Math.exp(logarithm));
}
