import type { Evaluation, GateReason } from "../../records/evaluation.ts";
import { figureAgainst, figureText } from "./figure-text.ts";

/** Each bound of the spec, for each attribute. It fails when the whole interval is beyond it, so that chance alone closes no gate. */
export function fairnessReasons({ fairness }: Evaluation): GateReason[] {
  return (fairness?.attributes ?? []).flatMap(({ attribute, measures }) =>
    measures.flatMap(({ measure, value, interval, bound, held }): GateReason[] => {
      if (bound === undefined || held === undefined) return [];
      const name = `${measure} by ${attribute}`;
      const wanted = `${measure.endsWith("_ratio") ? "at least" : "at most"} ${figureText(bound)} is asked for`;
      const reason = { rule: "fairness" as const, metric: name, passed: held !== "beyond", bound };
      if (value === null || interval === null) {
        const text = `${name} is unknown: fewer than two groups have rows enough to be held against each other; ${wanted}`;
        return [{ ...reason, text }];
      }
      const [low, high] = interval;
      const figures = `${name} is ${figureAgainst(value, bound)} (interval ${figureText(low)} to ${figureText(high)}), ${wanted}`;
      const unclear = "; these rows are too few to say that it is beyond that";
      return [{ ...reason, figure: value, text: held === "unclear" ? `${figures}${unclear}` : figures }];
    }),
  );
}
