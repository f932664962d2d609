import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { drawInto, once } from "../../../../src/core/statistics/resample.ts";
import { METRIC_TABLE, METRICS } from "../../../../src/records/metric-table.ts";
import type { FilePredictions } from "../../../../src/records/predictions.ts";
import { familiesOf } from "../../../../src/stages/evaluation/families/families-of.ts";

const ROWS = 43;
const random = seededRandom(12);
const range = Array.from({ length: ROWS }, (_, row) => row);
const keys = range.map(String);

function classes(names: readonly string[], positive: number | null): FilePredictions {
  const truth = Int32Array.from(range, () => random.below(names.length));
  // Few different scores, so that many are tied.
  const raw = range.map((row) => names.map((_, at) => 1 + random.below(4) + (at === truth[row] ? 2 : 0)));
  const columns = names.map((_, at) =>
    Float64Array.from(raw, (each) => each[at]! / each.reduce((sum, value) => sum + value, 0)),
  );
  const predicted = Int32Array.from(raw, (each) => each.indexOf(Math.max(...each)));
  const scores = { of: names.map((_, at) => at), columns };
  return { task: "classification", keys, classes: names, truth, predicted, positive, scores };
}

const truth = Float64Array.from(range, () => 1 + Math.round(8 * random.next()));
const predicted = truth.map((value) => value + Math.round(6 * (random.next() - 0.5)) / 2);
const PREDICTIONS: Readonly<Record<string, FilePredictions>> = {
  "two classes": classes(["no", "yes"], 1),
  "six classes": classes([..."abcdef"], null),
  amounts: { task: "regression", keys, truth, predicted },
};

/** The same predictions of other rows; one may come twice. */
function pick(from: FilePredictions, rows: readonly number[]): FilePredictions {
  const of = <T extends Int32Array | Float64Array>(values: T) =>
    (values.constructor as unknown as { from(list: number[]): T }).from(rows.map((row) => values[row]!));
  const common = { keys: rows.map(String), truth: of(from.truth), predicted: of(from.predicted) };
  if (from.task === "regression") return { ...from, ...common } as FilePredictions;
  const scores = { of: from.scores!.of, columns: from.scores!.columns.map(of) };
  return { ...from, ...common, scores } as FilePredictions;
}

/** Where a resample has nothing of a class, both are undefined. */
function same(found: number, expected: number, name: string): void {
  if (Number.isNaN(expected)) expect(found, name).toBeNaN();
  else expect(found, name).toBeCloseTo(expected, 11);
}

const figures = (predictions: FilePredictions) =>
  familiesOf(predictions).map((family) => family.score(once(predictions.keys.length)));

describe.each(Object.entries(PREDICTIONS))("%s", (_, predictions) => {
  test("rows that count several times are rows that are there several times", () => {
    const weights = once(ROWS);
    for (let round = 0; round < 20; round++) {
      drawInto(weights, random);
      const repeated = figures(
        pick(
          predictions,
          range.flatMap((row) => new Array<number>(weights[row]!).fill(row)),
        ),
      );
      for (const [at, family] of familiesOf(predictions).entries())
        for (const [index, value] of family.score(weights).entries())
          same(value, repeated[at]![index]!, family.names[index]!);
    }
  });

  test("a row that is left out is a row that is not there", () => {
    for (const row of range) {
      const without = figures(
        pick(
          predictions,
          range.filter((each) => each !== row),
        ),
      );
      for (const [at, family] of familiesOf(predictions).entries())
        for (const [index, name] of family.names.entries())
          same(family.leaveOneOut(name)[row]!, without[at]![index]!, name);
    }
  });

  test("every figure is in the range that the table states, and no name comes twice", () => {
    const names = familiesOf(predictions).flatMap((family) => family.names);
    expect(new Set(names).size).toBe(names.length);
    for (const [at, family] of familiesOf(predictions).entries())
      for (const [index, name] of family.names.entries()) {
        const value = figures(predictions)[at]![index]!;
        expect(value).toBeGreaterThanOrEqual(METRIC_TABLE[name].range[0]);
        expect(value).toBeLessThanOrEqual(METRIC_TABLE[name].range[1]);
      }
  });

  test("what the table calls a mean over rows is one: halves average to the whole", () => {
    const half = range.slice(0, 20);
    const [first, second] = [half, range.slice(20)].map((rows) => figures(pick(predictions, rows)));
    for (const [at, family] of familiesOf(predictions).entries())
      for (const [index, name] of family.names.entries()) {
        const average = (20 * first![at]![index]! + (ROWS - 20) * second![at]![index]!) / ROWS;
        const gap = Math.abs(average - figures(predictions)[at]![index]!);
        if (METRIC_TABLE[name].rows) expect(gap, name).toBeLessThan(1e-12);
      }
  });
});

test("every metric that a spec may name is computed for some predictions", () => {
  const names = Object.values(PREDICTIONS).flatMap((each) => familiesOf(each).flatMap(({ names }) => names));
  expect([...new Set(names)].sort()).toEqual([...METRICS].sort());
});
