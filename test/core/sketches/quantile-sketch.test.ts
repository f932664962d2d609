import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { QuantileSketch, SKETCH_ERROR } from "../../../src/core/sketches/quantile-sketch.ts";
import {
  compressSummary,
  countBelow,
  mergeSummaries,
  type QuantileSummary,
  quantileAt,
  readSummary,
  writeSummary,
} from "../../../src/core/sketches/quantile-summary.ts";

const COUNT = 100_000;
const SHARES = Array.from({ length: 101 }, (_, percent) => percent / 100);

const random = seededRandom(7);
const normal = (): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
const shapes: Record<string, Float64Array> = {
  sorted: Float64Array.from({ length: COUNT }, (_, index) => index),
  reversed: Float64Array.from({ length: COUNT }, (_, index) => COUNT - index),
  "ten values": Float64Array.from({ length: COUNT }, () => random.below(10)),
  "one value": new Float64Array(COUNT).fill(3),
  "heavy tails": Float64Array.from({ length: COUNT }, () => Math.exp(4 * normal())),
  "both signs": Float64Array.from({ length: COUNT }, () => normal() ** 5),
  // Every other value in turn from two ends: bad for a sketch whose choices follow a rhythm.
  zigzag: Float64Array.from({ length: COUNT }, (_, index) => (index % 2 === 0 ? index : COUNT - index)),
};

function sketchOf(values: Float64Array, seed = 0): QuantileSummary {
  const sketch = new QuantileSketch(seed);
  sketch.add(values);
  return sketch.summary();
}

/** The place of the first value that passes, by halving. */
function placeIn(sorted: Float64Array, passes: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How far, as a share of the ranks, the value at each share is from one that has this rank. */
function worstRank(summary: QuantileSummary, sorted: Float64Array): number {
  const ends = [sorted[0]!, sorted.at(-1)!] as const;
  return Math.max(
    ...SHARES.map((share) => {
      const value = quantileAt(summary, share, ends);
      const below = placeIn(sorted, (each) => each >= value) / sorted.length;
      const upTo = placeIn(sorted, (each) => each > value) / sorted.length;
      return Math.max(below - share, share - upTo, 0);
    }),
  );
}

describe.each(Object.entries(shapes))("%s", (_, values) => {
  const sorted = values.slice().sort();

  test("ranks are within the stated error, before and after they are made small", () => {
    const summary = sketchOf(values);
    expect(summary.count).toBe(COUNT);
    expect(summary.error).toBe(SKETCH_ERROR);
    expect(worstRank(summary, sorted)).toBeLessThanOrEqual(summary.error);
    const small = readSummary(JSON.parse(JSON.stringify(writeSummary(compressSummary(summary, 288)))));
    expect(small.points).toHaveLength(288);
    expect(small.error).toBeLessThan(0.0065);
    expect(worstRank(small, sorted)).toBeLessThanOrEqual(small.error);
  });

  test("so are those of sixteen parts of different sizes, merged in another order", () => {
    const cuts = Array.from({ length: 15 }, () => random.below(COUNT)).sort((a, b) => a - b);
    const parts = [0, ...cuts].map((from, index) => values.subarray(from, cuts[index] ?? COUNT));
    const summaries = parts.map((part) => compressSummary(sketchOf(part), 288));
    const merged = summaries.toReversed().reduce(mergeSummaries);
    expect(merged.count).toBe(COUNT);
    expect(merged.error).toBeLessThan(0.0065);
    expect(worstRank(merged, sorted)).toBeLessThanOrEqual(merged.error);
  });
});

test("the error that is stated holds for 99 of 100 seeds at least, and is not much too large", () => {
  const sorted = shapes.sorted!;
  const values = Float64Array.from(sorted, (_, index) => (index * 7919) % COUNT);
  const errors = Array.from({ length: 200 }, (_, seed) => {
    const middle = countBelow(sketchOf(values, seed), COUNT / 2) / COUNT;
    return Math.abs(middle - 0.5);
  });
  expect(errors.filter((error) => error > SKETCH_ERROR).length).toBeLessThanOrEqual(2);
  expect(Math.max(...errors)).toBeGreaterThan(SKETCH_ERROR / 10);
});

test("few values are exact: NumPy's default quantiles", () => {
  const values = Float64Array.from([3, 1, 4, 1, 5, 9, 2, 6]);
  const summary = sketchOf(values);
  expect(summary.error).toBe(0);
  // numpy 2.3: np.quantile([3,1,4,1,5,9,2,6], [0, .1, .25, .5, .75, .9, 1])
  const expected = [1, 1, 1.75, 3.5, 5.25, 6.9, 9];
  [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1].forEach((share, index) => {
    expect(quantileAt(summary, share, [1, 9])).toBeCloseTo(expected[index]!, 12);
  });
  const halves = mergeSummaries(sketchOf(values.subarray(0, 3)), sketchOf(values.subarray(3)));
  expect([...halves.points]).toEqual([1, 1, 2, 3, 4, 5, 6, 9]);
  expect(halves.error).toBe(0);
});

test("the same values in pieces of any length give the same summary", () => {
  const values = shapes["both signs"]!;
  const sketch = new QuantileSketch();
  for (let from = 0; from < COUNT; ) {
    const to = Math.min(COUNT, from + 1 + random.below(3000));
    sketch.add(values.subarray(from, to));
    from = to;
  }
  expect(sketch.summary()).toEqual(sketchOf(values));
});
