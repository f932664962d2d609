import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { FrequentValues } from "../../../src/core/sketches/frequent-values.ts";
import { hashBytes } from "../../../src/core/sketches/hash.ts";

const encoder = new TextEncoder();

function frequentOf(texts: readonly string[]): FrequentValues {
  const encoded = texts.map((text) => encoder.encode(text));
  const bytes = new Uint8Array(encoded.reduce((sum, each) => sum + each.length, 0));
  const starts = new Int32Array(texts.length);
  const ends = new Int32Array(texts.length);
  const hashes = { low: new Uint32Array(texts.length), high: new Uint32Array(texts.length) };
  let at = 0;
  encoded.forEach((each, index) => {
    bytes.set(each, at);
    starts[index] = at;
    at += each.length;
    ends[index] = at;
    hashBytes(bytes, starts[index]!, at, hashes, index);
  });
  const values = new FrequentValues();
  values.add(hashes, bytes, starts, ends, texts.length);
  return values;
}

function trueCounts(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Some values that come often, among very many that come once or twice. */
function skewed(seed: number, count: number): string[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () =>
    random.next() < 0.3 ? `often ${random.below(8)}` : `rare ${random.below(count)}`,
  );
}

/** That no count is too high, none too low by more than the error, and none absent that came more often. */
function expectWithin(values: FrequentValues, texts: readonly string[]): void {
  const truth = trueCounts(texts);
  const written = values.write();
  const found = new Map(written.values.map(([text, count]) => [text, count]));
  for (const [text, count] of found) {
    expect(count).toBeLessThanOrEqual(truth.get(text)!);
    expect(count).toBeGreaterThanOrEqual(truth.get(text)! - written.error);
  }
  for (const [text, count] of truth) if (count > written.error) expect(found.has(text)).toBe(true);
}

describe("up to 128 values", () => {
  test("counts are exact, sorted by count and text", () => {
    const texts = Array.from({ length: 128 }, (_, index) => Array(1 + (index % 3)).fill(`v${index}`)).flat();
    const { error, values } = frequentOf(texts).write();
    expect(error).toBe(0);
    expect(values).toHaveLength(128);
    expect(values.slice(0, 3)).toEqual([
      ["v101", 3],
      ["v104", 3],
      ["v107", 3],
    ]);
    expect(new Map(values as [string, number][])).toEqual(trueCounts(texts));
  });

  test("long texts are cut, not in the middle of a character, and stay apart", () => {
    const long = "é".repeat(40);
    const values = frequentOf([`a${long}1`, `a${long}2`, `a${long}2`]);
    const again = FrequentValues.read(JSON.parse(JSON.stringify(values.write())));
    again.merge(frequentOf([`a${long}1`, `a${long}1`]));
    const written = again.write().values;
    expect(written.map(([text, count]) => [text, count])).toEqual([
      [`a${"é".repeat(31)}`, 3],
      [`a${"é".repeat(31)}`, 2],
    ]);
  });
});

describe("more values than counters", () => {
  test.each([1, 2, 3, 4, 5])("seed %i: within the error, which is at most a 64th", (seed) => {
    const texts = skewed(seed, 50_000);
    const values = frequentOf(texts);
    expect(values.error).toBeGreaterThan(0);
    expect(values.error).toBeLessThanOrEqual(texts.length / 64);
    expectWithin(values, texts);
    expect(
      values
        .write()
        .values.slice(0, 8)
        .map(([text]) => text)
        .sort(),
    ).toEqual(Array.from({ length: 8 }, (_, index) => `often ${index}`));
  });

  test("the merge of sixteen parts is within its error, whatever was cut off their JSON", () => {
    const parts = Array.from({ length: 16 }, (_, seed) => skewed(seed, 3000 + 500 * seed));
    const written = parts.map((part) => JSON.parse(JSON.stringify(frequentOf(part).write(1000))));
    const merged = FrequentValues.read(written.pop());
    for (const part of written) merged.merge(FrequentValues.read(part));
    expectWithin(merged, parts.flat());
  });
});
