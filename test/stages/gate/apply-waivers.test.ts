import { describe, expect, it } from "vitest";
import type { Gate } from "../../../src/records/evaluation.ts";
import type { Waiver } from "../../../src/records/spec-gate.ts";
import { applyWaivers } from "../../../src/stages/gate/apply-waivers.ts";
import { aGate } from "../../support/records.ts";

const waiver: Waiver = {
  rule: "minimum of f1_macro",
  reason: "The old sensor goes in March.",
  approved_by: "@flora",
  since: "2026-11-20",
  until: "2026-12-31",
};
const at = Date.parse;
const during = at("2026-12-01T00:00:00Z");
const failed = aGate(false);
const judge = (gate: Gate, now: number, changes: Partial<Waiver> = {}) =>
  applyWaivers(gate, [{ ...waiver, ...changes }], now);

describe("a rule that failed", () => {
  it.each(["2026-11-20T00:00:00Z", "2026-12-01T12:00:00Z", "2026-12-31T23:59:59.999Z"])(
    "is waived, not passed, at %s",
    (time) => {
      const { rule, ...waived } = waiver;
      const gate = judge(failed, at(time));
      expect(gate.passed).toBe(true);
      expect(gate.reasons).toEqual([{ ...failed.reasons[0], waived }]);
      expect(gate.reasons[0]!.passed).toBe(false);
      expect(gate.waivers).toEqual([{ rule, ...waived, state: "used" }]);
    },
  );

  it.each([
    ["2026-11-19T23:59:59.999Z", "early", "; its waiver holds from 2026-11-20 on"],
    ["2027-01-01T00:00:00Z", "expired", "; its waiver ended on 2026-12-31"],
  ])("stands at %s, and says why", (time, state, words) => {
    const gate = judge(failed, at(time));
    expect(gate.passed).toBe(false);
    expect(gate.reasons[0]).toEqual({ ...failed.reasons[0], text: `${failed.reasons[0]!.text}${words}` });
    expect(gate.waivers).toMatchObject([{ state }]);
  });

  it.each(["regression of f1_macro", "minimum of accuracy", "minimum", "MINIMUM of f1_macro"])(
    "is not waived by %s",
    (rule) => {
      const gate = judge(failed, during, { rule });
      expect(gate.passed).toBe(false);
      expect(gate.reasons).toEqual(failed.reasons);
      expect(gate.waivers).toMatchObject([{ state: "unknown" }]);
    },
  );

  it("beside another one still stops the change", () => {
    const other = { ...failed.reasons[0]!, rule: "baseline" as const };
    const gate = judge({ ...failed, reasons: [...failed.reasons, other] }, during);
    expect(gate.passed).toBe(false);
    expect(gate.reasons.map(({ waived }) => waived !== undefined)).toEqual([true, false]);
  });
});

describe("a waiver that nothing needs", () => {
  it("leaves a rule that passes as it is, and says so", () => {
    const gate = judge(aGate(), during);
    expect(gate).toEqual({ ...aGate(), waivers: [{ ...waiver, state: "unneeded" }] });
  });

  it("changes nothing of a version that has passed already", () => {
    const registered = aGate(true, { registered: "v1.0.0", reasons: failed.reasons });
    expect(judge(registered, during)).toBe(registered);
  });

  it("leaves no trace where there is none", () => {
    expect(applyWaivers(failed, [], during)).toBe(failed);
  });
});
