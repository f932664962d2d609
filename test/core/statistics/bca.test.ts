import { describe, expect, test } from "vitest";
import { quantile } from "../../../src/core/describe-numbers.ts";
import { bcaInterval, bcaPValue, bcaShape } from "../../../src/core/statistics/bca.ts";

const DATA = Array.from({ length: 31 }, (_, i) => ((i * 37) % 101) / 7 + (i % 5 === 0 ? 9 : 0));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const observed = mean(DATA) ** 2;
const place = Array.from({ length: 199 }, (_, k) => ((k * 73) % 199) / 198);
const resampled = Float64Array.from(place, (x) => observed + 60 * (x - 0.45) + 25 * x * x);
const leftOut = Float64Array.from(DATA, (_, i) => mean(DATA.filter((__, j) => j !== i)) ** 2);
const shape = bcaShape(resampled, observed, leftOut);
const sorted = resampled.slice().sort();

// SciPy 1.17.1: bootstrap((data,), lambda x, axis: np.mean(x, axis=axis) ** 2, method="BCa", n_resamples=0,
// bootstrap_result=BootstrapResult(None, resampled, None)) of the same numbers.
test.each([
  [0.5, 63.96864188002129, 96.92725851957752],
  [0.9, 58.0943097799732, 127.65444170741027],
  [0.95, 57.595560987469916, 133.8731991589213],
  [0.99, 57.25438244111571, 140.12102947975868],
])("at %d as SciPy has it", (confidence, low, high) => {
  const [from, to] = bcaInterval(sorted, shape, confidence);
  expect(from).toBeCloseTo(low, 9);
  expect(to).toBeCloseTo(high, 9);
});

describe("the p-value is one less the confidence at which the interval touches zero", () => {
  test.each([0.2, 0.5, 0.8, 0.95])("at %d", (confidence) => {
    const [low, high] = bcaInterval(sorted, shape, confidence);
    for (const end of [low, high]) {
      const moved = sorted.map((value) => value - end);
      // One resample more or less beyond zero is all that the two may differ by.
      expect(Math.abs(bcaPValue(moved, shape) - (1 - confidence))).toBeLessThan(0.03);
    }
  });

  test("with every resample on one side it is as small as their number can show", () => {
    expect(bcaPValue(sorted, shape)).toBe(2 / 200);
  });
});

test("where all resamples lie beyond what was observed, the percentiles stand", () => {
  const far = bcaShape(resampled, 1e9, leftOut);
  const [low, high] = bcaInterval(sorted, far, 0.9);
  expect(low).toBeCloseTo(quantile(sorted, 0.05), 12);
  expect(high).toBeCloseTo(quantile(sorted, 0.95), 12);
});

test("no difference at all has an interval without width", () => {
  const zeros = new Float64Array(50);
  const none = bcaShape(zeros, 0, new Float64Array(9));
  expect(bcaInterval(zeros, none, 0.99)).toEqual([0, 0]);
  expect(bcaPValue(zeros, none)).toBe(1);
});
