import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { Evaluation } from "../../../src/records/evaluation.ts";
import type { SuccessRule } from "../../../src/records/spec.ts";
import { digestOf } from "../../support/records.ts";
import { type Changes, compare } from "./compare.ts";
import { inOrder, predictionsOf, truthOf } from "./predictions.ts";

const ROWS = 90;
const random = seededRandom(4);
const range = Array.from({ length: ROWS }, (_, row) => row);
const names = range.map(() => "abc"[random.below(3)]!);
const guess = (right: number) =>
  names.map((name) => (random.next() < right ? name : "abc"[random.below(3)]!)).join("");
const truth = truthOf(names.join(""));
const models = { champion: predictionsOf(guess(0.7)), challenger: predictionsOf(guess(0.95)) };
const RULES: SuccessRule[] = [{ metric: "f1_macro", min: 0.5, regression: 0.02 }];

const evaluated = (changes: Changes = {}, rules = RULES) =>
  compare("classification", rules, truth, models, changes);

test("is a record that its reader accepts, with every metric compared and the named ones deciding", () => {
  const evaluation = evaluated();
  expect(v.parse(Evaluation, evaluation)).toEqual(evaluation);
  expect(evaluation).toMatchObject({
    rows: ROWS,
    verdict: "improved",
    champion: { version: "v1.0.0", rows: ROWS, seen: 0, source: "model" },
  });
  expect(evaluation.champion).not.toHaveProperty("predictions");
  expect(evaluation.metrics.filter(({ gated }) => gated).map(({ metric }) => metric)).toEqual(["f1_macro"]);
  expect(evaluation.metrics.every(({ compared }) => compared !== null)).toBe(true);
});

describe("the same comparison gives the same figures", () => {
  test("in any order of the rows", () => {
    const order = [...range].sort(() => random.next() - 0.5);
    const shuffled = compare(
      "classification",
      RULES,
      { keys: order.map((row) => truth.keys[row]!), values: order.map((row) => String(truth.values[row])) },
      {
        champion: inOrder([...order].reverse(), models.champion),
        challenger: inOrder(order, models.challenger),
      },
    );
    expect(shuffled).toEqual(evaluated());
  });

  test("from the bundles' digests, which seed the bootstrap; other bundles draw other rows", () => {
    expect(evaluated()).toEqual(evaluated());
    const intervals = (changes: Changes) =>
      evaluated(changes).metrics.map(({ compared }) => compared!.interval);
    expect(intervals({ champion: { bundle: digestOf("1") } })).not.toEqual(intervals({}));
    // Neither the recipe nor the version has a say.
    expect(intervals({ champion: { recipe: digestOf("1"), version: "v7.0.0" } })).toEqual(intervals({}));
  });
});

describe("which rows are compared", () => {
  test("those that the champion has seen are left out of the comparison, not of the challenger's own figures", () => {
    const seen = new Set(truth.keys.slice(0, 40));
    const all = evaluated();
    const fair = evaluated({ champion: { seen } });
    expect(fair.champion).toMatchObject({ rows: ROWS - 40, seen: 40 });
    expect(fair.rows).toBe(ROWS);
    expect(fair.metrics.map(({ challenger }) => challenger)).toEqual(
      all.metrics.map(({ challenger }) => challenger),
    );
    const accuracy = fair.metrics.find(({ metric }) => metric === "accuracy")!.compared!;
    const right = range.slice(40).filter((row) => models.champion.predicted[row] === names[row]).length;
    expect(accuracy.champion).toBe(right / (ROWS - 40));
  });

  test("those that only one of the two predicted are no part of it", () => {
    const stored = inOrder(range.slice(0, 30), models.champion);
    expect(evaluated({ champion: { predictions: stored } }).champion).toMatchObject({ rows: 30, seen: 0 });
  });

  test.each([0, 1])(
    "%d of them are too few: nothing is compared, and the verdict is inconclusive",
    (left) => {
      const evaluation = evaluated({ champion: { seen: new Set(truth.keys.slice(left)) } });
      expect(evaluation.champion).toMatchObject({ rows: left, seen: ROWS - left });
      expect(evaluation.metrics.every(({ compared }) => compared === null)).toBe(true);
      expect(evaluation.verdict).toBe("inconclusive");
    },
  );

  test("a champion of the other task shares none", () => {
    const predictions = predictionsOf(range);
    expect(evaluated({ champion: { predictions } })).toMatchObject({
      champion: { rows: 0 },
      verdict: "inconclusive",
    });
  });

  test("the same bundle is equivalent to itself on all rows, whatever it has seen", () => {
    const evaluation = evaluated({ champion: { bundle: digestOf("b"), seen: new Set(truth.keys) } });
    expect(evaluation).toMatchObject({ verdict: "equivalent", champion: { rows: ROWS, seen: 0 } });
    for (const { compared } of evaluation.metrics)
      expect(compared).toMatchObject({ difference: 0, interval: [0, 0] });
  });
});

test("without a champion nothing is compared, and the verdict is that it is the first", () => {
  const evaluation = evaluated({ champion: null });
  expect(evaluation).toMatchObject({ champion: null, verdict: "first", rows: ROWS });
  expect(evaluation.metrics.every(({ compared }) => compared === null)).toBe(true);
});

test("a metric that only one of the two has is not compared", () => {
  const probabilities = range.map(() => [0.2, 0.3, 0.5]);
  const challenger = { ...models.challenger, classes: ["a", "b", "c"], probabilities };
  const rules: SuccessRule[] = [{ metric: "log_loss", max: 9 }];
  const evaluation = compare("classification", rules, truth, { ...models, challenger });
  expect(evaluation.metrics.find(({ metric }) => metric === "log_loss")).toMatchObject({
    compared: null,
    gated: true,
  });
  expect(evaluation.verdict).toBe("inconclusive");
});

describe("at the border of the tolerance", () => {
  /** Errors of exactly these sizes, so that every resample differs by the same. */
  const verdict = (champion: number, challenger: number, regression?: number) => {
    const target = range.map((row) => row % 8);
    const off = (size: number) => predictionsOf(target.map((value, row) => value + (row % 2 ? size : -size)));
    const rules: SuccessRule[] = [{ metric: "mae", ...(regression !== undefined && { regression }) }];
    const found = compare("regression", rules, truthOf(target), {
      champion: off(champion),
      challenger: off(challenger),
    });
    return [found.verdict, found.metrics[0]!.compared!.tolerance];
  };

  test.each([
    ["a loss of the tolerance", 0.25, 0.5, 0.25, "equivalent"],
    ["a loss of a little more", 0.25, 0.5, 0.2499, "regressed"],
    ["no difference, no tolerance", 0.25, 0.25, 0, "equivalent"],
    ["any gain", 0.5, 0.4999, 0.25, "improved"],
  ] as const)("%s", (_, champion, challenger, tolerance, expected) => {
    expect(verdict(champion, challenger, tolerance)).toEqual([expected, tolerance]);
  });

  test("where the spec is silent, a hundredth of the champion's error is tolerated", () => {
    expect(verdict(100, 101)).toEqual(["equivalent", 1]);
    expect(verdict(100, 101.0625)).toEqual(["regressed", 1]);
  });

  test("where the spec is silent, a hundredth of a score is tolerated", () => {
    const evaluation = evaluated({}, []);
    const f1 = evaluation.metrics.find(({ metric }) => metric === "f1_macro")!;
    expect(f1).toMatchObject({ gated: true, compared: { tolerance: 0.01 } });
  });

  test("of two rules for a metric the stricter counts", () => {
    const rules: SuccessRule[] = [
      { metric: "accuracy", regression: 0.5 },
      { metric: "accuracy", regression: 0.02 },
    ];
    expect(
      evaluated({}, rules).metrics.find(({ metric }) => metric === "accuracy")!.compared!.tolerance,
    ).toBe(0.02);
  });

  test("a difference that goes either way tells nothing", () => {
    const target = range.map((row) => row % 8);
    const off = (shift: number) =>
      predictionsOf(target.map((value, row) => value + (Math.floor(row / 2) % 2 === shift ? 1 : 3)));
    const models = { champion: off(0), challenger: off(1) };
    expect(compare("regression", [{ metric: "mae" }], truthOf(target), models).verdict).toBe("inconclusive");
  });
});

test("too few resamples for the confidence are not taken, and the record says how many were", () => {
  const once = evaluated({ resamples: 1 });
  expect(once.resamples).toBe(200);
  for (const { compared } of once.metrics) expect(compared!.interval[0]).toBeLessThan(compared!.interval[1]);
});
