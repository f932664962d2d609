import { describe, expect, it } from "vitest";
import { bestThreshold } from "../../../src/core/curves/best-threshold.ts";
import { seededRandom } from "../../../src/core/random.ts";

const SCORES = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.8, 0.6);
const POSITIVE = Uint8Array.of(0, 0, 1, 1, 0, 1);

describe("the threshold that costs least", () => {
  it.each([
    // Found by hand: from 0.35 on one says yes to 5 rows, 2 of them wrongly, and misses none.
    [
      { alarm: 1, miss: 20 },
      { threshold: 0.35, cost: 2 / 6, alarms: 2, misses: 0 },
    ],
    // From 0.6 on: 1 false alarm, 1 miss.
    [
      { alarm: 1, miss: 0.9 },
      { threshold: 0.6, cost: 1.9 / 6, alarms: 1, misses: 1 },
    ],
    [
      { alarm: 20, miss: 1 },
      { threshold: null, cost: 3 / 6, alarms: 0, misses: 3 },
    ],
    [
      { alarm: 1, miss: 0 },
      { threshold: null, cost: 0, alarms: 0, misses: 3 },
    ],
    [
      { alarm: 0, miss: 1 },
      { threshold: 0.35, cost: 0, alarms: 2, misses: 0 },
    ],
  ])("%j", (costs, expected) => {
    expect(bestThreshold(SCORES, POSITIVE, costs)).toEqual(expected);
  });

  it("is cheaper than, or as cheap as, every other threshold, tried one by one", () => {
    const random = seededRandom(2);
    for (let run = 0; run < 200; run++) {
      const rows = 1 + random.below(30);
      const scores = Float64Array.from({ length: rows }, () => random.below(8) / 8);
      const positive = Uint8Array.from({ length: rows }, () => random.below(2));
      const costs = { alarm: random.next(), miss: random.next() };
      const tried = [...new Set(scores), Number.POSITIVE_INFINITY].map((threshold) => {
        let cost = 0;
        for (let row = 0; row < rows; row++) {
          const yes = scores[row]! >= threshold;
          cost += yes && !positive[row] ? costs.alarm : !yes && positive[row] ? costs.miss : 0;
        }
        return cost / rows;
      });
      expect(bestThreshold(scores, positive, costs).cost).toBeCloseTo(Math.min(...tried), 12);
    }
  });
});
