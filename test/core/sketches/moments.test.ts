import { expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import {
  deviationOf,
  type Moments,
  mergeMoments,
  momentsOf,
  NO_MOMENTS,
} from "../../../src/core/sketches/moments.ts";

/** Equal but for the rounding of the last digits. */
function expectSame(found: Moments, expected: Moments): void {
  expect([found.count, found.minimum, found.maximum]).toEqual([
    expected.count,
    expected.minimum,
    expected.maximum,
  ]);
  expect(Math.abs(found.mean / expected.mean - 1)).toBeLessThan(1e-12);
  expect(Math.abs(found.m2 / expected.m2 - 1)).toBeLessThan(1e-9);
}

test("NumPy's mean and deviation, far from zero too", () => {
  // numpy 2.3: x = np.array([1e9 + v for v in (4, 7, 13, 16)]); x.mean(), x.std()
  const far = momentsOf(Float64Array.from([4, 7, 13, 16], (value) => 1e9 + value));
  expect(far.mean).toBe(1_000_000_010);
  expect(deviationOf(far)).toBeCloseTo(4.743416490252569, 12);
});

test("random parts in any order are the whole", () => {
  const random = seededRandom(3);
  const values = Float64Array.from({ length: 20_000 }, () => 1e6 + random.next() ** 8 * 1000);
  const cuts = Array.from({ length: 15 }, () => random.below(values.length)).sort((a, b) => a - b);
  const parts = [0, ...cuts].map((from, index) => momentsOf(values.slice(from, cuts[index])));
  expectSame(parts.reduce(mergeMoments, NO_MOMENTS), momentsOf(values));
  expectSame(parts.toReversed().reduce(mergeMoments), momentsOf(values));
});

test("numbers near the largest double do not overflow the mean", () => {
  const large = momentsOf(Float64Array.from([1.7e308, 1.7e308, 1.6e308]));
  expect(large.mean / 1e308).toBeCloseTo(5 / 3, 12);
  const merged = mergeMoments(momentsOf(Float64Array.of(-1.7e308)), momentsOf(Float64Array.of(1.7e308)));
  expect(merged.mean).toBe(0);
});
