import { expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { drawInto, once } from "../../../src/core/statistics/resample.ts";

test("as many rows are drawn as there are, each as often as chance has it", () => {
  const [rows, rounds] = [40, 5000];
  const random = seededRandom(8);
  const weights = once(rows);
  let never = 0;
  const first: number[] = [];
  for (let round = 0; round < rounds; round++) {
    drawInto(weights, random);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(rows);
    never += weights.filter((weight) => weight === 0).length;
    first.push(weights[0]!);
  }
  // A row stays out with (1 - 1/n)^n, and its count has the binomial's variance.
  expect(never / rows / rounds).toBeCloseTo((1 - 1 / rows) ** rows, 2);
  const variance = first.reduce((sum, count) => sum + (count - 1) ** 2, 0) / rounds;
  expect(variance).toBeGreaterThan(0.9 * (1 - 1 / rows));
  expect(variance).toBeLessThan(1.1 * (1 - 1 / rows));
});
