import { parseDate } from "../../core/dates.ts";
import type { Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import { METRIC_TABLE, metricsOf } from "../../records/metric-table.ts";
import type { Spec, SuccessRule } from "../../records/spec.ts";
import type { Expectation, Range } from "../../records/spec-data.ts";
import { checkCollect } from "./check-collect.ts";
import { checkFairnessRule, checkSlices } from "./check-groups.ts";
import { checkLimits } from "./check-limits.ts";
import { checkNumberForm } from "./check-number-form.ts";
import { checkOwnMetrics } from "./check-own-metrics.ts";
import { checkDeployPaths, checkPaths } from "./check-paths.ts";
import { wrongPattern } from "./check-pattern.ts";
import { checkSplit } from "./check-split.ts";
import { checkWaivers } from "./check-waivers.ts";
import type { Contradiction } from "./contradiction.ts";
import type { ParsedYaml, Path } from "./yaml-places.ts";

/** What no single value shows: parts that contradict each other. Sections that are wrong in themselves are left out. */
export function crossCheck(spec: Partial<Spec>, yaml: ParsedYaml): Problem[] {
  const { problem, collect = [], data, features = {}, train, evaluate, gate, deploy = {}, drift } = spec;
  const found: Contradiction[] = [
    ...(problem ? checkSuccess(problem) : []),
    ...(problem ? checkTarget(problem.target, data?.key, features) : []),
    ...(data
      ? [
          ...checkSplit(data.split, problem, train),
          ...Object.entries(data.expect).flatMap(checkExpectation),
          ...checkRange(data.rows, ["data", "rows"]),
          ...checkNumberForm(data.numbers),
        ]
      : []),
    ...(evaluate ? checkSlices(evaluate, problem?.task) : []),
    ...(evaluate ? checkFairnessRule(evaluate, problem, data?.key) : []),
    ...checkPaths(data?.sources ?? [], train),
    ...(evaluate ? checkOwnMetrics(evaluate, train) : []),
    ...(gate ? checkLimits(gate.limits, train) : []),
    ...(gate ? checkWaivers(gate.waivers, problem, evaluate?.metrics) : []),
    ...checkDeployPaths(deploy),
    ...checkCollect(collect),
    ...(drift ? checkDrift(drift) : []),
  ];
  return found.map(([code, path, what, expected, next]) => ({
    code,
    found: what,
    where: yaml.valuePlace(path),
    expected,
    next,
  }));
}

function checkSuccess({ task, success }: Spec["problem"]): Contradiction[] {
  const fitting = metricsOf(task);
  return success.flatMap((rule, index): Contradiction[] => {
    const at = (key: string): Path => ["problem", "success", index, key];
    const { metric } = rule;
    if (!fitting.includes(metric)) {
      const expected = `one of: ${fitting.join(", ")}`;
      return [
        ["spec-metric-task", at("metric"), `${metric} for ${task}`, expected, "Name a metric of the task."],
      ];
    }
    if (success.findIndex((other) => other.metric === metric) < index) {
      const next = "Put both into one rule.";
      return [["spec-metric-twice", at("metric"), `${metric} again`, "one rule a metric", next]];
    }
    return wrongBounds(rule).map(([key, found, expected]) => [
      "spec-metric-bound",
      at(key),
      found,
      expected,
      "Correct it.",
    ]);
  });
}

function wrongBounds({ metric, min, max, regression }: SuccessRule): (readonly [string, string, string])[] {
  const wrong: (readonly [string, string, string])[] = [];
  const { direction, range } = METRIC_TABLE[metric];
  const [least, most] = range;
  const beyond = (bound: number) => bound < least || bound > most;
  if (direction === "lower" && min !== undefined)
    wrong.push(["min", `\`min\` for ${metric}`, "`max`: less is better"]);
  if (direction === "higher" && max !== undefined)
    wrong.push(["max", `\`max\` for ${metric}`, "`min`: more is better"]);
  if (direction === "lower" && max !== undefined && beyond(max))
    wrong.push(["max", `at most ${max} for ${metric}`, rangeText(range)]);
  if (direction === "higher" && min !== undefined && beyond(min))
    wrong.push(["min", `at least ${min} for ${metric}`, rangeText(range)]);
  if (regression !== undefined && regression > most - least)
    wrong.push([
      "regression",
      `a tolerance of ${regression} for ${metric}`,
      `0 to ${shown(most - least)}, ${least === 0 ? "as the metric itself" : "the width of its range"}`,
    ]);
  return wrong;
}

function rangeText([least, most]: readonly [number, number]): string {
  if (!Number.isFinite(most)) return `${least} or more: it is never below ${least}`;
  if (!Number.isFinite(least)) return `at most ${most}: it is never above ${most}`;
  return `${shown(least)} to ${shown(most)}`;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function checkTarget(target: string, key: string | undefined, features: Spec["features"]): Contradiction[] {
  const found: Contradiction[] = [];
  const name = showText(target);
  if (target === key) {
    const expected = "a column that tells rows apart";
    found.push([
      "spec-target-is-key",
      ["data", "key"],
      `${name}, which is the target, too`,
      expected,
      "Name another.",
    ]);
  }
  if (Object.hasOwn(features, target)) {
    const expected = "features that do not know the answer; the target is no feature anyway";
    const what = `${name}, which is the target`;
    found.push(["spec-target-is-feature", ["features", target], what, expected, "Remove it."]);
  }
  return found;
}

function checkDrift({ ignore, columns }: Spec["drift"]): Contradiction[] {
  const both = Object.keys(columns).filter((name) => ignore.includes(name));
  return both.map((name) => [
    "spec-drift-ignored",
    ["drift", "columns", name],
    `a rule for ${showText(name)}, which \`ignore\` leaves out`,
    "one of the two",
    "Remove one.",
  ]);
}

function checkRange(range: Range | undefined, at: Path): Contradiction[] {
  if (range?.min === undefined || range.max === undefined || range.min <= range.max) return [];
  const what = `min ${range.min} above max ${range.max}`;
  return [["spec-range", [...at, "min"], what, "min at most max", "Correct one."]];
}

function checkExpectation([column, expectation]: [string, Expectation]): Contradiction[] {
  const { type, min, max, pattern } = expectation;
  const notNumbers = type === "text" || type === "date";
  const at = (key: string): Path => ["data", "expect", column, key];
  const found: Contradiction[] = [];
  if (min !== undefined && max !== undefined && min > max)
    found.push(["spec-range", at("min"), `min ${min} above max ${max}`, "min at most max", "Correct one."]);
  const bound = min === undefined ? "max" : "min";
  if (notNumbers && (min !== undefined || max !== undefined)) {
    const next = "Remove it, or write `type: number`.";
    found.push([
      "spec-range-of-text",
      at(bound),
      `\`${bound}\` for ${type === "date" ? "dates" : "text"}`,
      "a range for numbers only",
      next,
    ]);
  }
  for (const key of ["length", "mean", "median", "deviation", "distinct"] as const)
    found.push(...checkRange(expectation[key], at(key)));
  for (const key of ["after", "before"] as const) {
    const date = expectation[key];
    if (date === undefined || parseDate(date) !== undefined) continue;
    const next = "Correct the date.";
    found.push(["spec-date", at(key), showText(date), "a date that the calendar has", next]);
  }
  const wrong = pattern === undefined ? null : wrongPattern(pattern);
  const expected =
    "a regular expression (ECMAScript) of at most 500 characters, in which the next character tells how to go on";
  if (wrong !== null) found.push(["spec-pattern", at("pattern"), wrong, expected, "Correct the pattern."]);
  return found;
}
