import { describe, expect, test } from "vitest";
import type { Robustness } from "../../../src/records/robustness.ts";
import { decide } from "../../../src/stages/gate/decide.ts";
import { anEvaluation, aRobustness } from "../../support/records.ts";

type Spoiled = Robustness["spoiled"][number];
type Kept = Robustness["expectations"][number];

const SUCCESS = [{ metric: "f1_macro" }] as const;

function judged(changes: Partial<Robustness>, registered: string | null = null) {
  const robustness = { ...aRobustness(), spoiled: [], expectations: [], ...changes };
  return judgedAs({ robustness }, registered);
}
function judgedAs(changes: object, registered: string | null = null) {
  const evaluation = anEvaluation("improved", changes);
  const { passed, reasons } = decide({ evaluation, success: SUCCESS, registered });
  return { passed, reasons: reasons.filter(({ rule }) => rule === "robustness") };
}
const spoiled = (changes: Partial<Spoiled>): Spoiled => ({ kind: "noise", changed: 9, ...changes });
const kept = (changes: Partial<Kept>): Kept => ({
  kind: "increasing",
  column: "income",
  class: null,
  rows: 200,
  broken: 0,
  allowed: 0,
  examples: [],
  ...changes,
});

describe("a drop fails only when all of its interval is beyond the bound", () => {
  test.each<[string, Partial<Spoiled>, boolean, string]>([
    [
      "within",
      { drop: 0.01, interval: [-0.02, 0.04], bound: 0.05 },
      true,
      "with noise in every number f1_macro is worse by 0.01 (interval −0.02 to +0.04), at most 0.05 is asked for",
    ],
    [
      "on the bound",
      { drop: 0.1, interval: [0.05, 0.2], bound: 0.05 },
      true,
      "with noise in every number f1_macro is worse by 0.1 (interval +0.05 to +0.2), at most 0.05 is asked for, which may be chance",
    ],
    [
      "across it",
      { drop: 0.09, interval: [0.03, 0.2], bound: 0.05 },
      true,
      "with noise in every number f1_macro is worse by 0.09 (interval +0.03 to +0.2), at most 0.05 is asked for, which may be chance",
    ],
    [
      "beyond it",
      { drop: 0.3, interval: [0.0501, 0.5], bound: 0.05 },
      false,
      "with noise in every number f1_macro is worse by 0.3 (interval +0.0501 to +0.5), at most 0.05 is asked for",
    ],
    [
      "without an interval",
      { drop: 0.3, bound: 0.05 },
      false,
      "with noise in every number f1_macro is worse by 0.3, at most 0.05 is asked for",
    ],
    [
      "without an answer",
      { failed: "no number in a cell", bound: 0.05 },
      false,
      "with noise in every number the model gives no answer: no number in a cell",
    ],
  ])("%s", (_, changes, passed, text) => {
    const gate = judged({ spoiled: [spoiled(changes)] });
    expect(gate.passed).toBe(passed);
    expect(gate.reasons).toMatchObject([{ rule: "robustness", metric: "noise", passed, bound: 0.05, text }]);
  });

  test("what the spec does not bound is no rule", () => {
    expect(judged({ spoiled: [spoiled({ drop: 0.9, interval: [0.8, 1] })] }).reasons).toEqual([]);
    expect(judgedAs({}).reasons).toEqual([]);
  });
});

describe("an expectation fails by the share of rows that break it", () => {
  test.each<[Partial<Kept>, boolean, string]>([
    [{}, true, 'when "income" rises, the prediction must not fall: 0 of 200 rows break it'],
    [{ broken: 1 }, false, 'when "income" rises, the prediction must not fall: 1 of 200 rows break it'],
    [
      { kind: "decreasing", class: "yes", broken: 2, allowed: 0.01 },
      true,
      'when "income" rises, the probability of "yes" must not rise: 2 of 200 rows break it, at most 1 % may',
    ],
    [
      { kind: "invariant", column: "sex", broken: 3, allowed: 0.01 },
      false,
      '"sex" must not change the prediction: 3 of 200 rows break it, at most 1 % may',
    ],
    [
      { failed: "it stopped" },
      false,
      'when "income" rises, the prediction must not fall, which could not be found out: it stopped',
    ],
    [{ rows: 0 }, true, 'when "income" rises, the prediction must not fall: 0 of 0 rows break it'],
  ])("%j", (changes, passed, text) => {
    const gate = judged({ expectations: [kept(changes)] });
    expect(gate.passed).toBe(passed);
    expect(gate.reasons.map((reason) => [reason.passed, reason.text])).toEqual([[passed, text]]);
    expect(gate.reasons[0]!.metric).toBe(changes.column ?? "income");
  });
});

test("what was asked for and could not be found out fails; a registered version passes all the same", () => {
  const unasked = { robustness: { unasked: "there is no predict command" } };
  const gate = judgedAs(unasked);
  expect(gate.passed).toBe(false);
  expect(gate.reasons[0]!.text).toBe(
    "what the spec asks of robustness could not be found out: there is no predict command",
  );
  expect(judgedAs(unasked, "v1.0.0").passed).toBe(true);
});
