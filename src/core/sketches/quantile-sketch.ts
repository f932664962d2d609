import { type Random, seededRandom } from "../random.ts";
import { type QuantileSummary, summaryOf } from "./quantile-summary.ts";

/** Values in a buffer. */
const SIZE = 1024;
/** Ranks off by more than this share are rarer than one in a hundred: see `QuantileSketch`. */
export const SKETCH_ERROR = Math.sqrt(Math.log(200)) / SIZE + 1 / (2 * SIZE);

/**
 * Quantiles of a stream in memory that grows with the logarithm of its length: Agarwal, Cormode, Huang, Phillips, Wei and
 * Yi, "Mergeable summaries" (PODS 2012), section 3.2. Full buffers are sorted; two of the same weight become one of twice
 * the weight that keeps every other value, beginning with the first or the second by the toss of a coin.
 *
 * A merge of weight w moves a rank by at most w with mean zero, and n values need n / (2·SIZE·w) merges of weight w. So by
 * Hoeffding's inequality a rank is off by more than e·n with probability at most 2·exp(-e²·SIZE²): for one in a hundred
 * e = √ln 200 / SIZE, which is 0.22 %; half a point's weight for reading between points is added. Up to SIZE values
 * everything is exact. The coin is seeded: the same values give the same summary.
 */
export class QuantileSketch {
  #open: Float64Array = new Float64Array(SIZE);
  #used = 0;
  /** At each height nothing, or one sorted buffer whose values weigh 2^height. */
  readonly #full: (Float64Array | null)[] = [];
  /** Buffers to be used again. */
  readonly #spare: Float64Array[] = [];
  readonly #coin: Random;

  constructor(seed = 0) {
    this.#coin = seededRandom(seed);
  }

  /** Takes the first `count` of these values, which are finite. */
  add(values: Float64Array, count = values.length): void {
    for (let from = 0; from < count; ) {
      const taken = Math.min(count - from, SIZE - this.#used);
      this.#open.set(values.subarray(from, from + taken), this.#used);
      this.#used += taken;
      from += taken;
      if (this.#used === SIZE) this.#close();
    }
  }

  summary(): QuantileSummary {
    const open = this.#open.slice(0, this.#used).sort();
    const parts: { points: Float64Array; weight: number }[] = [{ points: open, weight: 1 }];
    this.#full.forEach((points, height) => {
      if (points !== null) parts.push({ points, weight: 2 ** height });
    });
    return summaryOf(parts, this.#full.length <= 1 ? 0 : SKETCH_ERROR);
  }

  #close(): void {
    let carried = this.#open.sort();
    for (let height = 0; ; height++) {
      const waiting = this.#full[height] ?? null;
      if (waiting === null) {
        this.#full[height] = carried;
        break;
      }
      this.#full[height] = null;
      const merged = this.#spare.pop() ?? new Float64Array(SIZE);
      everyOther(waiting, carried, this.#coin.below(2), merged);
      this.#spare.push(waiting, carried);
      carried = merged;
    }
    this.#open = this.#spare.pop() ?? new Float64Array(SIZE);
    this.#used = 0;
  }
}

/** Merges two sorted buffers and keeps the values at even (`first` 0) or odd (`first` 1) places. */
function everyOther(left: Float64Array, right: Float64Array, first: number, kept: Float64Array): void {
  const length = left.length + right.length;
  for (let l = 0, r = 0, index = 0; index < length; index++) {
    const fromLeft = r >= right.length || (l < left.length && left[l]! <= right[r]!);
    const value = fromLeft ? left[l++]! : right[r++]!;
    if ((index & 1) === first) kept[index >> 1] = value;
  }
}
