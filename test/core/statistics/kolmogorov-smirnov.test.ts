import { describe, expect, test } from "vitest";
import { kolmogorovSmirnov } from "../../../src/core/statistics/kolmogorov-smirnov.ts";
import { kolmogorovTail } from "../../../src/core/statistics/kolmogorov-tail.ts";
import { sortedSample } from "../../../src/core/statistics/sorted-sample.ts";
import { wasserstein } from "../../../src/core/statistics/wasserstein.ts";
import { congruential } from "./congruential.ts";

/** Equal to 1e-9, and tiny p-values to seven digits: not merely both near 0. */
function expectClose(found: number, reference: number): void {
  expect(Math.abs(found - reference)).toBeLessThan(1e-9);
  if (reference > 0 && reference < 0.01) expect(Math.abs(found / reference - 1)).toBeLessThan(1e-7);
}

// SciPy 1.17.1: ks_2samp(x, y) with method "auto", and wasserstein_distance(x, y), for x and y of the generator: [seed, rows] each,
// y + shift; both floor(t * value) where t is not 0.
test.each([
  ["equal sizes", [1, 50], [2, 50], 0.1, 0, 0.18, 0.3959398631708505, 0.10185292842797936],
  ["unequal sizes", [3, 50], [4, 80], 0.1, 0, 0.1675, 0.3165494466568037, 0.09594768173992634],
  [
    "coprime sizes",
    [5, 997],
    [6, 1009],
    0.03,
    0,
    0.04984328605240896,
    0.15780236380088822,
    0.025790926012109524,
  ],
  ["ties", [7, 300], [8, 200], 0.05, 10, 0.065, 0.6742155575907256, 0.29499999999999993],
  ["ties, equal sizes", [9, 400], [10, 400], 0.15, 5, 0.1675, 2.5720789009736948e-5, 0.7200000000000001],
  ["the largest exact", [11, 10000], [12, 10000], 0.01, 0, 0.0164, 0.13577561139814695, 0.004467924378102648],
  [
    "the largest exact, unequal",
    [13, 10000],
    [14, 9999],
    0.02,
    0,
    0.04334771477147515,
    1.3380389749765335e-8,
    0.03132974409710294,
  ],
  [
    "one more: asymptotic",
    [15, 10001],
    [16, 9999],
    0.01,
    0,
    0.02303211023032109,
    0.009780345184834753,
    0.011027841350460364,
  ],
  [
    "asymptotic, far apart",
    [17, 20000],
    [18, 15000],
    0.05,
    0,
    0.05536666666666667,
    2.80925198254493e-23,
    0.05143386887821061,
  ],
  [
    "asymptotic, few against many",
    [19, 10001],
    [20, 7],
    0.2,
    0,
    0.3248246603911038,
    0.3706300044462354,
    0.20541655178362977,
  ],
  [
    "asymptotic, 120 against many",
    [21, 12000],
    [22, 120],
    0.1,
    0,
    0.18108333333333326,
    0.0006919179738181564,
    0.10639522060068946,
  ],
  [
    "asymptotic, one against many",
    [23, 10001],
    [24, 1],
    0.4,
    0,
    0.6522347765223477,
    0.6955304469553045,
    0.27555482017751975,
  ],
  [
    "asymptotic, hardly apart",
    [25, 50000],
    [25, 50000],
    0.0001,
    0,
    0.00034000000000000696,
    1,
    9.999999999999064e-5,
  ],
  [
    "asymptotic, ties",
    [26, 30000],
    [27, 20000],
    0.01,
    20,
    0.013483333333333347,
    0.025244517050134974,
    0.21466666666666678,
  ],
  ["exact, far apart", [28, 200], [29, 150], 0.5, 0, 0.54, 2.0252886722314546e-23, 0.5270061070968707],
  [
    "exact, few against many",
    [30, 3],
    [31, 10000],
    0,
    0,
    0.3327333333333333,
    0.7803671329151786,
    0.13756709952955132,
  ],
] as const)(
  "%s: as SciPy's ks_2samp and wasserstein_distance",
  (_, x, y, shift, t, statistic, pValue, distance) => {
    const tie = (value: number) => (t === 0 ? value : Math.floor(t * value));
    const left = sortedSample(congruential(x[0], x[1]).map(tie));
    const right = sortedSample(congruential(y[0], y[1]).map((value) => tie(value + shift)));
    const found = kolmogorovSmirnov(left, right);
    expectClose(found.statistic, statistic);
    expectClose(found.pValue, pValue);
    expectClose(wasserstein(left, right), distance);
  },
);

// SciPy 1.17.1: ks_2samp(a, b), wasserstein_distance(a, b).
test.each([
  ["one value each, the same", [1], [1], 0, 1, 0],
  ["one value each", [1], [2], 1, 1, 1],
  ["the same constant", [1, 1, 1], [1, 1, 1], 0, 1, 0],
  ["two constants", [1, 1, 1], [2, 2, 2, 2], 1, 0.05714285714285715, 1],
  ["the same sample", [1, 2, 3, 4], [4, 3, 2, 1], 0, 1, 0],
  ["values in turn", [0.5, 2.5], [1, 2, 3], 0.5, 0.9, 0.6666666666666667],
])("%s", (_, a, b, statistic, pValue, distance) => {
  const [left, right] = [sortedSample(a), sortedSample(b)];
  const found = kolmogorovSmirnov(left, right);
  expect(found.statistic).toBeCloseTo(statistic, 12);
  expect(found.pValue).toBeCloseTo(pValue, 12);
  expect(wasserstein(left, right)).toBeCloseTo(distance, 12);
});

test("the two sides may be exchanged", () => {
  const [left, right] = [sortedSample(congruential(1, 70)), sortedSample(congruential(2, 110))];
  expect(kolmogorovSmirnov(left, right)).toEqual(kolmogorovSmirnov(right, left));
});

test("far from zero the distance keeps its digits, and between the largest numbers it is finite", () => {
  const near = [congruential(1, 5000), congruential(2, 4000)].map((values) =>
    values.map((value) => Math.floor(value * 65536) / 65536),
  );
  const far = near.map((values) => values.map((value) => 2 ** 31 + value));
  const distances = [near, far].map(([x, y]) => wasserstein(sortedSample(x!), sortedSample(y!)));
  expect(Math.abs(distances[1]! - distances[0]!)).toBeLessThan(1e-12);
  expect(wasserstein(sortedSample([-1.5e308, 1.5e308]), sortedSample([1.5e308]))).toBe(1.5e308);
});

test("a sample without values is refused, and so is what is no number", () => {
  expect(() => kolmogorovSmirnov(sortedSample([]), sortedSample([1]))).toThrow(RangeError);
  expect(() => wasserstein(sortedSample([1]), sortedSample([]))).toThrow(RangeError);
  expect(() => sortedSample([1, Number.NaN])).toThrow(RangeError);
  expect(() => sortedSample([Number.NEGATIVE_INFINITY, 1])).toThrow(RangeError);
});

test("values with weights count as that many rows", () => {
  const raw = [sortedSample([1, 1, 1, 4]), sortedSample([2, 2, 3, 3])] as const;
  const weighted = [
    { values: Float64Array.of(1, 4), weights: Float64Array.of(3, 1), size: 4 },
    { values: Float64Array.of(2, 3), weights: Float64Array.of(2, 2), size: 4 },
  ] as const;
  expect(kolmogorovSmirnov(...weighted)).toEqual(kolmogorovSmirnov(...raw));
  // SciPy 1.17.1: wasserstein_distance([1, 4], [2, 3], [3, 1], [2, 2]).
  expect(wasserstein(...weighted)).toBe(1.25);
});

describe("the one-sample tail, in every one of its formulas", () => {
  // SciPy 1.17.1: kstwo.sf(d, n).
  test.each([
    [1, 0.7, 0.6000000000000001],
    [1, 0.5, 1],
    [3, 0.3, 0.8862222222222222],
    [5, 0.9, 1.9999999999999978e-5],
    [30, 0.05, 0.9999927796416472],
    [100, 0.06, 0.8428847956274123],
    [100, 0.15, 0.019839242125641813],
    [140, 0.2, 2.1981563302200222e-5],
    [141, 0.12, 0.03160060527758468],
    [1000, 0.004, 1],
    [1000, 0.0125, 0.9971528020597908],
    [1000, 0.04, 0.07933956059000224],
    [5000, 0.05, 2.6523052328711187e-11],
    [50000, 0.0008, 0.9999999999999997],
    [99999, 0.006, 0.0014872560095476619],
    [100001, 0.0005, 1],
    [100001, 0.004, 0.08129888811128061],
    [1000000, 0.002, 0.0006700277103670718],
    [1000000, 0.01, 2.7373304415481205e-87],
    [1000, 1, 0],
  ])("n = %d, d = %d", (n, d, reference) => {
    expectClose(kolmogorovTail(n, d), reference);
  });
});

test("a million values a side take well under a second", () => {
  const [left, right] = [congruential(1, 1_000_000), congruential(2, 1_000_000)];
  const begun = performance.now();
  const { pValue } = kolmogorovSmirnov(sortedSample(left), sortedSample(right));
  const took = performance.now() - begun;
  expect(pValue).toBeGreaterThan(0);
  // Some 0.3 s on two cores of 2024; the rest is room for a busy machine.
  expect(took).toBeLessThan(3000);
});

test("of sketches the p-value is that of the distance less what they may have added", () => {
  const sample = (shift: number, error?: number) => ({
    values: Float64Array.from({ length: 300 }, (_, index) => index + shift),
    weights: new Float64Array(300).fill(1000),
    size: 300_000,
    ...(error !== undefined && { error }),
  });
  const exact = kolmogorovSmirnov(sample(0), sample(2));
  const sketched = kolmogorovSmirnov(sample(0, 0.003), sample(2, 0.003));
  expect(sketched.statistic).toBe(exact.statistic);
  expect(exact.pValue).toBeLessThan(0.01);
  expect(sketched.pValue).toBeGreaterThan(0.9);
});
