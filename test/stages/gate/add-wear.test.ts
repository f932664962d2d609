import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../../src/records/evaluation.ts";
import { addWear } from "../../../src/stages/gate/add-wear.ts";
import { aGate, anEvaluation, digestOf } from "../../support/records.ts";

const holdout = digestOf("9");

/** The metric that decides differs by so much, with this standard error. */
function differing(difference: number, error: number, changes: Partial<Evaluation> = {}) {
  const verdict = difference > 0 ? "improved" : "regressed";
  const evaluation = anEvaluation(verdict, { holdout, ...changes });
  const metrics = evaluation.metrics.map((metric) => ({
    ...metric,
    compared: metric.compared && { ...metric.compared, difference, error, verdict: verdict as "improved" },
  }));
  return { ...evaluation, metrics };
}
const others = (count: number) =>
  new Set(Array.from({ length: count }, (_, index) => String(index).padStart(64, "0")));

describe("the count", () => {
  it("has this decision in it, and each model once", () => {
    const decisions = (decided: ReadonlySet<string>) =>
      addWear(aGate(), differing(0.1, 0.01), decided, "count").wear!.decisions;
    expect(decisions(new Set())).toBe(1);
    expect(decisions(others(36))).toBe(37);
    // The evaluation's own recipe again.
    expect(decisions(new Set([...others(36), digestOf("a")]))).toBe(37);
  });

  it("decides nothing by itself, and says nothing of a version that is registered already", () => {
    const gate = addWear(aGate(), differing(0.001, 0.01), others(500), "count");
    expect(gate).toMatchObject({ passed: true, reasons: aGate().reasons });
    const registered = aGate(true, { registered: "v1.0.0" });
    expect(addWear(registered, differing(0.001, 0.01), others(500), "ladder")).toMatchObject({
      passed: true,
      reasons: registered.reasons,
      wear: { decisions: 500 },
    });
  });

  it("of an evaluation of an earlier version, which names no holdout, there is none", () => {
    expect(addWear(aGate(), anEvaluation("improved"), others(5), "ladder")).toEqual(aGate());
  });

  // Harter (1961), Expected values of normal order statistics, the largest of n: Blom's formula is within 5 % at 2, and 1 % from 10 on.
  it.each([
    [2, 0.56419, 0.05],
    [10, 1.53875, 0.01],
    [100, 2.50759, 0.01],
    [400, 2.96818, 0.01],
  ])("tells how lucky the luckiest of %d is", (count, expected, within) => {
    const { luck } = addWear(aGate(), differing(0.1, 0.02), others(count - 1), "count").wear!;
    expect(luck!.metric).toBe("f1_macro");
    expect(Math.abs(luck!.gain / 0.02 / expected - 1)).toBeLessThan(within);
  });
});

describe("the ladder", () => {
  const judge = (difference: number, decisions: number, changes: Partial<Evaluation> = {}) =>
    addWear(aGate(), differing(difference, 0.01, changes), others(decisions - 1), "ladder");

  // SciPy 1.17.1: norm.ppf(1 - 0.01 / (2 * k * (k + 1))) is 2.807034 for k = 1, 3.913656 for 10, 4.490298 for 37, 5.730898 for 1,000.
  it.each([
    [1, 0.028070338],
    [10, 0.039136561],
    [1000, 0.057308984],
  ])("asks for more the more often the rows have decided: %d", (decisions, margin) => {
    const above = judge(margin * 1.001, decisions);
    expect(above.passed).toBe(true);
    const reason = above.reasons.at(-1)!;
    expect(reason).toMatchObject({ rule: "reuse", passed: true, figure: margin * 1.001 });
    expect(reason.bound).toBeCloseTo(margin, 7);
    expect(judge(margin * 0.999, decisions).passed).toBe(false);
  });

  it("says so in words", () => {
    expect(judge(0.02, 37).reasons.at(-1)!.text).toBe(
      "f1_macro gains +0.02 on v1.0.0's, no more than chance explains where the same rows have decided 37 times (0.0449)",
    );
    expect(judge(-0.02, 1).reasons.at(-1)!.text).toBe(
      "f1_macro gains −0.02 on v1.0.0's, no more than chance explains where the same rows have decided once (0.02807)",
    );
  });

  it("knows which way is better", () => {
    const { metrics, ...rest } = differing(-0.5, 0.01);
    const lower = metrics.map((metric) => ({
      ...metric,
      direction: "lower" as const,
      compared: { ...metric.compared!, verdict: "improved" as const },
    }));
    expect(addWear(aGate(), { ...rest, metrics: lower }, others(3), "ladder").passed).toBe(true);
  });

  it("lets a first version pass, and nothing that could not be compared", () => {
    expect(addWear(aGate(), anEvaluation("first", { holdout }), new Set(), "ladder").passed).toBe(true);
    const evaluation = differing(0.5, 0.01);
    const metrics = evaluation.metrics.map((metric) => ({ ...metric, compared: null }));
    const gate = addWear(aGate(), { ...evaluation, metrics }, new Set(), "ladder");
    expect(gate.passed).toBe(false);
    expect(gate.reasons.at(-1)!.text).toMatch(/nothing could be compared with v1\.0\.0/);
  });

  // 8 rows right that were wrong, none the other way: (8 / n) / (sqrt(8) / n) is 2.83 standard errors, and McNemar's exact p is 2^-7.
  it("trusts the exact test where the rows that differ are few", () => {
    const evaluation = differing(8 / 300, Math.sqrt(8) / 300);
    const metrics = evaluation.metrics.map((metric) => ({
      ...metric,
      compared: { ...metric.compared!, test: "mcnemar" as const, p_value: 2 ** -7 },
    }));
    const gate = addWear(aGate(), { ...evaluation, metrics }, new Set(), "ladder");
    expect(gate.passed).toBe(false);
    expect(gate.reasons.at(-1)!.text).toMatch(/have decided once \(p 0\.00781\d above 0\.005\)$/);
  });

  it("wants the verdict to agree", () => {
    const evaluation = differing(0.5, 0.01);
    const metrics = evaluation.metrics.map((metric) => ({
      ...metric,
      compared: { ...metric.compared!, verdict: "inconclusive" as const },
    }));
    expect(addWear(aGate(), { ...evaluation, metrics }, new Set(), "ladder").passed).toBe(false);
  });
});
