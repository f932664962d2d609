import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { rowKeys } from "../../../src/stages/data/row-keys.ts";
import { split } from "../../../src/stages/data/split.ts";
import { rawOf } from "./tables.ts";

const SHARES = { validation: 0.2, test: 0.3, seed: 0 };
const keysOf = (count: number, prefix = "") =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

test("the place of a key is the first 52 bits of SHA-256 over seed, NUL and key", () => {
  // Python 3 hashlib: int(hashlib.sha256(b"0\x00" + key).hexdigest()[:13], 16) / 2**52 for the keys 0 to 9.
  const places = [
    0.510761, 0.157586, 0.625171, 0.606298, 0.230168, 0.502827, 0.777464, 0.720638, 0.098093, 0.417629,
  ];
  const expected = places.map((u) => (u < 0.3 ? "test" : u < 0.5 ? "validation" : "training"));
  expect(split(keysOf(10), SHARES).folds).toEqual(expected);
});

test("the shares are met on average", () => {
  const { folds } = split(keysOf(20_000), SHARES);
  const share = (fold: string) => folds.filter((each) => each === fold).length / folds.length;
  // Four standard deviations of a share of 20,000 rows are at most 0.013.
  expect(Math.abs(share("test") - 0.3)).toBeLessThan(0.013);
  expect(Math.abs(share("validation") - 0.2)).toBeLessThan(0.013);
});

describe("properties", () => {
  test("adding, removing and shuffling rows moves nobody", () => {
    const random = seededRandom(11);
    for (let round = 0; round < 20; round++) {
      const seed = random.below(1000);
      const before = split(keysOf(100, `${round}-`), { ...SHARES, seed });
      const others = [...keysOf(80, "new"), ...before.keys.filter(() => random.next() < 0.7)];
      others.sort(() => random.next() - 0.5);
      const after = split(others, { ...SHARES, seed });
      const fold = new Map(after.keys.map((key, row) => [key, after.folds[row]]));
      before.keys.forEach((key, row) => {
        if (fold.has(key)) expect(fold.get(key)).toBe(before.folds[row]);
      });
    }
  });

  test("rows of the same content are in one fold", async () => {
    const random = seededRandom(3);
    const rows = Array.from({ length: 300 }, () => `${random.below(12)},${random.below(3)}`);
    const { folds } = split(rowKeys(await rawOf(`a,b\n${rows.join("\n")}\n`)), SHARES);
    const foldOf = new Map<string, string>();
    rows.forEach((row, index) => {
      expect(foldOf.get(row) ?? folds[index]).toBe(folds[index]);
      foldOf.set(row, folds[index]!);
    });
    expect(foldOf.size).toBeGreaterThan(25);
  });

  test("another seed gives another split", () => {
    expect(split(keysOf(100), { ...SHARES, seed: 1 }).folds).not.toEqual(split(keysOf(100), SHARES).folds);
  });
});

describe("errors", () => {
  test.each([
    [{ validation: 0.5, test: 0.5 }, "data-split-shares"],
    [{ validation: 0.9, test: 0.4 }, "data-split-shares"],
    [{ validation: 0.2, test: 0 }, "data-empty-fold"],
  ])("%j", (shares, code) => {
    expect(() => split(keysOf(50), { ...shares, seed: 0 })).toThrow(code);
  });

  test("a fold that comes out empty is named", () => {
    expect(() => split(["0"], { validation: 0, test: 0.01, seed: 0 })).toThrow(
      "no row in the test fold, of 1 rows",
    );
    expect(() => split([], SHARES)).toThrow(/training fold[\s\S]*test fold/);
  });

  test("no validation is fine", () => {
    expect(split(keysOf(50), { validation: 0, test: 0.5, seed: 0 }).folds).not.toContain("validation");
  });
});
