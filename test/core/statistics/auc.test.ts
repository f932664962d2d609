import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { aucOf, winsOf } from "../../../src/core/statistics/auc.ts";
import { cholesky, solveCholesky } from "../../../src/core/statistics/cholesky.ts";

describe("the area under the ROC curve", () => {
  const scores = [0.1, 0.4, 0.4, 0.35, 0.8, 0.7, 0.2, 0.9, 0.4, 0.05];
  const labels = [0, 0, 1, 0, 1, 1, 0, 1, 0, 1];

  test("scikit-learn 1.9.1: roc_auc_score(labels, scores), with ties", () => {
    const { wins, pairs } = aucOf(scores, labels);
    expect(wins / pairs).toBeCloseTo(0.76, 12);
    const rows = scores.map((_, row) => row);
    expect(winsOf(Float64Array.from(scores), Uint8Array.from(labels), rows)).toEqual({ wins, pairs });
  });

  test("DeLong's variance is that of its definition: of each row's share of the other group that it beats", () => {
    const random = seededRandom(5);
    const drawn = Array.from({ length: 60 }, () => Math.round(10 * random.next()));
    const second = drawn.map((score) => Number(random.next() * 10 < score));
    const [a, b] = [0, 1].map((group) => drawn.filter((_, row) => second[row] === group)) as [
      number[],
      number[],
    ];
    const beats = (x: number, y: number) => (y > x ? 1 : y === x ? 0.5 : 0);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = (values: number[]) =>
      values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
    const ofA = a.map((x) => mean(b.map((y) => beats(x, y))));
    const ofB = b.map((y) => mean(a.map((x) => beats(x, y))));
    const found = aucOf(drawn, second);
    expect(found.wins / found.pairs).toBeCloseTo(mean(ofA), 12);
    expect(found.variance).toBeCloseTo(variance(ofA) / a.length + variance(ofB) / b.length, 12);
  });
});

test("NumPy 2.4.6: linalg.solve", () => {
  const lower = cholesky(Float64Array.from([4, 0, 0, 2, 5, 0, 0.6, 1, 3]), 3);
  const found = solveCholesky(lower, 3, Float64Array.from([1, -2, 0.5]));
  [0.5448430493273543, -0.6744394618834081, 0.2825112107623318].forEach((value, index) => {
    expect(found[index]).toBeCloseTo(value, 12);
  });
  expect(() => cholesky(Float64Array.from([1, 0, 2, 1]), 2)).toThrow(RangeError);
});
