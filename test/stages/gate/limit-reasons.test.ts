import { describe, expect, it } from "vitest";
import type { Operations } from "../../../src/records/operations.ts";
import { addLimits } from "../../../src/stages/gate/limit-reasons.ts";
import { aGate } from "../../support/records.ts";

const measured = (...figures: Operations["figures"]): Operations => ({
  machine: { cpu: "a processor", cores: 2, memory_gigabytes: 8 },
  calls: 100,
  figures,
});
const p95 = (challenger: number, at_least: number | null): Operations =>
  measured({ figure: "latency_p95_ms", challenger, champion: null, at_least });
const judge = (operations: Operations | null, figure = "latency_p95_ms" as const, max = 5) => {
  const gate = addLimits(aGate(), [{ figure, max }], operations);
  return [gate.passed, gate.reasons.at(-1)!.text];
};

describe("a limit", () => {
  it.each([
    [p95(4, 3), true, "latency_p95_ms is 4, at most 5 is asked for"],
    [p95(6, 4), true, "latency_p95_ms is 6, at most 5 is asked for; at the least it is 4"],
    [p95(6, 5.5), false, "latency_p95_ms is 6, at most 5 is asked for; at the least it is 5.5"],
    [
      p95(6, null),
      true,
      "latency_p95_ms is 6, at most 5 is asked for; at the least it is not known, the calls are too few",
    ],
    [measured(), true, "latency_p95_ms was not measured in this run"],
    [null, true, "latency_p95_ms was not measured in this run"],
  ] as const)("on what is noisy fails only beyond the noise", (operations, passed, text) => {
    expect(judge(operations)).toEqual([passed, text]);
  });

  it("on a size is exact", () => {
    const size = (challenger: number) =>
      addLimits(
        aGate(),
        [{ figure: "bundle_megabytes", max: 2 }],
        measured({ figure: "bundle_megabytes", challenger, champion: 1 }),
      );
    expect(size(2)).toMatchObject({ passed: true });
    expect(size(2.000001)).toMatchObject({
      passed: false,
      reasons: [{}, { rule: "limit", metric: "bundle_megabytes", figure: 2.000001, bound: 2, passed: false }],
    });
  });

  it("holds up no version that is registered", () => {
    const registered = aGate(true, { registered: "v1.0.0" });
    expect(addLimits(registered, [{ figure: "latency_p95_ms", max: 1 }], p95(6, 6))).toBe(registered);
  });
});
