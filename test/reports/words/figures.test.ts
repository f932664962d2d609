import { expect, it } from "vitest";
import type { MetricComparison } from "../../../src/records/evaluation.ts";
import {
  count,
  differenceText,
  figure,
  percent,
  rowDecimals,
  signed,
} from "../../../src/reports/words/figures.ts";

const compared = (champion: number, challenger: number, interval: [number, number]): MetricComparison => ({
  metric: "rmse",
  direction: "lower",
  challenger,
  gated: true,
  compared: {
    champion,
    challenger,
    difference: challenger - champion,
    interval,
    tolerance: 1,
    verdict: "improved",
  },
});

it.each<[string, MetricComparison, number]>([
  ["scores", compared(0.9, 0.95, [0.01, 0.09]), 3],
  ["prices", compared(123_456, 120_000, [-5000, -1000]), 0],
  ["small errors", compared(0.000123, 0.000101, [-0.00004, -0.00001]), 6],
  ["a narrow interval", compared(0.95, 0.9501, [0.00009, 0.00012]), 5],
  ["no difference at all", compared(0.95, 0.95, [0, 0]), 3],
  ["zero", compared(0, 0, [0, 0]), 3],
])("shows %s with decimals that tell them apart", (_, metric, decimals) => {
  expect(rowDecimals(metric)).toBe(decimals);
});

it.each([
  [-0.0001, 3, "0.000", "0.000"],
  [-0, 3, "0.000", "0.000"],
  [0.0001, 3, "0.000", "0.000"],
  [-1.5, 1, "−1.5", "−1.5"],
  [1.5, 1, "1.5", "+1.5"],
  [1.5e12, 0, "1.500e+12", "+1.500e+12"],
  [Number.POSITIVE_INFINITY, 3, "∞", "+∞"],
  [Number.NEGATIVE_INFINITY, 3, "−∞", "−∞"],
  [Number.NaN, 3, "not a number", "not a number"],
])("writes %d with %d decimals as %s, a difference as %s", (value, decimals, plain, difference) => {
  expect(figure(value, decimals)).toBe(plain);
  expect(signed(value, decimals)).toBe(difference);
});

it("writes differences, shares and counts", () => {
  expect(differenceText({ difference: 0.1994, interval: [-0.05, 0.33] }, 3)).toBe(
    "+0.199 (−0.050 to +0.330)",
  );
  expect([percent(0.99), percent(0.999), percent(0.9)]).toEqual(["99 %", "99.9 %", "90 %"]);
  expect([count(1, "row"), count(0, "row")]).toEqual(["1 row", "0 rows"]);
});
