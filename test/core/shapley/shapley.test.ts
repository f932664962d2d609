import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import type { ShapleyPlan } from "../../../src/core/shapley/coalitions.ts";
import { exactShapley } from "../../../src/core/shapley/exact-shapley.ts";
import { kernelShapley } from "../../../src/core/shapley/kernel-shapley.ts";
import { shapleyPlan } from "../../../src/core/shapley/shapley-plan.ts";

type Model = (row: readonly number[]) => number;

const five: Model = (x) => x[0]! * x[1]! + Math.sin(x[2]!) + Math.max(x[3]!, x[4]!);
const twelve: Model = (x) =>
  x.reduce((sum, value, at) => sum + (value * at) / 12, 0) +
  x[0]! * x[1]! * x[2]! -
  x[3]! * Math.max(x[4]!, 0) +
  Math.tanh(x[5]! + x[6]!);

/** The row that is explained, and five rows of background. */
const dataOf = (columns: number): number[][] =>
  Array.from({ length: 6 }, (_, r) =>
    Array.from({ length: columns }, (_, c) => ((7 * r + 3 * c * c + 5 * r * c) % 11) / 4 - 1),
  );

/** What a coalition is worth: the mean over the background, with the players' values from the row. */
function worthOf({ coalitions }: ShapleyPlan, model: Model, [row, ...background]: number[][]): number[] {
  return coalitions.map((coalition) => {
    const values = background.map((other) =>
      model(other.map((value, at) => (coalition[at] ? row![at]! : value))),
    );
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

const valuesOf = (plan: ShapleyPlan, model: Model, players: number): number[] => [
  ...plan.solve(worthOf(plan, model, dataOf(players))),
];

// shap 0.51.0: ExactExplainer(f, maskers.Independent(background)), for these functions and rows.
const FIVE = [-0.13125000000000006, 0.26874999999999993, -1.0306917332889522, 0, -0.44999999999999996];
const TWELVE = [
  -0.08020833333333457, -0.18489583333333348, -0.19739583333333394, 0, 0, 0.48056389856465836,
  0.6616349336506472, -0.08750000000000026, -0.03333333333333334, -0.7875, -0.3333333333333338,
  -1.2833333333333286,
];

function expectClose(found: readonly number[], expected: readonly number[], within: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, at) => {
    expect(Math.abs(value - expected[at]!)).toBeLessThanOrEqual(within);
  });
}

describe("Shapley's values beside the shap package", () => {
  test("exact, five and twelve features", () => {
    expectClose(valuesOf(exactShapley(5), five, 5), FIVE, 1e-12);
    expectClose(valuesOf(exactShapley(12), twelve, 12), TWELVE, 1e-12);
  });

  test("the kernel's fit of all coalitions is exact", () => {
    expectClose(valuesOf(kernelShapley(5, 32, seededRandom(1)), five, 5), FIVE, 1e-9);
    expectClose(valuesOf(kernelShapley(12, 4096, seededRandom(1)), twelve, 12), TWELVE, 1e-9);
  });

  test("the kernel's fit of 300 of 4,096 coalitions is near, and nearer on average", () => {
    const all = Array.from({ length: 40 }, (_, seed) =>
      valuesOf(kernelShapley(12, 300, seededRandom(seed)), twelve, 12),
    );
    for (const values of all) expectClose(values, TWELVE, 0.1);
    const means = TWELVE.map((_, at) => all.reduce((sum, values) => sum + values[at]!, 0) / all.length);
    expectClose(means, TWELVE, 0.01);
  });
});

describe("the axioms", () => {
  const symmetric: Model = (x) => x[0]! * x[1]! * x[2]! + 2 * (x[0]! + x[1]!) + x[2]! ** 2;
  /** The first two columns alike, the last one read by nobody. */
  const rows = dataOf(4).map(([a, , c, d]) => [a!, a!, c!, d!]);
  const solved = (plan: ShapleyPlan, model: Model, data: number[][]) => [
    ...plan.solve(worthOf(plan, model, data)),
  ];

  test.each([
    ["exact", exactShapley(4)],
    ["kernel", kernelShapley(4, 16, seededRandom(3))],
  ])("symmetry and dummy, %s", (_, plan) => {
    const values = solved(plan, symmetric, rows);
    expect(values[0]).toBeCloseTo(values[1]!, 12);
    expect(Math.abs(values[0]!)).toBeGreaterThan(0.1);
    expect(values[3]).toBeCloseTo(0, 12);
  });

  test.each([
    ["exact", 5, five, exactShapley(5)],
    ["kernel, all but few left out", 12, twelve, kernelShapley(12, 26, seededRandom(3))],
    ["kernel, some drawn", 12, twelve, kernelShapley(12, 101, seededRandom(4))],
  ])("efficiency: the values add up, %s", (_, players, model, plan) => {
    const worth = worthOf(plan, model, dataOf(players));
    const sum = plan.solve(worth).reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(worth.at(-1)! - worth[0]!, 10);
    const [row, ...background] = dataOf(players);
    const mean = background.reduce((total, each) => total + model(each) / background.length, 0);
    expect(sum).toBeCloseTo(model(row!) - mean, 10);
  });

  test("a sum of terms gets its own terms, however few coalitions are asked", () => {
    const players = 40;
    const linear: Model = (x) => x.reduce((sum, value, at) => sum + at * value, 0);
    const data = dataOf(players);
    const plan = shapleyPlan(players, 0, seededRandom(5));
    expect(plan.exact).toBe(false);
    expect(plan.coalitions).toHaveLength(2 * players + 2);
    const [row, ...background] = data;
    const expected = row!.map((value, at) =>
      background.reduce((sum, each) => sum + (at * (value - each[at]!)) / background.length, 0),
    );
    expectClose(solved(plan, linear, data), expected, 1e-9);
  });
});

describe("how many coalitions are asked", () => {
  test.each([
    [1, 0, 2, true],
    [2, 0, 4, true],
    [3, 8, 8, true],
    [8, 256, 256, true],
    [8, 255, 255, false],
    [10, 100, 100, false],
    [60, 50, 122, false],
  ])("%d players, at most %d", (players, most, asked, exact) => {
    const plan = shapleyPlan(players, most, seededRandom(6));
    expect(plan.exact).toBe(exact);
    expect(plan.coalitions.length).toBeLessThanOrEqual(asked);
    expect(plan.coalitions.length).toBeGreaterThan(asked - 5);
    expect(plan.coalitions[0]!.every((member) => member === 0)).toBe(true);
    expect(plan.coalitions.at(-1)!.every((member) => member === 1)).toBe(true);
    const repeated = new Set(plan.coalitions.map((coalition) => coalition.join("")));
    expect(repeated.size).toBe(plan.coalitions.length);
  });
});
