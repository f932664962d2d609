import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { mcnemarExact } from "../../../../src/core/statistics/mcnemar.ts";
import { Evaluation } from "../../../../src/records/evaluation.ts";
import type { FilePredictions } from "../../../../src/records/predictions.ts";
import type { SuccessRule } from "../../../../src/records/spec.ts";
import { compareOne } from "../../../../src/stages/evaluation/compare/compare-one.ts";
import { compareSlices } from "../../../../src/stages/evaluation/slices/compare-slices.ts";
import type { DeclaredSlice } from "../../../../src/stages/evaluation/slices/declared-slices.ts";
import { applyWaivers } from "../../../../src/stages/gate/apply-waivers.ts";
import { decide } from "../../../../src/stages/gate/decide.ts";
import { type Changes, compare } from "../compare.ts";
import { predictionsOf, truthOf } from "../predictions.ts";

const RULES: SuccessRule[] = [{ metric: "accuracy", regression: 0.02 }];
/** Rows of two classes, each right or wrong as the letters of two texts say: `r` is right. */
function models(champion: string, challenger: string, truth = "ab".repeat(champion.length / 2)) {
  const said = (text: string) =>
    [...truth].map((name, row) => (text[row] === "r" ? name : name === "a" ? "b" : "a")).join("");
  return {
    truth: truthOf(truth),
    champion: predictionsOf(said(champion)),
    challenger: predictionsOf(said(challenger)),
  };
}
const slice = (name: string, rows: number, from: number, to: number, more: Partial<DeclaredSlice> = {}) => ({
  name,
  within: Uint8Array.from({ length: rows }, (_, row) => (row >= from && row < to ? 1 : 0)),
  ...more,
});
function evaluated(made: ReturnType<typeof models>, slices: readonly DeclaredSlice[], changes: Changes = {}) {
  const groups = { slices, unnamed: [], searched: [], fairness: null, ...changes.groups };
  return compare("classification", RULES, made.truth, made, { ...changes, groups });
}
const slicesOf = (evaluation: Evaluation) => evaluation.slices!.declared;

/** 300 rows: in the first 200 the change is much better, in the last 100 much worse. */
const MIXED = models(
  `${"r".repeat(100)}${"w".repeat(100)}${"r".repeat(95)}${"w".repeat(5)}`,
  `${"r".repeat(190)}${"w".repeat(10)}${"r".repeat(70)}${"w".repeat(30)}`,
);
const TWO = [slice("many", 300, 0, 200), slice("few", 300, 200, 300)];

describe("a slice that loses while the total improves", () => {
  const evaluation = evaluated(MIXED, TWO);
  const gate = decide({ evaluation, success: RULES, registered: null });

  test("is found on the same rows and by the same tests as the whole", () => {
    expect(v.parse(Evaluation, evaluation)).toEqual(evaluation);
    expect(evaluation.verdict).toBe("improved");
    const [many, few] = slicesOf(evaluation);
    expect(many).toMatchObject({ name: "many", rows: 200, shared: 200, small: false, challenger: 0.95 });
    expect(many!.compared).toMatchObject({ champion: 0.5, challenger: 0.95, verdict: "improved" });
    expect(few!.compared).toMatchObject({
      champion: 0.95,
      challenger: 0.7,
      verdict: "regressed",
      test: "mcnemar",
      tolerance: 0.02,
      p_value: mcnemarExact(25, 0),
    });
  });

  test("p-values are corrected over all slices", () => {
    const [many, few] = slicesOf(evaluation).map(({ compared }) => compared!);
    expect(many!.adjusted_p_value).toBeCloseTo(2 * many!.p_value!, 20);
    expect(few!.adjusted_p_value).toBe(few!.p_value);
  });

  test("closes the gate, whatever the total says", () => {
    expect(gate.passed).toBe(false);
    expect(gate.reasons.map(({ rule, passed }) => [rule, passed])).toEqual([
      ["regression", true],
      ["slice", false],
      ["slice", true],
    ]);
    expect(gate.reasons[1]!.text).toMatch(
      /^in the slice few \(100 rows\) accuracy is worse than v1\.0\.0's, beyond what chance explains and beyond the tolerated 0\.02 \(0\.95 → 0\.7, −0\.25, interval −/,
    );
  });

  test("passes where so much is tolerated in it", () => {
    const lenient = evaluated(MIXED, [TWO[0]!, { ...TWO[1]!, tolerance: 0.5 }]);
    expect(slicesOf(lenient)[1]!.compared).toMatchObject({ tolerance: 0.5, verdict: "equivalent" });
    expect(decide({ evaluation: lenient, success: RULES, registered: null }).passed).toBe(true);
  });

  test("may be waived by its own name, which no other slice has", () => {
    const days = { reason: "few rows", approved_by: "@ada", since: "2026-01-01", until: "2026-02-01" };
    const on = (rule: string) => applyWaivers(gate, [{ rule, ...days }], Date.UTC(2026, 0, 15)).passed;
    expect(on("slice of accuracy in few")).toBe(true);
    expect(on("slice of accuracy in many")).toBe(false);
    expect(on("slice of accuracy")).toBe(false);
  });

  test("does not decide about a version that is registered already", () => {
    expect(decide({ evaluation, success: RULES, registered: "v1.0.0" }).passed).toBe(true);
  });
});

test("each slice may be judged by its own metric", () => {
  const [few] = slicesOf(evaluated(MIXED, [{ ...TWO[1]!, metric: "kappa" }]));
  expect(few).toMatchObject({ metric: "kappa", direction: "higher" });
  expect(few!.compared!.test).toBe("bootstrap");
});

test("rows that the champion has seen are in no comparison", () => {
  const seen = new Set(MIXED.truth.keys.slice(200, 260));
  const [few] = slicesOf(evaluated(MIXED, [TWO[1]!], { champion: { seen } }));
  expect(few).toMatchObject({ rows: 100, shared: 40, challenger: 0.7 });
});

test("without a champion there are figures, and nothing for the gate", () => {
  const evaluation = evaluated(MIXED, TWO, { champion: null });
  expect(slicesOf(evaluation)[1]).toMatchObject({ challenger: 0.7, shared: 0, compared: null, small: false });
  const { reasons } = decide({ evaluation, success: RULES, registered: null });
  expect(reasons.map(({ rule }) => rule)).toEqual(["regression"]);
});

describe("a slice that is too small", () => {
  const small = [slice("small", 300, 291, 300), slice("none", 300, 0, 0), TWO[0]!];
  const evaluation = evaluated(MIXED, small);

  test("is not judged, and is said to be so with how many rows would settle it", () => {
    const [nine, none] = slicesOf(evaluation);
    expect(nine).toMatchObject({ rows: 9, small: true, compared: null });
    expect(none).toMatchObject({ rows: 0, small: true, compared: null, challenger: null });
    expect(decide({ evaluation, success: RULES, registered: null }).reasons.at(-1)).toEqual({
      rule: "slice",
      passed: true,
      text: "the one slice that could be compared is not worse beyond what chance explains and what is tolerated; 2 are too small to judge",
    });
  });

  // SciPy 1.17: (norm.ppf(1 - 0.01 / 3 / 2) + norm.ppf(0.8))**2 is 14.28; the rows' differences (90 of +1, 25 of -1, 185 of 0) have
  // a variance of 0.336; at a tolerated loss of 0.02 that is 14.28 * 0.336 / 0.02**2, about 12,000 rows.
  test("as many rows as would show the tolerated loss", () => {
    const [nine, none] = slicesOf(evaluation);
    expect(nine!.rows_to_settle).toBeGreaterThan(10_500);
    expect(nine!.rows_to_settle).toBeLessThan(13_500);
    expect(Math.abs(Math.log(none!.rows_to_settle! / nine!.rows_to_settle!))).toBeLessThan(0.02);
  });

  test("ten rows are judged, and nine of ten with one class alone too", () => {
    const ten = evaluated(MIXED, [slice("ten", 300, 290, 300)]);
    expect(slicesOf(ten)[0]).toMatchObject({ small: false, shared: 10 });
  });
});

test("a slice without a positive row has no recall: unknown, not zero", () => {
  const made = models("r".repeat(60), "r".repeat(60), `${"a".repeat(30)}${"b".repeat(30)}`);
  const [negatives, all] = slicesOf(
    evaluated(made, [
      slice("negatives", 60, 0, 30, { metric: "recall" }),
      slice("all", 60, 0, 60, { metric: "recall" }),
    ]),
  );
  expect(negatives).toMatchObject({ challenger: null, compared: null, small: false });
  expect(all!.challenger).toBe(1);
});

// At 0.95 a family of slices may call five harmless changes in a hundred to either side. Were the twelve not corrected for their number,
// some fifteen would be called to this side alone.
test("of 200 changes that change nothing real at most five in a hundred have a slice that regressed", () => {
  const random = seededRandom(11);
  const rows = 720;
  const slices = Array.from({ length: 12 }, (_, at) => slice(`s${at}`, rows, 60 * at, 60 * at + 60));
  const keys = Array.from({ length: rows }, (_, row) => String(row));
  const places = new Map(keys.map((key, place) => [key, place]));
  const model = (): FilePredictions => ({
    task: "classification",
    keys,
    classes: ["a", "b"],
    truth: new Int32Array(rows),
    predicted: Int32Array.from(keys, () => Number(random.next() < 0.3)),
    positive: 1,
    scores: null,
  });
  let alarms = 0;
  for (let round = 0; round < 200; round++) {
    const [champion, challenger] = [model(), model()];
    const { declared } = compareSlices({
      ...{ slices, unnamed: [], places, whole: challenger, shared: [champion, challenger] },
      ...{ metric: "accuracy", tolerance: new Map(), confidence: 0.95, resamples: 2, seed: round },
    });
    if (declared.some(({ compared }) => compared?.verdict === "regressed")) alarms++;
  }
  expect(alarms).toBeLessThanOrEqual(10);
});

test("of so many rows that there is no time for many resamples a real loss can still be called, and no difference is not", () => {
  const rows = 3000;
  const random = seededRandom(12);
  const model = (wrong: number): FilePredictions => ({
    task: "classification",
    keys: Array.from({ length: rows }, (_, row) => String(row)),
    classes: ["a", "b"],
    truth: Int32Array.from({ length: rows }, (_, row) => row % 2),
    predicted: Int32Array.from({ length: rows }, (_, row) =>
      random.next() < wrong ? 1 - (row % 2) : row % 2,
    ),
    positive: 1,
    scores: null,
  });
  const champion = model(0.2);
  // A thousand slices of 3,000 rows: 4e8 draws are 200 resamples each, and 200,000 would be wanted.
  const p = (challenger: FilePredictions) =>
    compareOne(
      { champion, challenger, rows },
      { metric: "f1_macro", confidence: 0.99, family: 1000, resamples: 2000, seed: 3 },
    )!.p_value;
  expect(1000 * p(model(0.3))).toBeLessThan(0.01);
  expect(p(model(0.2))).toBeGreaterThan(0.01);
});
