import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { Evaluation, type MetricComparison } from "../../../src/records/evaluation.ts";
import type { SuccessRule } from "../../../src/records/spec.ts";
import { digestOf } from "../../support/records.ts";
import { type Changes, compare } from "./compare.ts";
import { inOrder, predictionsOf, truthOf } from "./predictions.ts";

type Compared = NonNullable<MetricComparison["compared"]>;

const ROWS = 90;
const random = seededRandom(4);
const range = Array.from({ length: ROWS }, (_, row) => row);
const names = range.map(() => "abc"[random.below(3)]!);
const guess = (right: number) =>
  names.map((name) => (random.next() < right ? name : "abc"[random.below(3)]!)).join("");
const truth = truthOf(names.join(""));
const models = { champion: predictionsOf(guess(0.7)), challenger: predictionsOf(guess(0.95)) };
const RULES: SuccessRule[] = [{ metric: "f1_macro", min: 0.5, regression: 0.02 }];

const evaluated = (changes: Changes = {}, rules: readonly SuccessRule[] = RULES) =>
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

test("what decides stands first, in the order of the spec", () => {
  const rules: SuccessRule[] = [
    { metric: "recall_macro", regression: 0.02 },
    { metric: "accuracy", min: 0.5 },
    { metric: "precision_macro", min: 0.5 },
  ];
  const names = evaluated({}, rules).metrics.map(({ metric }) => metric);
  expect(names.slice(0, 3)).toEqual(rules.map(({ metric }) => metric));
  expect([...names].sort()).toEqual(
    evaluated()
      .metrics.map(({ metric }) => metric)
      .sort(),
  );
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

describe("what is recorded of a comparison", () => {
  const compared = (metric: string, changes: Changes = {}, rules = RULES) =>
    evaluated(changes, rules).metrics.find((each) => each.metric === metric)!.compared!;

  test("the p-value of the metric's own test, corrected for those that decide", () => {
    const two: SuccessRule[] = [{ metric: "accuracy" }, { metric: "f1_macro" }];
    const [accuracy, f1] = [compared("accuracy", {}, two), compared("f1_macro", {}, two)];
    expect(accuracy.test).toBe("mcnemar");
    expect(f1.test).toBe("bootstrap");
    // Holm: the smaller of two counts twice, the larger no less than that.
    const [small, large] = [accuracy, f1].sort((a, b) => a.p_value! - b.p_value!) as [Compared, Compared];
    expect(small.adjusted_p_value).toBeCloseTo(2 * small.p_value!, 12);
    expect(large.adjusted_p_value).toBeCloseTo(Math.max(2 * small.p_value!, large.p_value!), 12);
    expect(compared("mcc", {}, two)).not.toHaveProperty("adjusted_p_value");
  });

  test("how small a difference would have been found, and, when inconclusive, how many rows would settle it", () => {
    const sure = compared("f1_macro");
    expect(sure.smallest).toBeGreaterThan(0);
    expect(sure).not.toHaveProperty("rows_to_settle");
    const other = { ...models, challenger: predictionsOf(guess(0.7)) };
    const unsure = compare("classification", RULES, truth, other);
    const [f1] = unsure.metrics.filter(({ gated }) => gated);
    expect(unsure.verdict).toBe("inconclusive");
    expect(f1!.compared!.rows_to_settle).toBeGreaterThan(ROWS);
  });

  test("a metric that is tested among many needs more to be called", () => {
    // 10 rows speak for the challenger and 1 against it: McNemar's exact p is 0.0117.
    const says = (right: (row: number) => boolean) =>
      predictionsOf(range.map((row) => (right(row) ? "a" : "b")).join(""));
    const coins = { champion: says((row) => row === 0 || row > 10), challenger: says((row) => row !== 0) };
    const verdict = (confidence: number, rules: SuccessRule[]) =>
      compare("classification", rules, truthOf("a".repeat(ROWS)), coins, {
        confidence,
        resamples: 2000,
      }).metrics.find(({ metric }) => metric === "accuracy")!.compared!.verdict;
    const alone: SuccessRule[] = [{ metric: "accuracy", regression: 0 }];
    expect(verdict(0.95, alone)).toBe("improved");
    expect(verdict(0.99, alone)).toBe("inconclusive");
    const among = ["f1_macro", "mcc", "kappa", "recall_macro"] as const;
    expect(verdict(0.95, [...alone, ...among.map((metric) => ({ metric }))])).toBe("inconclusive");
  });

  test("a record that an earlier version wrote is read as well", () => {
    const { baseline, resamples_others, metrics, ...rest } = evaluated();
    const earlier = metrics.map((metric) => {
      const { p_value, test, adjusted_p_value, smallest, rows_to_settle, ...compared } = metric.compared!;
      return { ...metric, compared };
    });
    const record = { ...rest, metrics: earlier };
    expect(v.parse(Evaluation, record)).toEqual(record);
  });
});

describe("where too few rows tell the models apart", () => {
  const all = "a".repeat(50) + "b".repeat(50);
  /** Wrong on the first rows of each half in turn. */
  const wrongOn = (count: number) =>
    predictionsOf(
      [...all]
        .map((name, i) => ((i % 50) * 2 + Math.floor(i / 50) < count ? (name === "a" ? "b" : "a") : name))
        .join(""),
    );

  const verdict = (metric: MetricComparison["metric"], wrong: number, confidence: number) =>
    compare(
      "classification",
      [{ metric, regression: 0 }],
      truthOf(all),
      { champion: wrongOn(wrong), challenger: wrongOn(0) },
      { confidence, resamples: 2000 },
    ).verdict;

  // A two-sided sign test needs 8 of 8 at 0.99 and 6 of 6 at 0.95 (SciPy 1.17.1: binomtest(n, n).pvalue).
  test.each([
    [0.99, 7, 8],
    [0.95, 5, 6],
  ])(
    "nothing is called at %d: %d rows do not tell, %d do where the test is exact",
    (confidence, few, enough) => {
      for (const metric of ["accuracy", "recall_weighted"] as const) {
        expect(verdict(metric, few, confidence), metric).toBe("inconclusive");
        expect(verdict(metric, enough, confidence), metric).toBe("improved");
      }
      expect(verdict("f1_macro", few, confidence)).toBe("inconclusive");
    },
  );

  test("where the test is not exact a few rows more do", () => {
    expect(verdict("f1_macro", 12, 0.99)).toBe("improved");
    expect(verdict("f1_macro", 9, 0.95)).toBe("improved");
  });
});

test("rows that both get wrong tell precision and F1 apart, if the wrong classes differ; not recall", () => {
  // 30 rows of a: the champion takes them for b, of which there are 20; the challenger for c, of which there are 60.
  const rules = (["precision_macro", "f1_macro", "recall_macro", "accuracy"] as const).map((metric) => ({
    metric,
    regression: 0,
  }));
  const found = compare(
    "classification",
    rules,
    truthOf("a".repeat(30) + "b".repeat(20) + "c".repeat(60)),
    {
      champion: predictionsOf("b".repeat(50) + "c".repeat(60)),
      challenger: predictionsOf("c".repeat(30) + "b".repeat(20) + "c".repeat(60)),
    },
    { resamples: 2000 },
  );
  const verdicts = found.metrics
    .filter(({ gated }) => gated)
    .map((each) => [each.metric, each.compared!.verdict]);
  expect(Object.fromEntries(verdicts)).toEqual({
    precision_macro: "improved",
    f1_macro: "improved",
    recall_macro: "equivalent",
    accuracy: "equivalent",
  });
});

test("the largest error is shown and never judged: it rests on a single row", () => {
  const target = range.map((row) => row % 8);
  const off = (size: number) => predictionsOf(target.map((value, row) => value + size * ((row % 5) - 2)));
  const found = compare("regression", [{ metric: "max_error" }], truthOf(target), {
    champion: off(1),
    challenger: off(2),
  });
  expect(found.metrics.find(({ metric }) => metric === "max_error")).toMatchObject({
    challenger: 4,
    compared: null,
  });
  expect(found.verdict).toBe("inconclusive");
});

describe("a large holdout", () => {
  const size = 20_000;
  const target = Array.from({ length: size }, (_, row) => "ab"[row % 2]!);
  const says = (right: number) => {
    const said = target.map((name) => (random.next() < right ? name : name === "a" ? "b" : "a"));
    return predictionsOf(
      said.join(""),
      "ab",
      said.map((name) => (name === "a" ? [0.75, 0.25] : [0.25, 0.75])),
    );
  };

  test("draws fewer resamples for what does not decide, says so, and takes little time", () => {
    const both = { champion: says(0.9), challenger: says(0.9) };
    const begun = performance.now();
    const found = compare("classification", [{ metric: "accuracy" }], truthOf(target.join("")), both, {
      resamples: 2000,
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(found.resamples).toBe(2000);
    expect(found.resamples_others).toBeGreaterThanOrEqual(200);
    expect(found.resamples_others).toBeLessThan(2000);
    expect(v.parse(Evaluation, found)).toEqual(found);
  });
});

describe("the simplest model", () => {
  const always = (name: string, itself = false) => ({
    predictions: predictionsOf(name.repeat(ROWS)),
    itself,
  });
  const share = (name: string) => names.filter((each) => each === name).length / ROWS;

  test("is scored on the challenger's rows, by the first metric that decides", () => {
    const rules: SuccessRule[] = [{ metric: "accuracy" }, { metric: "f1_macro" }];
    const { baseline, metrics } = evaluated({ baseline: always("a") }, rules);
    const accuracy = metrics.find(({ metric }) => metric === "accuracy")!.challenger;
    expect(baseline).toEqual({
      metric: "accuracy",
      direction: "higher",
      baseline: share("a"),
      challenger: accuracy,
      itself: false,
    });
  });

  test("has no figure on rows that the challenger did not predict", () => {
    const half = range.slice(0, 45);
    const challenger = { ...evaluated(), predictions: inOrder(half, models.challenger) };
    const { baseline } = evaluated({ baseline: always("b"), challenger }, [{ metric: "accuracy" }]);
    expect(baseline!.baseline).toBe(half.filter((row) => names[row] === "b").length / 45);
  });

  test("is not asked for what the same answer to every row may have to perfection", () => {
    const probabilities = range.map(() => [0.3, 0.3, 0.4]);
    const sure = { ...models.challenger, classes: ["a", "b", "c"], probabilities };
    const challenger = { ...evaluated(), predictions: sure };
    const simplest = {
      predictions: { ...predictionsOf("a".repeat(ROWS)), classes: ["a", "b", "c"], probabilities },
      itself: false,
    };
    const of = (...rules: SuccessRule[]) =>
      evaluated({ baseline: simplest, challenger }, rules).baseline!.metric;
    expect(of({ metric: "ece" }, { metric: "log_loss" })).toBe("log_loss");
    expect(of({ metric: "ece" })).toBe("f1_macro");
  });

  test("is left out where there is none", () => {
    expect(evaluated()).not.toHaveProperty("baseline");
  });
});
