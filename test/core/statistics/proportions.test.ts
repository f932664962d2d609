import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { differenceOfShares, ratioOfShares, wilson } from "../../../src/core/statistics/proportions.ts";
import { studentQuantile } from "../../../src/core/statistics/student-t.ts";
import reference from "../../stages/evaluation/reference/fairness.json" with { type: "json" };

const { level } = reference;
const close = (found: readonly number[], wanted: readonly number[]) =>
  found.forEach((value, at) => {
    expect(Math.abs(value - wanted[at]!)).toBeLessThan(1e-12);
  });

// statsmodels 0.15.0: proportion_confint(method="wilson").
test.each(reference.wilson)("Wilson's interval of %d of %d", (marked, of, low, high) => {
  close(wilson({ marked: marked!, of: of! }, level), [low!, high!]);
});

// statsmodels 0.15.0: confint_proportions_2indep(method="newcomb", compare="diff").
test.each(reference.newcombe)("Newcombe's interval of %d of %d less %d of %d", (a, n, b, m, low, high) => {
  close(differenceOfShares({ marked: a!, of: n! }, { marked: b!, of: m! }, level), [low!, high!]);
});

// SciPy 1.17.1: t.ppf(1 - both / 2, degrees).
test.each([
  [0.01, 5, 4.032142983555228],
  [0.01, 17.3, 2.892027641127293],
  [0.001, 200, 3.3398354062757107],
  [0.05, 1, 12.706204736174694],
])("Student's quantile at %d with %d degrees", (both, degrees, t) => {
  expect(studentQuantile(both, degrees)).toBeCloseTo(t, 10);
});

describe("the interval of a ratio", () => {
  test("turned around it is that of the ratio turned around", () => {
    const [left, right] = [
      { marked: 30, of: 100 },
      { marked: 45, of: 90 },
    ];
    const [low, high] = ratioOfShares(left, right, 0.05);
    close(ratioOfShares(right, left, 0.05).toReversed(), [1 / low, 1 / high]);
  });

  test("knows no upper end where the other share may be nothing, and no lower where its own is", () => {
    expect(ratioOfShares({ marked: 5, of: 20 }, { marked: 0, of: 20 }, 0.05)[1]).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(ratioOfShares({ marked: 0, of: 20 }, { marked: 5, of: 20 }, 0.05)[0]).toBe(0);
  });

  // With a true coverage of 95 %, 4,000 rounds have a standard error of 0.35 points.
  test.each([
    [40, 0.3, 60, 0.5],
    [200, 0.1, 100, 0.12],
    [30, 0.8, 30, 0.5],
  ])("holds the true ratio in 95 of 100 (%d rows of %d, %d of %d)", (n, p, m, q) => {
    const random = seededRandom(8);
    const drawn = (of: number, share: number) => ({
      of,
      marked: Array.from({ length: of }, () => Number(random.next() < share)).reduce((a, b) => a + b, 0),
    });
    let held = 0;
    for (let round = 0; round < 4000; round++) {
      const [low, high] = ratioOfShares(drawn(n, p), drawn(m, q), 0.05);
      if (low <= p / q && p / q <= high) held++;
    }
    expect(held / 4000).toBeGreaterThan(0.935);
    expect(held / 4000).toBeLessThan(0.975);
  });
});
