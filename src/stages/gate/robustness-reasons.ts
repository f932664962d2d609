import { showText } from "../../core/show-text.ts";
import type { Evaluation, GateReason } from "../../records/evaluation.ts";
import {
  type KeptExpectation,
  type Robustness,
  SPOILED,
  type SpoiledRows,
} from "../../records/robustness.ts";
import { figureAgainst, figureText, signedText } from "./figure-text.ts";

const ROUNDING = 1e-12;

/**
 * What the spec asks of spoiled rows and of changed columns. A drop fails when all of its interval is beyond the bound, so that chance
 * fails nobody; an expectation fails by the rows that were seen to break it. What was asked for and could not be found out fails. Each
 * rule has the name of its way of spoiling or of its column, by which a waiver may name it: `robustness of noise`.
 */
export function robustnessReasons({ robustness }: Evaluation): GateReason[] {
  if (!robustness) return [];
  if ("unasked" in robustness) {
    const text = `what the spec asks of robustness could not be found out: ${robustness.unasked}`;
    return [{ rule: "robustness", passed: false, text }];
  }
  return [
    ...robustness.spoiled.flatMap((each) => dropReason(each, robustness)),
    ...robustness.expectations.map(expectationReason),
  ];
}

function dropReason(
  { kind, bound, drop, interval, failed }: SpoiledRows,
  { metric }: Robustness,
): GateReason[] {
  if (bound === undefined) return [];
  const done = `with ${SPOILED[kind]}`;
  if (drop === undefined) {
    const text = `${done} the model gives no answer: ${failed ?? "the metric is not defined"}`;
    return [{ rule: "robustness", metric: kind, passed: false, bound, text }];
  }
  const [low, high] = interval ?? [drop, drop];
  const passed = low <= bound + ROUNDING * Math.max(1, Math.abs(bound));
  const ends = interval ? ` (interval ${signedText(low)} to ${signedText(high)})` : "";
  const chance = passed && drop > bound ? ", which may be chance" : "";
  const text = `${done} ${metric} is worse by ${figureAgainst(drop, bound)}${ends}, at most ${figureText(bound)} is asked for${chance}`;
  return [{ rule: "robustness", metric: kind, passed, figure: drop, bound, text }];
}

function expectationReason({
  kind,
  column,
  class: name,
  rows,
  broken,
  allowed,
  failed,
}: KeptExpectation): GateReason {
  const shown = showText(column);
  const of = name === null ? "the prediction" : `the probability of ${showText(name)}`;
  const wanted =
    kind === "invariant"
      ? `${shown} must not change the prediction`
      : `when ${shown} rises, ${of} must not ${kind === "increasing" ? "fall" : "rise"}`;
  if (failed !== undefined) {
    const text = `${wanted}, which could not be found out: ${failed}`;
    return { rule: "robustness", metric: column, passed: false, text };
  }
  const share = rows === 0 ? 0 : broken / rows;
  const passed = share <= allowed + ROUNDING;
  const text = `${wanted}: ${broken} of ${rows} rows break it${allowed > 0 ? `, at most ${figureText(allowed * 100)} % may` : ""}`;
  return { rule: "robustness", metric: column, passed, figure: share, bound: allowed, text };
}
