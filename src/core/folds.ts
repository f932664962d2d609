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

/** What `kFolds` deals: for each row its key (rows of one key, a group, stay together), and what else decides, if anything does. */
export interface FoldedRows {
  readonly keys: readonly string[];
  /** The class of each row, or whatever each fold must have the same share of. Not beside `times`. */
  readonly strata?: readonly string[];
  /** The moment of each row, in any unit: then each fold is tested on what comes after all that it was trained on. */
  readonly times?: readonly number[];
}

/** One training of a cross-validation, and the rows that it is tested on: numbers of rows, ascending. */
export interface Resample {
  readonly repeat: number;
  readonly fold: number;
  readonly training: readonly number[];
  readonly test: readonly number[];
}

/**
 * The trainings of a k-fold cross-validation, repeated `repeats` times: repeat by repeat, fold by fold. By keys alone (`keyedFolds`), by strata
 * (`stratifiedFolds`), or by time: the rows in order of time in `folds` + 1 blocks of one size, the first with what is left over, and each
 * block but the first tested by a model of all blocks before it (scikit-learn's TimeSeriesSplit); rows of one moment go with the first of them. Throws
 * a RangeError for fewer than two folds, for repeats of folds by time, which would all be the same, and where a fold has no row to train on or
 * to test on: there are too few rows, or keys, for so many folds.
 */
export function kFolds(rows: FoldedRows, options: FoldOptions): Resample[] {
  const before = rows.times !== undefined;
  return dealFolds(rows, options).flatMap((dealt, repeat) =>
    Array.from({ length: options.folds }, (_, fold): Resample => {
      const rowsWhere = (asked: (own: number) => boolean) =>
        [...dealt.keys()].filter((row) => asked(dealt[row]!));
      const training = rowsWhere((own) => (before ? own < fold : own !== fold));
      return { repeat, fold, training, test: rowsWhere((own) => own === fold) };
    }),
  );
}

/**
 * The same as the fold of each row, from 0, for each repeat. By time -1 are rows that are only ever trained on, and each fold is tested by a
 * model of the rows whose fold is a lower number. Throws as `kFolds` does.
 */
export function dealFolds({ keys, strata, times }: FoldedRows, options: FoldOptions): number[][] {
  const { folds, repeats = 1 } = options;
  requireFolds(folds);
  if (!Number.isInteger(repeats) || repeats < 1)
    throw new RangeError("repeats are a whole number, 1 or more");
  if (times !== undefined && repeats > 1) throw new RangeError("folds by time cannot be repeated");
  const dealt =
    times !== undefined
      ? [blocksByTime(times, folds)]
      : strata === undefined
        ? keyedFolds(keys, options)
        : stratifiedFolds(keys, strata, options);
  for (const each of dealt) {
    const used = new Set(each);
    for (let fold = times === undefined ? 0 : -1; fold < folds; fold++)
      if (!used.has(fold)) throw new RangeError(`${keys.length} rows are too few for ${folds} folds`);
  }
  return dealt;
}

/** The block of each row: -1 for those that are only ever trained on. */
function blocksByTime(times: readonly number[], folds: number): number[] {
  const sorted = Float64Array.from(times).sort();
  const size = Math.floor(sorted.length / (folds + 1));
  const begins = Array.from({ length: folds }, (_, fold) => sorted[sorted.length - (folds - fold) * size]!);
  return times.map((time) => begins.filter((begin) => time >= begin).length - 1);
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
