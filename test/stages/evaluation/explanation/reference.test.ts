import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { MetricName } from "../../../../src/records/metric-table.ts";
import { partialDependence } from "../../../../src/stages/evaluation/explanation/dependence.ts";
import { permutationImportance } from "../../../../src/stages/evaluation/explanation/importance.ts";
import { classifier, type Row, regressor, tableOf, truthOf, upTo } from "./models.ts";

interface Reference {
  readonly rows: number[][];
  readonly amounts: number[];
  readonly classes: string[];
  /** By column. */
  readonly grid: number[][];
  readonly dependence: { readonly amount: number[][]; readonly share: number[][] };
  readonly importance: Record<string, { readonly mean: number[]; readonly deviation: number[] }>;
}

// scikit-learn 1.9.1, by reference/explanation.py.
const REFERENCE: Reference = JSON.parse(
  readFileSync(new URL("../reference/explanation.json", import.meta.url), "utf8"),
);
const NAMES = ["a", "b", "c"];
const formula = ({ a, b, c }: Row) => 2 * Number(a) + Number(a) * Number(b) + Math.sin(3 * Number(c));
const share = (row: Row) => 1 / (1 + Math.exp(-formula(row)));
const table = tableOf(
  Object.fromEntries(NAMES.map((name, at) => [name, REFERENCE.rows.map((row) => row[at]!)])),
);
const rows = upTo(REFERENCE.rows.length);

describe("beside scikit-learn", () => {
  test.each([
    ["an amount", "amount", regressor(NAMES, formula), null],
    ["the probability of a class", "share", classifier(NAMES, share), ["yes"]],
  ] as const)("partial dependence of %s is the same", async (_, name, challenger, classes) => {
    const input = { table, rows, training: rows, columns: NAMES, challenger, champion: null, classes };
    const found = await partialDependence(input);
    expect(found.map(({ column }) => column)).toEqual(NAMES);
    for (const [at, { points }] of found.entries()) {
      expect(points).toHaveLength(10);
      points.forEach((point, step) => {
        expect(Math.abs(Number(point.at) - REFERENCE.grid[at]![step]!)).toBeLessThan(1e-12);
        expect(Math.abs(point.challenger! - REFERENCE.dependence[name][at]![step]!)).toBeLessThan(1e-12);
      });
    }
  });

  const ROUNDS = 1000;
  test.each(Object.keys(REFERENCE.importance))(
    "permutation importance by %s is the same, but for chance",
    async (metric) => {
      const amounts = metric === "mse" || metric === "mae";
      const found = await permutationImportance({
        task: amounts ? "regression" : "classification",
        metric: metric as MetricName,
        table,
        rows,
        truth: truthOf(amounts ? REFERENCE.amounts : REFERENCE.classes),
        challenger: amounts ? regressor(NAMES, formula) : classifier(NAMES, share),
        champion: null,
        rounds: ROUNDS,
        confidence: 0.95,
        seed: 3,
      });
      const { mean, deviation } = REFERENCE.importance[metric]!;
      for (const [at, name] of NAMES.entries()) {
        const own = found!.columns.find(({ column }) => column === name)!.challenger!.value;
        // Four standard errors of a mean over so many rounds; scikit-learn's is over 20,000.
        expect(Math.abs(own - mean[at]!)).toBeLessThan(
          4 * deviation[at]! * Math.sqrt(1 / ROUNDS + 1 / 20_000),
        );
      }
    },
  );
});
