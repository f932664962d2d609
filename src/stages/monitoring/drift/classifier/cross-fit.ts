import { cholesky, solveCholesky } from "../../../../core/statistics/cholesky.ts";
import type { Feature } from "./encode.ts";

/** Fold of each row, from 0. */
export interface Folds {
  readonly of: Uint8Array;
  readonly count: number;
}

/**
 * A linear classifier (ridge regression on which side a row is from, which for two sides is the regularised linear discriminant), fitted on
 * all folds but one and asked about that one. What costs time, the factors of the features' products, is the same whatever side
 * rows are from, so that labels can be shuffled and all be fitted again in a moment.
 */
export class CrossFit {
  readonly #size: number;
  /** A row after the other. */
  readonly #rows: Float64Array;
  readonly #folds: Folds;
  readonly #factors: Float64Array[];
  /** Sums of the features of each fold. */
  readonly #sums: Float64Array[];
  readonly #counts: number[];

  constructor(features: readonly Feature[], folds: Folds) {
    const [size, rows] = [features.length, folds.of.length];
    this.#size = size;
    this.#folds = folds;
    this.#rows = new Float64Array(size * rows);
    features.forEach(({ values }, column) => {
      values.forEach((value, row) => {
        this.#rows[row * size + column] = value;
      });
    });
    const parts = Array.from({ length: folds.count }, (_, fold) => this.#moments(fold));
    this.#sums = parts.map(({ sums }) => sums);
    this.#counts = parts.map(({ count }) => count);
    this.#factors = parts.map((_, fold) => {
      const others = parts.filter((__, other) => other !== fold);
      return factorOf(others, size);
    });
  }

  /** The score of each row by the classifier that has not seen it; `labels` are 0 and 1. */
  scores(labels: Uint8Array): Float64Array {
    const { of, count } = this.#folds;
    const weights = this.weights(labels);
    const size = this.#size;
    const scores = new Float64Array(of.length);
    for (let row = 0; row < of.length; row++) {
      const own = weights[of[row]!]!;
      let score = 0;
      for (let column = 0, at = row * size; column < size; column++, at++)
        score += this.#rows[at]! * own[column]!;
      scores[row] = score;
    }
    if (count !== weights.length) throw new RangeError("a fold without weights");
    return scores;
  }

  /** For each fold what was learnt without it. */
  weights(labels: Uint8Array): Float64Array[] {
    const { of, count } = this.#folds;
    const size = this.#size;
    const ones = new Array<number>(count).fill(0);
    const products = Array.from({ length: count }, () => new Float64Array(size));
    for (let row = 0; row < of.length; row++) {
      if (labels[row] === 0) continue;
      const fold = of[row]!;
      ones[fold]! += 1;
      const product = products[fold]!;
      for (let column = 0, at = row * size; column < size; column++, at++)
        product[column]! += this.#rows[at]!;
    }
    return products.map((_, fold) => {
      const without = <T>(parts: readonly T[]) => parts.filter((__, other) => other !== fold);
      const rows = total(without(this.#counts));
      const share = total(without(ones)) / rows;
      const right = new Float64Array(size);
      for (const product of without(products)) add(right, product, 1);
      for (const sums of without(this.#sums)) add(right, sums, -share);
      return solveCholesky(this.#factors[fold]!, size, right);
    });
  }

  #moments(fold: number): Moments {
    const size = this.#size;
    const sums = new Float64Array(size);
    const squares = new Float64Array(size * size);
    let count = 0;
    for (let row = 0; row < this.#folds.of.length; row++) {
      if (this.#folds.of[row] !== fold) continue;
      count += 1;
      const values = this.#rows.subarray(row * size, (row + 1) * size);
      for (let i = 0; i < size; i++) {
        const value = values[i]!;
        sums[i]! += value;
        // The lower triangle is enough.
        for (let j = 0; j <= i; j++) squares[i * size + j]! += value * values[j]!;
      }
    }
    return { count, sums, squares };
  }
}

interface Moments {
  readonly count: number;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Of the features' covariance times the rows, with the rows added to its diagonal: a penalty as large as a feature's own variance. */
function factorOf(parts: readonly Moments[], size: number): Float64Array {
  const rows = total(parts.map(({ count }) => count));
  const squares = new Float64Array(size * size);
  const sums = new Float64Array(size);
  for (const part of parts) {
    add(squares, part.squares, 1);
    add(sums, part.sums, 1);
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) squares[i * size + j]! -= (sums[i]! * sums[j]!) / rows;
    squares[i * size + i]! += rows;
  }
  return cholesky(squares, size);
}

function add(to: Float64Array, from: Float64Array, times: number): void {
  for (let index = 0; index < to.length; index++) to[index]! += times * from[index]!;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
