import { describe, expect, test } from "vitest";
import { digestJson } from "../../../src/core/digest.ts";
import { type Random, seededRandom } from "../../../src/core/random.ts";
import type { MetricName, SuccessRule } from "../../../src/records/spec.ts";
import { compare } from "./compare.ts";
import { predictionsOf, truthOf } from "./predictions.ts";

/** Two models, each as good as its share of right classes or the size of its errors says. */
interface World {
  readonly metric: MetricName;
  readonly rows: number;
  readonly champion: number;
  readonly challenger: number;
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

function holdout({ metric, rows, champion, challenger }: World, random: Random) {
  if (metric === "mae") {
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

describe("two models that are equally good are called different in 1 - confidence of the cases", () => {
  const WORLDS: readonly World[] = [
    { metric: "accuracy", rows: 80, champion: 0.8, challenger: 0.8 },
    { metric: "f1_macro", rows: 80, champion: 0.8, challenger: 0.8 },
    { metric: "mae", rows: 80, champion: 3, challenger: 3 },
  ];
  const RUNS = 1000;
  // With 80 rows and 300 resamples the percentile interval is known to be a little narrow: up to a third more is allowed.
  const most = (share: number) => (4 / 3) * share + chance((4 / 3) * share, RUNS);
  const least = (share: number) => share - chance(share, RUNS);

  test.each(WORLDS)("$metric", (world) => {
    const loose = verdicts(world, 0.8, RUNS).alarms;
    expect(loose).toBeGreaterThan(least(0.2));
    expect(loose).toBeLessThan(most(0.2));
    const strict = verdicts(world, 0.95, RUNS).alarms;
    expect(strict).toBeGreaterThan(least(0.05));
    expect(strict).toBeLessThan(most(0.05));
  });

  test("the two bands do not meet: ignoring the confidence would fail one of them", () => {
    expect(most(0.05)).toBeLessThan(least(0.2));
  });

  test("at the default of 0.99 hardly ever", () => {
    // Fewer resamples than the default 2000 make the interval's ends rougher: a third of a percent more.
    expect(verdicts(WORLDS[0]!, 0.99, RUNS).alarms).toBeLessThan(most(0.0125));
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
  // Right in 0.95 and 0.8 of 120 rows, independently: the paired difference of 0.15 has the variance
  // (0.95 * 0.2 + 0.05 * 0.8 - 0.15^2) / 120, that is z = 3.61; the power at 0.99 is P(Z > 2.576 - 3.61) = 0.85.
  const RUNS = 500;
  const POWER = 0.85;

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
