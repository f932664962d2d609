import { expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { SeenIds } from "../../../../src/stages/evaluation/files/seen-ids.ts";

test("an id is its text: 7 is neither 07 nor 7.0", () => {
  const ids = [
    "7",
    "07",
    "7.0",
    " 7",
    "-7",
    "0",
    "00",
    "-0",
    "",
    "999999999999999",
    "9999999999999999",
    "10000000000000000",
  ];
  const seen = new SeenIds(2 * ids.length);
  expect(ids.map((id) => seen.sawBefore(id))).toEqual(ids.map(() => false));
  expect(ids.map((id) => seen.sawBefore(id))).toEqual(ids.map(() => true));
});

test("the same as a set of texts", () => {
  const random = seededRandom(5);
  for (const reach of [10, 3000, 2 ** 32]) {
    const ids = Array.from({ length: 5000 }, () => {
      const number = random.below(reach) * (random.below(2) === 0 ? 1 : 65_536);
      return random.below(9) === 0 ? `x${number}` : String(number);
    });
    const seen = new SeenIds(ids.length);
    const texts = new Set<string>();
    for (const id of ids) {
      expect(seen.sawBefore(id)).toBe(texts.has(id));
      texts.add(id);
    }
  }
});
