import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../../src/core/random.ts";
import { exactShapley } from "../../../src/core/shapley/exact-shapley.ts";
import { outputsOf, type TreeEnsemble } from "../../../src/core/shapley/tree-ensemble.ts";
import { treeShapley } from "../../../src/core/shapley/tree-shapley.ts";

/** Trees by chance: few thresholds, so that rows meet them, and the same feature often comes twice on a path. */
function randomEnsemble(random: Random, features: number, trees: number, depth: number): TreeEnsemble {
  const nodes: { feature: number; threshold: number; children: [number, number] | null; toLeft: boolean }[] =
    [];
  const grow = (left: number): number => {
    const at = nodes.length;
    const node = { feature: random.below(features), threshold: random.below(5) - 2, toLeft: false };
    nodes.push({ ...node, children: null });
    if (left === 0 || random.next() < 0.15) return at;
    nodes[at] = {
      ...node,
      toLeft: random.next() < 0.5,
      children: [grow(left - 1), grow(left - 1)],
    };
    return at;
  };
  const roots = Int32Array.from({ length: trees }, () => grow(depth));
  const child = (side: 0 | 1) => Int32Array.from(nodes, ({ children }) => children?.[side] ?? -1);
  const [left, right] = [child(0), child(1)];
  return {
    features,
    depth,
    roots,
    left,
    right,
    feature: Int32Array.from(nodes, ({ feature }) => feature),
    threshold: Float64Array.from(nodes, ({ threshold }) => threshold),
    missing: Int32Array.from(nodes, ({ toLeft }, at) => (toLeft ? left[at]! : right[at]!)),
    value: Float64Array.from(nodes, () => random.next() * 2 - 1),
    outputs: Int32Array.from({ length: trees }, (_, tree) => tree % 2),
    base: Float64Array.of(0.25, -1),
  };
}

const randomRow = (random: Random, features: number): number[] =>
  Array.from({ length: features }, () => (random.next() < 0.1 ? Number.NaN : random.next() * 6 - 3));

const weighted = (ensemble: TreeEnsemble, weights: readonly number[], row: readonly number[]): number =>
  outputsOf(ensemble, row).reduce((sum, output, at) => sum + weights[at]! * output, 0);

/** Shapley's values by their definition: every set of players, each beside each background row. */
function byEnumeration(
  ensemble: TreeEnsemble,
  weights: readonly number[],
  players: readonly number[],
  count: number,
  background: readonly number[][],
  row: readonly number[],
): Float64Array {
  const plan = exactShapley(count);
  const worth = plan.coalitions.map((coalition) =>
    background.reduce(
      (sum, other) =>
        sum +
        weighted(
          ensemble,
          weights,
          other.map((value, feature) => (coalition[players[feature]!] ? row[feature]! : value)),
        ) /
          background.length,
      0,
    ),
  );
  return plan.solve(worth);
}

describe("exact Shapley values of trees", () => {
  test("are those of all sets of columns, for 150 ensembles by chance with missing values", () => {
    const random = seededRandom(8);
    for (let round = 0; round < 150; round++) {
      const features = 1 + random.below(7);
      const ensemble = randomEnsemble(random, features, 1 + random.below(4), random.below(7));
      const weights = [1, random.next() - 0.5];
      const players = Array.from({ length: features }, (_, feature) => feature);
      const background = Array.from({ length: 4 }, () => randomRow(random, features));
      const row = randomRow(random, features);
      const input = { ensemble, weights, players, count: features, background };
      const found = treeShapley(input, row);
      const expected = byEnumeration(ensemble, weights, players, features, background, row);
      expect(found.values).toHaveLength(features);
      found.values.forEach((value, at) => {
        expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-12);
      });
    }
  });

  test("of features that only come together are those of the groups", () => {
    const random = seededRandom(9);
    for (let round = 0; round < 60; round++) {
      const features = 7;
      const ensemble = randomEnsemble(random, features, 3, 6);
      const players = Array.from({ length: features }, () => random.below(4));
      const background = Array.from({ length: 3 }, () => randomRow(random, features));
      const row = randomRow(random, features);
      const found = treeShapley({ ensemble, weights: [1, 1], players, count: 4, background }, row);
      const expected = byEnumeration(ensemble, [1, 1], players, 4, background, row);
      found.values.forEach((value, at) => {
        expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-12);
      });
    }
  });

  test("add up to the output less the mean output, of 300 columns and deep trees", () => {
    const random = seededRandom(10);
    const ensemble = randomEnsemble(random, 300, 20, 11);
    const players = Array.from({ length: 300 }, (_, feature) => feature);
    const background = Array.from({ length: 10 }, () => randomRow(random, 300));
    const row = randomRow(random, 300);
    const weights = [1, -0.5];
    const { base, output, values } = treeShapley({ ensemble, weights, players, count: 300, background }, row);
    const mean = background.reduce((sum, each) => sum + weighted(ensemble, weights, each) / 10, 0);
    expect(base).toBeCloseTo(mean, 10);
    expect(output).toBeCloseTo(weighted(ensemble, weights, row), 12);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(output - base, 10);
    expect(values.filter((value) => value !== 0).length).toBeGreaterThan(100);
  });

  test("of a column that no split reads are zero, and of a row that is its own background too", () => {
    const random = seededRandom(12);
    const ensemble = randomEnsemble(random, 4, 4, 5);
    const row = randomRow(random, 5);
    const other = randomRow(random, 5);
    const input = { ensemble, weights: [1, 1], players: [0, 1, 2, 3, 4], count: 5 };
    expect(treeShapley({ ...input, background: [other] }, row).values[4]).toBe(0);
    expect([...treeShapley({ ...input, background: [row] }, row).values]).toEqual([0, 0, 0, 0, 0]);
  });
});
