import { expect, test } from "vitest";
import { decide } from "../../../src/stages/gate/decide.ts";
import { anEvaluation } from "../../support/records.ts";
import { repeated, reportOn } from "../monitoring/drift/columns.ts";

const same = repeated([
  ["a", 200],
  ["b", 200],
]);
const moved = repeated([
  ["a", 100],
  ["b", 300],
]);
const drifted = reportOn({ colour: [same, moved], shape: [same, same] });
const still = reportOn({ colour: [same, same] });
const judge = (drift: Parameters<typeof decide>[0]["drift"], registered: string | null = null) =>
  decide({ evaluation: anEvaluation(), success: [], registered, ...(drift !== undefined && { drift }) });
const reason = (gate: ReturnType<typeof judge>) => gate.reasons.find(({ rule }) => rule === "drift");

test("a drifted table does not pass, with the columns by name and the share beside its bound", () => {
  const gate = judge(drifted);
  expect(gate.passed).toBe(false);
  expect(reason(gate)).toMatchObject({ passed: false, figure: 0.5, bound: 0.05 });
  expect(reason(gate)!.text).toMatch(/have drifted from v[\d.]+'s \("colour"\); the spec says/);
});

test("one that has not passes, and so does one that could not be compared", () => {
  expect(reason(judge(still))).toMatchObject({ passed: true });
  expect(reason(judge(null))!.text).toContain("no drift was looked for");
  expect([judge(still).passed, judge(null).passed]).toEqual([true, true]);
});

test("where the spec does not make it an error the gate does not speak of it", () => {
  expect(reason(judge(undefined))).toBeUndefined();
});

test("it never keeps a registered version from coming back", () => {
  expect(judge(drifted, "v1.0.0").passed).toBe(true);
});
