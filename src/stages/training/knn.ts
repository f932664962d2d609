import * as v from "valibot";
import { badInput } from "../../core/errors.ts";
import type { Predictions } from "../../records/bundle.ts";
import { jsonFile, readRecord } from "../../records/bundle-files.ts";
import type { Algorithm, FitInput, PredictInput } from "./algorithm.ts";
import { nearestRows } from "./nearest-rows.ts";

const FILE = "model/knn.json";

/** The model is its training rows: `targets` are indices into the sorted classes, or the values themselves for a regression. */
const Model = v.strictObject({
  format: v.literal(1),
  k: v.number(),
  columns: v.array(v.string()),
  rows: v.array(v.array(v.number())),
  targets: v.array(v.union([v.string(), v.number()])),
});

const Params = v.strictObject({
  k: v.optional(
    v.pipe(
      v.number("expected a number"),
      v.integer("expected a whole number"),
      v.minValue(1, "expected at least 1"),
    ),
    5,
  ),
});

/** k nearest neighbours by Euclidean distance, each with one vote (Cover and Hart, 1967); ml-knn finds the neighbours. */
export const knn: Algorithm = {
  name: "knn",
  revision: 1,
  params: Params,
  paramNames: Object.keys(Params.entries),
  async fit({ matrix, target, params }: FitInput) {
    const { k } = v.parse(Params, params);
    refuseMissing(matrix.rows, matrix.columns);
    if (k > matrix.rows.length) throw tooFewRows(k, matrix.rows.length);
    // In an order of their own, so that neighbours at equal distance do not depend on the order of the file.
    const order = matrix.rows
      .map((_, row) => row)
      .sort(
        (a, b) => compareRows(matrix.rows[a]!, matrix.rows[b]!) || compareTargets(target[a]!, target[b]!),
      );
    const model = {
      format: 1 as const,
      k,
      columns: matrix.columns,
      rows: order.map((row) => matrix.rows[row]!),
      targets: order.map((row) => target[row]!),
    };
    return new Map([[FILE, jsonFile(model)]]);
  },
  async predict({ files, matrix, keys, task, classes }: PredictInput): Promise<Predictions> {
    const { model, nearest } = await load({ files, matrix });
    const neighbours = (point: readonly number[]) =>
      nearest(point, model.k).map(({ row }) => model.targets[row]!);
    if (task === "regression") {
      const predicted = matrix.rows.map((point) => {
        const values = neighbours(point).map(Number);
        return values.reduce((sum, value) => sum + value, 0) / values.length;
      });
      return { keys: [...keys], predicted, classes: null, probabilities: null };
    }
    const names = [...(classes ?? [])];
    const voted = matrix.rows.map((point) => vote(neighbours(point).map(String), names));
    return {
      keys: [...keys],
      predicted: voted.map(({ winner }) => winner),
      classes: names,
      probabilities: voted.map(({ shares }) => shares),
    };
  },
  work: (rows, features) => rows * features,
  async nearest(input, count) {
    const { model, nearest } = await load(input);
    return input.matrix.rows.map((point) =>
      nearest(point, Math.min(count, model.k)).map(({ row, distance }) => ({
        features: model.rows[row]!,
        target: model.targets[row]!,
        distance,
      })),
    );
  },
};

/** The model, and the nearest of its rows to a point, the nearest first. */
async function load({ files, matrix }: Pick<PredictInput, "files" | "matrix">) {
  const { default: KNN } = await import("ml-knn");
  const model = readRecord(Model, files, FILE, "k nearest neighbours");
  refuseMissing(matrix.rows, matrix.columns);
  const tree = new KNN(
    model.rows,
    model.rows.map((_, row) => row),
    { k: model.k },
  ).kdTree;
  const search = nearestRows(tree.root, model.columns.length);
  const nearest = (point: readonly number[], count: number) =>
    search(point, model.k)
      .sort((a, b) => a.distance - b.distance || a.row - b.row)
      .slice(0, count);
  return { model, nearest };
}

/** The share of votes of each class; a tie goes to the class, among those tied, of the nearest neighbour. */
function vote(
  nearestFirst: readonly string[],
  classes: readonly string[],
): { winner: string; shares: number[] } {
  const counts = new Map<string, number>();
  for (const name of nearestFirst) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const winner = nearestFirst.find((name) => counts.get(name) === most)!;
  return { winner, shares: classes.map((name) => (counts.get(name) ?? 0) / nearestFirst.length) };
}

function compareRows(left: readonly number[], right: readonly number[]): number {
  for (let i = 0; i < left.length; i++) {
    if (left[i] !== right[i]) return left[i]! - right[i]!;
  }
  return 0;
}

function compareTargets(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function refuseMissing(rows: readonly (readonly number[])[], columns: readonly string[]): void {
  for (const row of rows) {
    const at = row.findIndex(Number.isNaN);
    if (at < 0) continue;
    throw badInput({
      code: "training-missing-values",
      found: `missing values in ${JSON.stringify(columns[at])}`,
      expected: "a number in every cell: distances need all of them",
      next: `Say how they are filled: features.${columns[at]}: { missing: median }.`,
    });
  }
}

function tooFewRows(k: number, rows: number) {
  return badInput({
    code: "training-too-few-rows",
    found: `k of ${k} with ${rows} training rows`,
    expected: "k at most the number of training rows",
    next: "Lower train.params.k, or bring more data.",
  });
}
