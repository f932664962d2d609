import { describe, expect, test } from "vitest";
import { DISTINCT_ERROR, DistinctCounter } from "../../../src/core/sketches/distinct-counter.ts";
import { hashBytes } from "../../../src/core/sketches/hash.ts";

const encoder = new TextEncoder();

/** The hashes of texts, as cells are hashed. */
function hashesOf(texts: readonly string[]) {
  const target = { low: new Uint32Array(texts.length), high: new Uint32Array(texts.length) };
  texts.forEach((text, index) => {
    const bytes = encoder.encode(text);
    hashBytes(bytes, 0, bytes.length, target, index);
  });
  return target;
}

function countOf(texts: readonly string[]): DistinctCounter {
  const { low, high } = hashesOf(texts);
  const counter = new DistinctCounter();
  counter.add(low, high);
  return counter;
}

const numbers = (from: number, count: number, step = 1) =>
  Array.from({ length: count }, (_, index) => String(from + index * step));

describe("while they are few", () => {
  test("the count is exact, and so is the merge", () => {
    const counter = countOf([...numbers(0, 200), ...numbers(0, 200), "", "é"]);
    expect([counter.count, counter.exact]).toEqual([202, true]);
    counter.merge(DistinctCounter.read(countOf(numbers(100, 200)).write()));
    expect([counter.count, counter.exact]).toEqual([302, true]);
  });

  test("384 are counted, 385 are estimated", () => {
    expect(countOf(numbers(0, 384)).exact).toBe(true);
    const more = countOf(numbers(0, 385));
    expect(more.exact).toBe(false);
    expect(Math.abs(more.count - 385) / 385).toBeLessThan(4 * DISTINCT_ERROR);
  });
});

// Whole numbers one after the other differ in a digit or two: the hardest texts for a hash, and the most common.
describe.each([1000, 5000, 10_000, 20_000, 50_000])("%i distinct values", (count) => {
  test("the error has the standard deviation that is stated, and no bias", () => {
    const errors = Array.from({ length: 60 }, (_, seed) => {
      const texts =
        seed % 2 === 0 ? numbers(seed * count, count) : numbers(seed, count, 0.001).map((text) => `x${text}`);
      return (countOf(texts).count - count) / count;
    });
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(4 * DISTINCT_ERROR);
    expect(Math.abs(mean)).toBeLessThan((4 * DISTINCT_ERROR) / Math.sqrt(errors.length));
    expect(deviation).toBeLessThan(1.35 * DISTINCT_ERROR);
    expect(deviation).toBeGreaterThan(count < 5000 ? 0.1 * DISTINCT_ERROR : 0.65 * DISTINCT_ERROR);
  });
});

test("the merge of parts is the whole, to the last register", () => {
  const texts = numbers(0, 30_000);
  const whole = countOf([...texts, ...texts.slice(0, 5000)]);
  const parts = [texts.slice(0, 300), texts.slice(100, 15_000), texts.slice(14_000), []].map(countOf);
  const merged = parts.map((part) => DistinctCounter.read(part.write()));
  const forwards = new DistinctCounter();
  for (const part of merged) forwards.merge(part);
  const backwards = new DistinctCounter();
  for (const part of merged.toReversed()) backwards.merge(part);
  expect(forwards.write()).toBe(whole.write());
  expect(backwards.write()).toBe(whole.write());
  expect(whole.write().length).toBeLessThan(4200);
});
