import { digestBytes } from "./digest.ts";

/** A number in [0, 1) that the salt and the key alone decide: the first 52 bits of SHA-256 over `salt NUL key`, divided by 2^52. */
export function placeInUnit(salt: string | number, key: string): number {
  return Number.parseInt(digestBytes(`${salt}\0${key}`).slice(0, 13), 16) / 2 ** 52;
}

export interface FoldOptions {
  /** How many parts, 2 or more. */
  readonly folds: number;
  readonly seed: number;
  /** How often the rows are dealt anew; default 1. */
  readonly repeats?: number;
}

/**
 * Deals rows to folds for cross-validation: for each repeat, the fold (from 0) of each row. Rows with the same key (a group) are
 * always in one fold, and the key alone decides, so further rows never move others; the folds are of the same size on average,
 * not exactly. The salt is not that of the split into training and holdout: with the same seed the two know nothing of each other.
 * Throws a RangeError for fewer than two folds.
 */
export function keyedFolds(keys: readonly string[], { folds, seed, repeats = 1 }: FoldOptions): number[][] {
  requireFolds(folds);
  return Array.from({ length: repeats }, (_, repeat) => {
    return keys.map((key) => Math.floor(placeInUnit(saltOf(seed, repeat), key) * folds));
  });
}

/**
 * The same, but each stratum (rows of one class) is dealt out evenly: within one repeat its folds differ by one key at most, and all
 * folds together, too. That needs the keys' order within the stratum, so a further row may move others: even folds and folds
 * that never move cannot both be had. Rows with the same key go where the first of them goes.
 */
export function stratifiedFolds(
  keys: readonly string[],
  strata: readonly string[],
  { folds, seed, repeats = 1 }: FoldOptions,
): number[][] {
  requireFolds(folds);
  const stratum = new Map<string, string>();
  keys.forEach((key, row) => {
    if (!stratum.has(key)) stratum.set(key, strata[row]!);
  });
  return Array.from({ length: repeats }, (_, repeat) => {
    const salt = saltOf(seed, repeat);
    const ordered = [...stratum]
      .map(([key, own]) => ({ key, own, place: placeInUnit(salt, key) }))
      // Going on through all strata in one row, so that small ones do not all begin with the first fold.
      .sort((a, b) => compare(a.own, b.own) || a.place - b.place || compare(a.key, b.key));
    const fold = new Map(ordered.map(({ key }, index) => [key, index % folds]));
    return keys.map((key) => fold.get(key)!);
  });
}

function saltOf(seed: number, repeat: number): string {
  return `folds ${seed} ${repeat}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function requireFolds(folds: number): void {
  if (!Number.isInteger(folds) || folds < 2) throw new RangeError("cross-validation needs two folds or more");
}
