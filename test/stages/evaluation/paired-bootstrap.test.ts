import { describe, expect, test } from "vitest";
import type { Predictions } from "../../../src/records/bundle.ts";
import type { MetricName, Task } from "../../../src/records/spec.ts";
import { pairedBootstrap, resamplesFor } from "../../../src/stages/evaluation/paired-bootstrap.ts";
import { scorerOf } from "../../../src/stages/evaluation/scorer.ts";
import { predictionsOf, truthOf } from "./predictions.ts";

const range = (count: number): number[] => Array.from({ length: count }, (_, row) => row);

interface Comparison {
  readonly task: Task;
  readonly truth: number[] | string;
  readonly champion: Predictions;
  readonly challenger: Predictions;
}

function intervals(
  { task, truth, champion, challenger }: Comparison,
  confidence = 0.99,
  resamples = 40_000,
  seed = 1,
) {
  const { keys, values } = truthOf(truth);
  const [left, right] = [champion, challenger].map((each) => scorerOf(task, { keys, truth: values }, each));
  return pairedBootstrap(left!, right!, keys.length, { confidence, resamples, seed });
}

/** Two models whose errors go together, the challenger's smaller but for some outliers. Also in Python: the same formulas. */
const target = range(120).map((i) => ((i * 37) % 101) / 7);
const regression: Comparison = {
  task: "regression",
  truth: target,
  champion: predictionsOf(target.map((y, i) => y + (((i * 53) % 29) - 13) / 5)),
  challenger: predictionsOf(
    target.map((y, i) => y + (0.8 * (((i * 53) % 29) - 13)) / 5 + ((i * 19) % 23 === 0 ? 6 : 0)),
  ),
};

/** Two models that err on 25 and 15 of 150 rows, sometimes with a class that is never true. */
const truth = range(150).map((i) => "abc"[((i * i * 7 + i * 3) % 11) % 3]!);
const guess = (i: number, right: boolean): string => (right ? truth[i]! : "abc"[(i * 5 + 1) % 3]!);
const championSays = range(150).map((i) => guess(i, (i * 13) % 17 < 13));
const challengerSays = range(150).map((i) => guess(i, (i * 29) % 31 < 27));
const shares = (says: readonly string[], certainty: (i: number, right: boolean) => number) =>
  says.map((name, i) => {
    const p = certainty(i, name === truth[i]);
    return [..."abc"].map((each) => (each === truth[i] ? p : (1 - p) / 2));
  });
const classification: Comparison = {
  task: "classification",
  truth: truth.join(""),
  champion: predictionsOf(
    championSays.join(""),
    "abc",
    shares(championSays, (i, right) => (right ? 0.5 + ((i * 7) % 10) / 25 : 0.05 + ((i * 7) % 10) / 40)),
  ),
  challenger: predictionsOf(
    challengerSays.join(""),
    "abc",
    shares(challengerSays, (i, right) => (right ? 0.5 + ((i * 11) % 10) / 24 : 0.05 + ((i * 3) % 10) / 40)),
  ),
};

interface Reference {
  readonly metric: MetricName;
  readonly difference: number;
  readonly deviation: number;
  readonly at90: readonly [number, number];
  readonly at99: readonly [number, number];
  /** What one row changes, where only whole rows can. */
  readonly step: number;
}

/*
 * SciPy 1.17.1: bootstrap((truth, champion, challenger), difference, paired=True, method="percentile", n_resamples=200_000,
 * confidence_level=0.9 and 0.99, rng=np.random.default_rng(7)): confidence_interval and standard_error. The metrics are NumPy's
 * means; f1_macro equals scikit-learn 1.9.1's f1_score on the holdout.
 */
const REFERENCES: readonly (readonly [Comparison, Reference])[] = [
  [
    regression,
    {
      metric: "mae",
      difference: -0.1596666666666664,
      deviation: 0.0536,
      at90: [-0.242, -0.066],
      at99: [-0.278333, -0.004667],
      step: 0,
    },
  ],
  [
    regression,
    {
      metric: "rmse",
      difference: -0.07121479403882436,
      deviation: 0.099,
      at90: [-0.230206, 0.095908],
      at99: [-0.300293, 0.199815],
      step: 0,
    },
  ],
  [
    regression,
    {
      metric: "r2",
      difference: 0.013580726987582281,
      deviation: 0.01906,
      at90: [-0.019241, 0.043346],
      at99: [-0.041253, 0.057444],
      step: 0,
    },
  ],
  [
    classification,
    {
      metric: "accuracy",
      difference: 0.06666666666666665,
      deviation: 0.03862,
      at90: [0.006667, 0.133333],
      at99: [-0.033333, 0.166667],
      step: 1 / 150,
    },
  ],
  [
    classification,
    {
      metric: "f1_macro",
      difference: 0.03758378997574552,
      deviation: 0.02246,
      at90: [0.002385, 0.07355],
      at99: [-0.017108, 0.094936],
      step: 0,
    },
  ],
  [
    classification,
    {
      metric: "log_loss",
      difference: -0.10600250979171166,
      deviation: 0.06623,
      at90: [-0.215047, 0.002571],
      at99: [-0.279964, 0.063656],
      step: 0,
    },
  ],
];

describe("the interval is SciPy's paired percentile bootstrap", () => {
  // An end of a 0.99 interval from 40,000 resamples strays by a standard error of 0.025 deviations; five of them are
  // allowed. The basic and the BCa bootstrap, and one that is not paired, differ by 0.35 deviations and more here.
  test.each(REFERENCES.map(([comparison, reference]) => [reference.metric, comparison, reference] as const))(
    "%s",
    (_, comparison, { metric, difference, deviation, at90, at99, step }) => {
      for (const [confidence, reference] of [
        [0.9, at90],
        [0.99, at99],
      ] as const) {
        const found = intervals(comparison, confidence).get(metric)!;
        expect(found.difference).toBeCloseTo(difference, 12);
        expect(found.challenger - found.champion).toBe(found.difference);
        for (const side of [0, 1] as const)
          expect(Math.abs(found.interval[side] - reference[side])).toBeLessThan(
            0.125 * deviation + 1.001 * step,
          );
      }
    },
  );
});

describe("the seed", () => {
  test("gives the same intervals again, and another one others", () => {
    for (const comparison of [regression, classification]) {
      const once = intervals(comparison, 0.95, 500, 7);
      expect(intervals(comparison, 0.95, 500, 7)).toEqual(once);
      expect(intervals(comparison, 0.95, 500, 8)).not.toEqual(once);
    }
  });

  test("draws the same rows for every metric: a model against itself differs by nothing in any of them", () => {
    for (const { metric, interval } of [
      ...intervals({ ...classification, challenger: classification.champion }, 0.95, 200),
    ].map(([metric, found]) => ({ metric, ...found })))
      expect(interval, metric).toEqual([0, 0]);
  });
});

describe("where too few rows tell the models apart", () => {
  const rows = 100;
  const all = "a".repeat(rows / 2) + "b".repeat(rows / 2);
  /** Wrong on the first rows of each half in turn. */
  const wrongOn = (count: number) =>
    predictionsOf(
      [...all]
        .map((name, i) => ((i % 50) * 2 + Math.floor(i / 50) < count ? (name === "a" ? "b" : "a") : name))
        .join(""),
    );
  const against = (wrong: number, confidence: number) =>
    intervals(
      { task: "classification", truth: all, champion: wrongOn(wrong), challenger: wrongOn(0) },
      confidence,
      2000,
    );

  // A two-sided sign test needs 8 of 8 at 0.99 and 6 of 6 at 0.95 (SciPy 1.17.1: binomtest(n, n).pvalue).
  test.each([
    [0.99, 7, 8],
    [0.95, 5, 6],
  ])("zero is inside at %d: %d rows do not tell, %d do", (confidence, few, enough) => {
    for (const metric of ["accuracy", "f1_macro", "recall_weighted"] as const) {
      const [low, high] = against(few, confidence).get(metric)!.interval;
      expect(low).toBe(0);
      expect(high).toBeGreaterThan(few / rows);
      expect(against(enough, confidence).get(metric)!.interval[0]).toBeGreaterThan(0);
    }
  });
});

test("rows that both get wrong tell precision and F1 apart, if the wrong classes differ; not recall", () => {
  // 30 rows of a: the champion takes them for b, of which there are 20; the challenger for c, of which there are 60.
  const truth = "a".repeat(30) + "b".repeat(20) + "c".repeat(60);
  const found = intervals(
    {
      task: "classification",
      truth,
      champion: predictionsOf("b".repeat(50) + "c".repeat(60)),
      challenger: predictionsOf("c".repeat(30) + "b".repeat(20) + "c".repeat(60)),
    },
    0.99,
    2000,
  );
  for (const metric of ["precision_macro", "f1_macro"] as const)
    expect(found.get(metric)!.interval[0], metric).toBeGreaterThan(0);
  expect(found.get("recall_macro")!.interval).toEqual([0, 0]);
  expect(found.get("accuracy")!.interval).toEqual([0, 0]);
});

describe("how many resamples are taken", () => {
  test("as many as were asked for, fewer for a large holdout", () => {
    expect(resamplesFor(1000, 2000, 0.99)).toBe(2000);
    expect(resamplesFor(1_000_000, 2000, 0.99)).toBe(400);
  });

  test.each([
    [0.9, 20],
    [0.99, 200],
    [0.9999, 20_000],
  ])("never so few that an end of the interval at %d would be none of them", (confidence, fewest) => {
    expect(resamplesFor(1000, 1, confidence)).toBe(fewest);
    expect(resamplesFor(1_000_000_000, 2000, confidence)).toBe(fewest);
  });
});
