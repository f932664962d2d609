import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { wattHours } from "../../../../src/stages/evaluation/operations/energy.ts";
import { latencyAt } from "../../../../src/stages/evaluation/operations/latency.ts";

describe("a latency", () => {
  it("is a quantile of the calls", () => {
    const calls = Array.from({ length: 101 }, (_, index) => 100 - index);
    expect(latencyAt(0.5, calls).value).toBe(50);
    expect(latencyAt(0.95, calls).value).toBe(95);
  });

  it.each([
    [0.5, 60],
    [0.95, 200],
    [0.99, 1000],
  ])("of %d is at the least what it says, but in about one of a hundred cases (%d calls)", (share, calls) => {
    const random = seededRandom(3);
    // Of an exponential distribution the quantile is known.
    const truth = -Math.log(1 - share);
    const runs = 2000;
    let above = 0;
    for (let run = 0; run < runs; run++) {
      const times = Array.from({ length: calls }, () => -Math.log(1 - random.next()));
      if (latencyAt(share, times).atLeast! > truth) above++;
    }
    expect(above / runs).toBeLessThan(0.02);
    expect(above / runs).toBeGreaterThan(0.0005);
  });

  it("of too few calls has no least", () => {
    expect(latencyAt(0.5, [1, 2, 3, 4]).atLeast).toBeNull();
  });
});

it("energy follows the formula of Green Algorithms", () => {
  // An hour of 16 cores and 64 GB: (16 · 12 + 64 · 0.3725) · 1.67.
  expect(wattHours(3600, 16, 64)).toBeCloseTo(360.4528, 8);
  expect(wattHours(0, 16, 64)).toBe(0);
});
