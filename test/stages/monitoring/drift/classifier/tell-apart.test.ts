import { beforeAll, describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../../../../src/core/random.ts";
import type { DomainClassifier } from "../../../../../src/records/drift.ts";
import type { Column, Table } from "../../../../../src/records/table.ts";
import { addClassifier } from "../../../../../src/stages/monitoring/drift/add-classifier.ts";
import { CrossFit } from "../../../../../src/stages/monitoring/drift/classifier/cross-fit.ts";
import { tellApart } from "../../../../../src/stages/monitoring/drift/classifier/tell-apart.ts";
import { compareTables } from "../../../../../src/stages/monitoring/drift/compare-tables.ts";
import { DEFAULT_LIMITS } from "../../../../../src/stages/monitoring/drift/limits.ts";

/** What `addClassifier` hands on: half of alpha. */
const LIMITS = { alpha: DEFAULT_LIMITS.alpha / 2, auc: DEFAULT_LIMITS.auc };

function normals(random: Random): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** `a` and `b` with a correlation, and others beside them: skewed, whole, text, with missing cells. All columns by themselves are always the same. */
function table(seed: number, rows: number, correlation: number, others = 2): Table {
  const random = seededRandom(seed);
  const normal = normals(random);
  const draw = (value: () => number | null): Column => ({
    type: "number",
    values: Array.from({ length: rows }, value),
  });
  const a = Array.from({ length: rows }, normal);
  const b = a.map((value) => correlation * value + Math.sqrt(1 - correlation ** 2) * normal());
  const columns: [string, Column][] = [
    ["a", { type: "number", values: a }],
    ["b", { type: "number", values: b }],
    ["skewed", draw(() => Math.exp(2 * normal()))],
    ["gaps", draw(() => (random.next() < 0.2 ? null : Math.round(2 * normal())))],
    ["word", { type: "text", values: Array.from({ length: rows }, () => "abbcccdd"[random.below(8)]!) }],
    ["id", { type: "text", values: Array.from({ length: rows }, (_, row) => `${seed}-${row}`) }],
  ];
  for (let index = 0; index < others; index++) columns.push([`x${index}`, draw(normal)]);
  return { rows, columns: new Map(columns) };
}

const between = (before: Table, now: Table) => tellApart(before, now, LIMITS)!;

describe("300 pairs of tables without drift, 50 to 500 rows", () => {
  let found: readonly DomainClassifier[];
  beforeAll(() => {
    const random = seededRandom(11);
    const rows = () => Math.round(50 * 10 ** random.next());
    found = Array.from({ length: 300 }, (_, run) =>
      between(table(1000 + run, rows(), 0.5, run % 10), table(5000 + run, rows(), 0.5, run % 10)),
    );
  }, 120_000);

  test("at most 1 % are called drifted", () => {
    expect(found.filter(({ drifted }) => drifted).length / found.length).toBeLessThanOrEqual(0.01);
  });

  test("p-values are as often small as they say, and an area is as often below a half as above", () => {
    const share = (limit: number) => found.filter(({ pValue }) => pValue <= limit).length / found.length;
    // 300 binomial draws: three standard errors.
    expect(Math.abs(share(0.1) - 0.1)).toBeLessThan(3 * Math.sqrt((0.1 * 0.9) / 300));
    expect(Math.abs(share(0.5) - 0.5)).toBeLessThan(3 * Math.sqrt(0.25 / 300) + 0.02);
    const above = found.filter(({ auc }) => auc > 0.5).length / found.length;
    expect(Math.abs(above - 0.5)).toBeLessThan(0.12);
  });
});

describe("drift that no single column shows", () => {
  const [before, now] = [table(1, 1000, 0.6), table(2, 1000, -0.6)] as const;
  const comparison = { rules: { limits: DEFAULT_LIMITS }, unmatched: { reference: [], current: [] } };

  test("a correlation that turns round, with equal margins: the columns say nothing, the classifier finds it and names the pair", () => {
    const alone = compareTables(before, now, comparison);
    expect(alone).toMatchObject({ share: 0, drifted: false });
    const report = addClassifier(alone, { reference: before, current: now });
    expect(report.drifted).toBe(true);
    expect(report.classifier).toMatchObject({
      drifted: true,
      threshold: 0.55,
      rows: { reference: 1000, current: 1000 },
    });
    expect(report.classifier!.by[0]).toEqual(["a", "b"]);
    const { auc, interval } = report.classifier!;
    expect(auc).toBeGreaterThan(0.65);
    expect(interval[0]).toBeGreaterThan(0.55);
    expect(auc).toBeLessThan(interval[1]);
  });

  test("is found in nearly every draw, from 200 rows and among many columns", () => {
    const draws = (rows: number, others: number) =>
      Array.from({ length: 10 }, (_, run) =>
        between(table(100 + run, rows, 0.6, others), table(200 + run, rows, -0.6, others)),
      ).filter(({ drifted }) => drifted).length;
    expect(draws(200, 2)).toBeGreaterThanOrEqual(9);
    expect(draws(800, 40)).toBeGreaterThanOrEqual(9);
  });

  test("what does not matter is not called drift, however sure: many rows, and a trifle", () => {
    const { auc, drifted } = between(table(3, 20_000, 0.5), table(4, 20_000, 0.45));
    expect(drifted).toBe(false);
    expect(auc).toBeLessThan(0.55);
  });
});

test("the same tables give the same answer, and a table against itself is no drift", () => {
  const [before, now] = [table(1, 300, 0.2), table(2, 300, 0.2)];
  expect(between(before, now)).toEqual(between(before, now));
  expect(between(before, before).drifted).toBe(false);
});

test("too few rows, or nothing to learn from, give no answer", () => {
  expect(tellApart(table(1, 24, 0), table(2, 500, 0), LIMITS)).toBeNull();
  const constant: Table = {
    rows: 100,
    columns: new Map([["x", { type: "number", values: new Array(100).fill(1) }]]),
  };
  expect(tellApart(constant, constant, LIMITS)).toBeNull();
});

// scikit-learn 1.9.1: Ridge(alpha=rows, solver="cholesky").fit(X[others], y[others]).coef_ without each of four folds.
test("each fold's classifier is the ridge regression on the other folds", () => {
  const rows = Array.from({ length: 24 }, (_, row) => row);
  const features = [
    (row: number) => (((row * 7) % 11) - 5) / 3,
    (row: number) => (((row * 5) % 13) - 6) / 4,
    (row: number) => (((row * 3) % 7) - 3) / 2,
  ].map((value, index) => ({ of: [`x${index}`], values: Float64Array.from(rows, value) }));
  const labels = Uint8Array.from(rows, (row) => Number((row * row) % 5 < 2));
  const fit = new CrossFit(features, { of: Uint8Array.from(rows, (row) => row % 4), count: 4 });
  const expected = [
    [-0.007587617859858159, -0.028496885633093633, -0.05827685070357582],
    [0.002935219463432936, -0.0614810787266157, -0.007668250034707437],
    [-0.08144279948717185, 0.014784616224646153, 0.03555498400007243],
    [0.05810470207181695, -0.02403056132564747, -0.03446914383929923],
  ];
  const weights = fit.weights(labels);
  expected.forEach((coefficients, fold) => {
    coefficients.forEach((value, index) => {
      expect(weights[fold]![index]).toBeCloseTo(value, 12);
    });
  });
  const scores = fit.scores(labels);
  const third = features.reduce((sum, { values }, index) => sum + values[2]! * expected[2]![index]!, 0);
  expect(scores[2]).toBeCloseTo(third, 12);
});
