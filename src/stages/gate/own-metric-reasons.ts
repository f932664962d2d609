import type { Evaluation, GateReason, OwnMetric } from "../../records/evaluation.ts";
import type { OwnMetricRule } from "../../records/spec-own-metrics.ts";
import { figureAgainst, figureText, signedText } from "./figure-text.ts";

const ROUNDING = 1e-12;
const PLAINLY = "the command's own figure, without an interval: chance may explain it";

/** What the spec asks of figures that the team's command writes. They are believed as they stand. */
export function ownMetricReasons(
  rules: readonly OwnMetricRule[],
  { own_metrics = [], champion }: Pick<Evaluation, "own_metrics" | "champion">,
): GateReason[] {
  return rules.flatMap((rule) => {
    const found = own_metrics.find(({ name }) => name === rule.name);
    return found?.gated ? reasonsOf(rule, found, champion?.version ?? null) : [];
  });
}

function reasonsOf(
  { min, max, regression }: OwnMetricRule,
  own: OwnMetric,
  champion: string | null,
): GateReason[] {
  const { name: metric, challenger: figure } = own;
  if (figure === null) {
    const rule = min !== undefined ? "minimum" : max !== undefined ? "maximum" : "regression";
    return [{ rule, metric, passed: false, text: `${metric} has no figure: ${own.problem}` }];
  }
  const bound = (rule: "minimum" | "maximum", limit: number, words: string): GateReason => {
    const met = Math.abs(figure - limit) <= ROUNDING * Math.max(1, Math.abs(limit)) ? limit : figure;
    const passed = rule === "minimum" ? met >= limit : met <= limit;
    const text = `${metric} is ${figureAgainst(met, limit)}, ${words} ${figureText(limit)} is asked for`;
    return { rule, metric, passed, figure, bound: limit, text };
  };
  return [
    ...(min === undefined ? [] : [bound("minimum", min, "at least")]),
    ...(max === undefined ? [] : [bound("maximum", max, "at most")]),
    ...(regression === undefined || champion === null ? [] : [loss(own, figure, regression, champion)]),
  ];
}

function loss(
  { name: metric, direction, champion: before }: OwnMetric,
  figure: number,
  tolerated: number,
  version: string,
): GateReason {
  if (before === null) {
    const text = `${metric} could not be compared: the command wrote none beside ${version}`;
    return { rule: "regression", metric, passed: true, text };
  }
  const difference = figure - before;
  const lost = direction === "higher" ? -difference : difference;
  const passed = lost <= tolerated + ROUNDING * Math.max(1, Math.abs(before), Math.abs(figure));
  const words = passed ? "within" : "beyond";
  const text = `${metric} is ${signedText(difference)} against ${version}'s, ${words} the tolerated ${figureText(tolerated)} (${PLAINLY})`;
  return { rule: "regression", metric, passed, figure: difference, bound: tolerated, text };
}
