import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../../../src/core/random.ts";
import type { FilePredictions } from "../../../../src/records/predictions.ts";
import type { FairnessBounds } from "../../../../src/records/spec-groups.ts";
import { fairness } from "../../../../src/stages/evaluation/fairness/fairness.ts";
import { codeColumn } from "../../../../src/stages/evaluation/slices/coded-column.ts";
import { fairnessReasons } from "../../../../src/stages/gate/fairness-reasons.ts";
import { anEvaluation } from "../../../support/records.ts";
import reference from "../reference/fairness.json" with { type: "json" };

const keysOf = (rows: number) => Array.from({ length: rows }, (_, row) => String(row));
const classes = (truth: string, predicted: string): FilePredictions => ({
  task: "classification",
  keys: keysOf(truth.length),
  classes: ["0", "1"],
  truth: Int32Array.from(truth, Number),
  predicted: Int32Array.from(predicted, Number),
  positive: 1,
  scores: null,
});
const numbers = (truth: readonly number[], predicted: readonly number[]): FilePredictions => ({
  task: "regression",
  keys: keysOf(truth.length),
  truth: Float64Array.from(truth),
  predicted: Float64Array.from(predicted),
});

function judge(
  groups: string,
  challenger: FilePredictions,
  bounds: FairnessBounds = {},
  champion: FilePredictions | null = null,
) {
  const column = { type: "text" as const, values: [...groups] };
  return fairness({
    attributes: [codeColumn("g", column, [...column.values.keys()])],
    positive: null,
    bounds,
    places: new Map(challenger.keys.map((key, place) => [key, place])),
    whole: challenger,
    shared: champion && [champion, challenger],
    confidence: 0.99,
  });
}
const measuresOf = (found: ReturnType<typeof judge>) =>
  Object.fromEntries(found.attributes[0]!.measures.map((each) => [each.measure, each]));

describe("figures equal Fairlearn 0.15.0", () => {
  test.each(reference.classification)(
    "of classes, groups $by_group",
    ({ groups, truth, predicted, by_group, measures }) => {
      const found = judge(groups, classes(truth, predicted));
      expect(found.positive).toBe("1");
      for (const [name, value] of Object.entries(measures))
        expect(measuresOf(found)[name]!.value).toBeCloseTo(value, 12);
      for (const { name, rows: _, small, ...figures } of found.attributes[0]!.groups) {
        expect(small).toBe(false);
        const wanted = by_group[name.slice(-1) as keyof typeof by_group] as Record<string, number>;
        for (const [figure, value] of Object.entries(figures)) expect(value).toBeCloseTo(wanted[figure]!, 12);
      }
    },
  );

  test.each(reference.regression)(
    "of numbers",
    ({ groups, truth, predicted, by_group, measures, mae_interval }) => {
      const found = judge(groups, numbers(truth, predicted));
      for (const [name, value] of Object.entries(measures))
        expect(measuresOf(found)[name]!.value).toBeCloseTo(value, 12);
      for (const { name, mae, mean_error } of found.attributes[0]!.groups) {
        const wanted = by_group[name.slice(-1) as keyof typeof by_group] as Record<string, number>;
        expect([mae, mean_error].map((each) => each!.toFixed(11))).toEqual(
          [wanted.mae, wanted.mean_error].map((each) => each!.toFixed(11)),
        );
      }
      // SciPy 1.17.1: ttest_ind(equal_var=False).confidence_interval(0.99), b less a.
      const [low, high] = measuresOf(found).mae_difference!.interval!;
      // Of the larger less the smaller: it is never below zero.
      if (mae_interval)
        expect([low, high].map((end) => end.toFixed(9))).toEqual(
          mae_interval.map((end) => Math.max(0, -end).toFixed(9)).toReversed(),
        );
    },
  );
});

/** Groups of one letter each, with so many of each kind of row: true positives, misses, false alarms, rightly rejected. */
function rowsOf(groups: Readonly<Record<string, readonly [number, number, number, number]>>) {
  const [names, truth, predicted]: [string[], string[], string[]] = [[], [], []];
  for (const [name, counts] of Object.entries(groups))
    for (const [kind, count] of counts.entries())
      for (let row = 0; row < count; row++) {
        names.push(name);
        truth.push("1100"[kind]!);
        predicted.push("1010"[kind]!);
      }
  return [names.join(""), classes(truth.join(""), predicted.join(""))] as const;
}

describe("what cannot be told is unknown, not zero", () => {
  test("the hits of a group without positives", () => {
    const found = judge(...rowsOf({ a: [8, 2, 3, 7], b: [9, 1, 4, 6], c: [0, 0, 5, 15] }));
    const [, , c] = found.attributes[0]!.groups;
    expect(c).toMatchObject({ true_positive_rate: null, false_positive_rate: 0.25, precision: 0 });
    const { equal_opportunity_difference: hits, demographic_parity_difference: selected } = measuresOf(found);
    expect(hits).toMatchObject({ unknown: ["g = c"] });
    expect(hits!.value).toBeCloseTo(0.1, 12);
    expect(selected!.unknown).toEqual([]);
  });

  test("the precision of a group in which nobody is selected, and every measure with one group alone", () => {
    const none = measuresOf(judge(...rowsOf({ a: [8, 2, 3, 7], b: [0, 5, 0, 15] })));
    expect(none.predictive_parity_difference).toMatchObject({
      value: null,
      interval: null,
      unknown: ["g = b"],
    });
    expect(none.demographic_parity_ratio!.value).toBe(0);
    const one = judge(...rowsOf({ a: [8, 2, 3, 7] }), { demographic_parity_difference: 0.1 });
    expect(measuresOf(one).demographic_parity_difference).toMatchObject({ value: null, held: "unknown" });
    const nobody = measuresOf(judge(...rowsOf({ a: [0, 5, 0, 15], b: [0, 5, 0, 15] })));
    expect(nobody.demographic_parity_ratio!.value).toBeNull();
  });

  test("a group of fewer than ten rows is shown and held against nobody; of fewer than five not even named", () => {
    const found = judge(...rowsOf({ a: [8, 2, 3, 7], b: [9, 1, 4, 6], c: [6, 0, 0, 0], d: [3, 0, 0, 0] }));
    const [attribute] = found.attributes;
    expect(attribute!.groups.map(({ name, small }) => [name, small])).toEqual([
      ["g = a", false],
      ["g = b", false],
      ["g = c", true],
    ]);
    expect(attribute!.unnamed).toEqual({ column: "g", values: 1, rows: 3 });
    expect(measuresOf(found).demographic_parity_difference).toMatchObject({ unknown: ["g = c"] });
    expect(measuresOf(found).demographic_parity_difference!.value).toBeCloseTo(0.1, 12);
  });

  test("rates of several classes without a good one", () => {
    const three = { ...classes("0101010101", "0101010101"), classes: ["0", "1", "2"], positive: null };
    expect(judge("aaaaaaaaaa", three as FilePredictions)).toMatchObject({ positive: null });
    expect(judge("aaaaaaaaaa", three as FilePredictions).attributes[0]!.measures).toEqual([]);
  });
});

describe("a bound", () => {
  const groups = { a: [80, 20, 30, 70], b: [40, 60, 10, 90] } as const;
  const reasons = (bounds: FairnessBounds, of: Parameters<typeof rowsOf>[0] = groups) =>
    fairnessReasons(anEvaluation("improved", { fairness: judge(...rowsOf(of), bounds) }));

  test("fails when the whole interval is beyond it", () => {
    const found = reasons({
      equal_opportunity_difference: 0.1,
      demographic_parity_ratio: 0.8,
      equalized_odds_difference: 0.9,
    });
    expect(found.map(({ metric, passed }) => [metric, passed])).toEqual([
      ["demographic_parity_ratio by g", false],
      ["equalized_odds_difference by g", true],
      ["equal_opportunity_difference by g", false],
    ]);
    expect(found[2]!.text).toMatch(
      /^equal_opportunity_difference by g is 0\.4 \(interval 0\.\d+ to 0\.\d+\), at most 0\.1 is asked for$/,
    );
    expect(found[0]!.text).toMatch(/by g is 0\.4545 \(interval .*\), at least 0\.8 is asked for$/);
  });

  test("never fails by what few rows may explain, and says so", () => {
    const few = { a: [4, 2, 2, 4], b: [2, 4, 2, 4] } as const;
    const [reason] = reasons({ equal_opportunity_difference: 0.1 }, few);
    expect(reason).toMatchObject({ rule: "fairness", passed: true, bound: 0.1 });
    expect(reason!.text).toMatch(/these rows are too few to say that it is beyond that$/);
  });

  test("that cannot be held against anything passes and says so", () => {
    const [reason] = reasons({ equal_opportunity_difference: 0.1 }, { a: [8, 2, 3, 7], b: [0, 0, 5, 15] });
    expect(reason).toMatchObject({ passed: true });
    expect(reason!.text).toContain("is unknown");
    expect(reason).not.toHaveProperty("figure");
  });

  test("is met by a figure that lies on it", () => {
    expect(reasons({ equal_opportunity_difference: 0.4 })[0]!.text).toMatch(/is 0\.4 .*asked for$/);
    expect(reasons({})).toEqual([]);
  });
});

test("the champion's figure is that on the rows that both were judged on", () => {
  const [groups, challenger] = rowsOf({ a: [8, 2, 3, 7], b: [9, 1, 4, 6] });
  const found = judge(groups, challenger, {}, challenger);
  for (const { value, champion } of found.attributes[0]!.measures) expect(champion).toBe(value);
});

test("the champion's figures of a group stand beside its own, where both were judged on all of its rows", () => {
  const [groups, challenger] = rowsOf({ a: [8, 2, 3, 7], b: [9, 1, 4, 6] });
  const { champion, ...own } = judge(groups, challenger, {}, challenger).attributes[0]!.groups[0]!;
  expect(champion).toMatchObject({ selection_rate: own.selection_rate, precision: own.precision });
  expect(judge(groups, challenger).attributes[0]!.groups[0]!.champion).toBeUndefined();
});

/** Groups that are treated alike: any bound that is broken is a false alarm. */
function alike(random: Random, sizes: readonly number[]) {
  const draw = (p: number) => (random.next() < p ? "1" : "0");
  const names = sizes.flatMap((size, group) => Array(size).fill("abcdef"[group]!));
  const truth = names.map(() => draw(0.4));
  return [
    names.join(""),
    classes(truth.join(""), truth.map((value) => draw(value === "1" ? 0.7 : 0.2)).join("")),
  ] as const;
}

// At 0.99 chance alone may break a bound of zero once in a hundred: the intervals of the pairs hold together.
test.each([[[100, 100]], [[20, 40, 200]], [[30, 30, 30, 30, 30, 30]]])(
  "of 1,000 fair models with groups of %j rows at most one in a hundred breaks any bound, even one of zero",
  (sizes) => {
    const random = seededRandom(21);
    const bounds = {
      demographic_parity_difference: 0,
      demographic_parity_ratio: 1,
      equalized_odds_difference: 0,
      predictive_parity_difference: 0,
    };
    let broken = 0;
    for (let round = 0; round < 1000; round++) {
      const found = judge(...alike(random, sizes), bounds);
      if (found.attributes[0]!.measures.some(({ held }) => held === "beyond")) broken++;
    }
    expect(broken).toBeLessThanOrEqual(10);
  },
);
