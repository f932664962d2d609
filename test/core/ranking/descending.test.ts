import { expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { descending } from "../../../src/core/ranking/descending.ts";

const sorted = (values: Float64Array) =>
  Int32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);

const ODD = [0, -0, 1, -1, 0.5, 5e-324, -5e-324, 1e300, -1e300, Infinity, -Infinity];

test.each([0, 1, 2, 4095, 4096, 30_000])("%i values: the largest first, of equal ones the first", (count) => {
  const random = seededRandom(count);
  const kinds: (() => number)[] = [
    () => random.next(),
    () => random.below(20) / 20,
    () => (random.next() - 0.5) * 10 ** (random.below(600) - 300),
    () => ODD[random.below(ODD.length)]!,
    () => 0.25,
  ];
  for (const kind of kinds) {
    const values = Float64Array.from({ length: count }, kind);
    expect(descending(values)).toEqual(sorted(values));
  }
});
