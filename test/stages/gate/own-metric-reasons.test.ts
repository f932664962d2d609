import { describe, expect, it } from "vitest";
import type { OwnMetric } from "../../../src/records/evaluation.ts";
import type { OwnMetricRule } from "../../../src/records/spec-own-metrics.ts";
import { decide } from "../../../src/stages/gate/decide.ts";
import { anEvaluation } from "../../support/records.ts";

function judge(bounds: Partial<OwnMetricRule>, figures: Partial<OwnMetric>) {
  const direction = bounds.direction ?? "higher";
  const own: OwnMetricRule = { name: "profit", direction, file: "metrics.json", ...bounds };
  const metric = { name: "profit", direction, challenger: null, champion: null, gated: true, ...figures };
  const evaluation = anEvaluation("improved", { own_metrics: [metric] });
  const gate = decide({ evaluation, success: [], own: [own], registered: null });
  return { passed: gate.passed, reasons: gate.reasons.filter((reason) => reason.metric === "profit") };
}

describe("figures of the command's own", () => {
  it.each([
    [{ min: 10 }, { challenger: 10 }, true, "profit is 10, at least 10 is asked for"],
    [{ min: 10 }, { challenger: 9.99999 }, false, "profit is 9.99999, at least 10 is asked for"],
    [{ max: 3 }, { challenger: 3.5 }, false, "profit is 3.5, at most 3 is asked for"],
    [
      { regression: 2 },
      { challenger: 10, champion: 12 },
      true,
      /profit is −2 against v1\.0\.0's, within the tolerated 2 \(.*without an interval: chance/,
    ],
    [
      { regression: 2 },
      { challenger: 10, champion: 12.5 },
      false,
      /profit is −2\.5 .* beyond the tolerated 2/,
    ],
    [{ regression: 0 }, { challenger: 0.3, champion: 0.1 + 0.2 }, true, /within the tolerated 0/],
    [{ regression: 2, direction: "lower" }, { challenger: 15, champion: 12.5 }, false, /\+2\.5 .* beyond/],
    [{ regression: 2, direction: "lower" }, { challenger: 1, champion: 12.5 }, true, /−11\.5 .* within/],
    [
      { regression: 2 },
      { challenger: 10 },
      true,
      "profit could not be compared: the command wrote none beside v1.0.0",
    ],
    [
      { min: 1 },
      { problem: "the command left no metrics.json" },
      false,
      "profit has no figure: the command left no metrics.json",
    ],
  ] as const)("%j with %j", (bounds, figures, passed, text) => {
    const found = judge(bounds, figures);
    expect(found.passed).toBe(passed);
    expect(found.reasons).toHaveLength(1);
    expect(found.reasons[0]!.text).toMatch(text);
  });

  it("decide nothing where nothing is asked of them", () => {
    expect(judge({}, { challenger: -1, champion: 100, gated: false })).toEqual({ passed: true, reasons: [] });
  });
});
