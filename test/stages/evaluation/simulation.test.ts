import { describe, expect, test } from "vitest";
import { digestJson } from "../../../src/core/digest.ts";
import { type Random, seededRandom } from "../../../src/core/random.ts";
import type { MetricName } from "../../../src/records/metric-table.ts";
import type { FilePredictions } from "../../../src/records/predictions.ts";
import type { SuccessRule } from "../../../src/records/spec.ts";
import { decide } from "../../../src/stages/gate/decide.ts";
import { harmlessChange, models } from "./compare/change.ts";
import { compare } from "./compare.ts";
import { predictionsOf, truthOf } from "./predictions.ts";

/** Two models, each as good as its share of right classes or the size of its errors says. */
interface World {
  readonly metric: MetricName;
  readonly rows: number;
  readonly champion: number;
  readonly challenger: number;
}

const times = <T>(count: number, make: (_: unknown, index: number) => T): T[] =>
  Array.from({ length: count }, make);

function holdout({ metric, rows, champion, challenger }: World, random: Random) {
  if (metric === "mae" || metric === "r2") {
    const truth = times(rows, () => 100 * random.next());
    const guess = (size: number) =>
      predictionsOf(truth.map((value) => value + size * (2 * random.next() - 1)));
    return {
      task: "regression",
      truth: truthOf(truth),
      models: { champion: guess(champion), challenger: guess(challenger) },
    } as const;
  }
  const truth = times(rows, () => "abc"[random.below(3)]!);
  const wrong = (name: string) => [..."abc"].filter((each) => each !== name)[random.below(2)]!;
  const guess = (right: number) =>
    predictionsOf(truth.map((name) => (random.next() < right ? name : wrong(name))).join(""));
  return {
    task: "classification",
    truth: truthOf(truth.join("")),
    models: { champion: guess(champion), challenger: guess(challenger) },
  } as const;
}

/** Predictions by number as a bundle's, by name. */
function asRecords(found: FilePredictions) {
  const { keys } = found;
  const of = (values: Int32Array | Float64Array) =>
    found.task === "classification" ? Array.from(values, (number) => found.classes[number]!) : [...values];
  return {
    truth: { keys, values: of(found.truth) as string[] | number[] },
    predictions: {
      keys: [...keys],
      predicted: of(found.predicted) as string[] | number[],
      classes: null,
      probabilities: null,
    },
  };
}

/** The shares of the verdicts over many holdouts, each with predictions and a bootstrap of its own. */
function verdicts(world: World, confidence: number, runs: number) {
  const random = seededRandom(20);
  const rules: SuccessRule[] = [{ metric: world.metric, regression: 0 }];
  const shares = { first: 0, improved: 0, equivalent: 0, inconclusive: 0, regressed: 0 };
  for (let run = 0; run < runs; run++) {
    const { task, truth, models } = holdout(world, random);
    const bundle = digestJson(run);
    const { verdict } = compare(task, rules, truth, models, {
      confidence,
      resamples: 300,
      champion: { bundle },
    });
    shares[verdict] += 1 / runs;
  }
  return { ...shares, alarms: shares.improved + shares.regressed };
}

/** Four standard deviations of a share of so many runs. */
const chance = (share: number, runs: number): number => 4 * Math.sqrt((share * (1 - share)) / runs);

describe("1,000 pull requests that change nothing, holdouts of 50 to 5,000 rows, at the defaults", () => {
  const METRIC = { classification: "f1_macro", regression: "rmse" } as const;

  /** The verdict and the gate of one, the deciding metric being that of a spec that names none. */
  const judged = (seed: number) => {
    const change = harmlessChange(seed);
    const metric = METRIC[change.task];
    const [champion, challenger] = models(change, seededRandom(seed)).map(asRecords);
    const both = { champion: champion!.predictions, challenger: challenger!.predictions };
    const bundle = digestJson(seed);
    const options = { resamples: 300, champion: { bundle } };
    const evaluation = compare(change.task, [{ metric }], champion!.truth, both, options);
    const gate = decide({ evaluation, success: [{ metric }], registered: null });
    const { difference } = evaluation.metrics.find(({ gated }) => gated)!.compared!;
    const worse = change.task === "classification" ? difference < 0 : difference > 0;
    return { verdict: evaluation.verdict, red: !gate.passed, worse };
  };

  test("at most 1 % are called, and the gate is red in at most 1 %; a bare difference accuses nearly half", {
    timeout: 180_000,
  }, () => {
    const all = times(1000, (_, seed) => judged(seed));
    expect(
      all.filter(({ verdict }) => verdict === "improved" || verdict === "regressed").length,
    ).toBeLessThanOrEqual(10);
    expect(all.filter(({ red }) => red).length).toBeLessThanOrEqual(10);
    expect(all.filter(({ worse }) => worse).length).toBeGreaterThan(400);
  });
});

describe("two models that are equally good are called different in no more than 1 - confidence of the cases", () => {
  const RUNS = 400;

  // Of small holdouts too, where the p-value of a bare bootstrap is too small.
  test.each<readonly [MetricName, number, number]>([
    ["accuracy", 80, 0.8],
    ["f1_macro", 50, 0.8],
    ["mae", 80, 3],
    ["r2", 50, 3],
  ])("%s on %d rows", (metric, rows, quality) => {
    const world = { metric, rows, champion: quality, challenger: quality };
    expect(verdicts(world, 0.95, RUNS).alarms).toBeLessThan(0.05 + chance(0.05, RUNS) / 2);
  });

  test("and in nearly as many where the test is exact: the confidence is not thrown away", () => {
    const world = { metric: "mae", rows: 80, champion: 3, challenger: 3 } as const;
    expect(verdicts(world, 0.8, RUNS).alarms).toBeGreaterThan(0.2 - chance(0.2, RUNS));
  });
});

describe("where a handful of rows differ, each for the better or the worse by the toss of a coin", () => {
  const RUNS = 500;

  // All on one side: 4 of 4 in an eighth of the cases, 6 of 6 in a thirty-second. To a bare bootstrap that is beyond chance.
  test.each([
    [0.95, 4],
    [0.99, 6],
  ])("the alarm at %d is not raised more often than that for %d rows", (confidence, differing) => {
    const random = seededRandom(21);
    const rules: SuccessRule[] = [{ metric: "accuracy", regression: 0 }];
    let alarms = 0;
    for (let run = 0; run < RUNS; run++) {
      const coins = times(differing, () => random.below(2) === 0);
      const guess = (side: boolean) =>
        predictionsOf(
          coins.map((coin) => (coin === side ? "a" : "b")).join("") + "a".repeat(100 - differing),
        );
      const models = { champion: guess(true), challenger: guess(false) };
      const bundle = digestJson(run);
      const options = { confidence, resamples: 300, champion: { bundle } };
      const { verdict } = compare("classification", rules, truthOf("a".repeat(100)), models, options);
      if (verdict === "improved" || verdict === "regressed") alarms++;
    }
    expect(alarms / RUNS).toBeLessThan(1 - confidence);
  });
});

describe("a true difference is found", () => {
  // Right in 0.95 and 0.8 of 120 rows, independently: one alone is right on 19 % and 4 % of rows. The power of McNemar's exact
  // test at 0.01, by summing SciPy 1.17.1's binom.pmf over all outcomes that binomtest rejects, is 0.8037.
  const RUNS = 300;
  const POWER = 0.8037;

  test("for the better, as often as theory says", () => {
    const { improved, regressed } = verdicts(
      { metric: "accuracy", rows: 120, champion: 0.8, challenger: 0.95 },
      0.99,
      RUNS,
    );
    expect(Math.abs(improved - POWER)).toBeLessThan(chance(POWER, RUNS));
    expect(regressed).toBe(0);
  });

  test("for the worse likewise", () => {
    const { improved, regressed } = verdicts(
      { metric: "accuracy", rows: 120, champion: 0.95, challenger: 0.8 },
      0.99,
      RUNS,
    );
    expect(Math.abs(regressed - POWER)).toBeLessThan(chance(POWER, RUNS));
    expect(improved).toBe(0);
  });

  test("in errors, of which less is better", () => {
    const better = verdicts({ metric: "mae", rows: 120, champion: 3, challenger: 2 }, 0.99, 200);
    expect(better.improved).toBeGreaterThan(0.95);
    const worse = verdicts({ metric: "mae", rows: 120, champion: 2, challenger: 3 }, 0.99, 200);
    expect(worse.regressed).toBeGreaterThan(0.95);
  });
});
