import KNN from "ml-knn";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { nearestRows } from "../../../src/stages/training/nearest-rows.ts";

/** Values with few digits: many rows are at equal distance, and some are the same. */
function coarseRows(rows: number, columns: number, steps: number, seed: number): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.below(steps) / 4));
}

describe("the nearest rows are ml-knn's, in its own order", () => {
  test.each([
    [1, 1, 3, 1],
    [2, 1, 3, 2],
    [50, 1, 4, 7],
    [90, 2, 20, 5],
    [200, 2, 5, 5],
    [300, 4, 3, 11],
    [300, 8, 40, 1],
    [120, 20, 2, 60],
    [64, 3, 1000, 64],
  ])("%d rows of %d columns with %d values, %d neighbours", (rows, columns, steps, count) => {
    const data = coarseRows(rows, columns, steps, rows + columns);
    const tree = new KNN(
      data,
      data.map((_, row) => row),
      { k: count },
    ).kdTree;
    const nearest = nearestRows(tree.root, columns);
    // Questions on the stored values, between them, and far from all.
    const asked = [
      ...coarseRows(60, columns, steps, 7),
      ...coarseRows(60, columns, steps, 8).map((row) => row.map((value) => value + 0.1)),
      ...coarseRows(5, columns, steps, 9).map((row) => row.map((value) => 100 * value - 50)),
    ];
    for (const point of asked) {
      const expected = tree
        .nearest(point, count)
        .map(([stored, distance]) => ({ row: stored.at(-1)!, distance }));
      expect(nearest(point, count)).toEqual(expected);
      expect(expected).toHaveLength(Math.min(count, rows));
    }
  });
});
