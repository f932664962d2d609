import type { Problem } from "../../core/errors.ts";
import {
  CLASSIFICATION_METRICS,
  REGRESSION_METRICS,
  type Spec,
  type SuccessRule,
  trainsByCommand,
} from "../../records/spec.ts";
import type { ParsedYaml, Path } from "./yaml-places.ts";

const LOWER_IS_BETTER = new Set<string>(["log_loss", "mae", "rmse"]);
const LONGEST_PATTERN = 500;

/** What no single value shows: sections that contradict each other. */
export function crossCheck(spec: Spec, yaml: ParsedYaml): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, path: Path, found: string, expected: string, next: string) =>
    problems.push({ code, found, where: yaml.valuePlace(path), expected, next });
  const { problem, data } = spec;

  const fitting: readonly string[] =
    problem.task === "classification" ? CLASSIFICATION_METRICS : REGRESSION_METRICS;
  for (const [index, rule] of problem.success.entries()) {
    const path: Path = ["problem", "success", index, "metric"];
    if (!fitting.includes(rule.metric)) {
      say(
        "spec-metric-task",
        path,
        `${rule.metric} for a ${problem.task}`,
        `one of: ${fitting.join(", ")}`,
        "Name a metric of the task.",
      );
    }
    const wrong = wrongBound(rule);
    if (wrong)
      say(
        "spec-metric-bound",
        ["problem", "success", index, wrong.key],
        wrong.found,
        wrong.expected,
        "Correct the bound.",
      );
  }
  if (problem.target === data.key) {
    say(
      "spec-target-is-key",
      ["data", "key"],
      `${data.key}, which is the target, too`,
      "a column that tells rows apart",
      "Name another column.",
    );
  }
  if (Object.hasOwn(spec.features, problem.target)) {
    say(
      "spec-target-is-feature",
      ["features", problem.target],
      "the target among the features",
      "features that do not know the answer",
      "Remove it.",
    );
  }
  const { validation, test } = data.split;
  if (test === 0) {
    say(
      "spec-no-holdout",
      ["data", "split", "test"],
      "a test share of 0",
      "a holdout: nothing can be compared without one",
      "Write, for example, `test: 0.2`.",
    );
  }
  if (validation + test >= 1) {
    say(
      "spec-no-training",
      ["data", "split"],
      `validation ${validation} and test ${test}`,
      "together less than 1, so that rows are left to train on",
      "Lower one of them.",
    );
  }
  for (const [column, expectation] of Object.entries(data.expect)) {
    const path: Path = ["data", "expect", column];
    const { min, max, pattern } = expectation;
    if (min !== undefined && max !== undefined && min > max) {
      say(
        "spec-range",
        [...path, "min"],
        `min ${min} above max ${max}`,
        "min at most max",
        "Swap them, or correct one.",
      );
    }
    if (expectation.type === "text" && (min !== undefined || max !== undefined)) {
      say(
        "spec-range-of-text",
        path,
        "min or max for text",
        "a range for numbers only",
        "Remove it, or declare a number.",
      );
    }
    const bad = pattern === undefined ? null : wrongPattern(pattern);
    if (bad)
      say(
        "spec-pattern",
        [...path, "pattern"],
        bad,
        "a regular expression of ECMAScript",
        "Correct the pattern.",
      );
  }
  const paths: [Path, string][] = data.sources.map((each, index) => [["data", "sources", index], each]);
  if (trainsByCommand(spec.train))
    paths.push(...spec.train.code.map((each, index): [Path, string] => [["train", "code", index], each]));
  for (const [path, text] of paths) {
    if (/^([/~]|[A-Za-z]:)|\\/.test(text)) {
      say(
        "spec-path",
        path,
        JSON.stringify(text),
        "a path from the spec's folder, with /",
        "Write the path relative to the spec.",
      );
    }
  }
  const places = new Map<string, string>();
  for (const [stage, target] of Object.entries(spec.deploy)) {
    const normal = target.path.replace(/^\.\//, "").replace(/\/+$/, "");
    const other = places.get(normal);
    if (other)
      say(
        "spec-deploy-path",
        ["deploy", stage, "path"],
        `${target.path}, where ${other} is deployed, too`,
        "a folder a stage",
        "Give this stage a folder of its own.",
      );
    places.set(normal, stage);
  }
  return problems;
}

function wrongBound({
  metric,
  min,
  max,
}: SuccessRule): { key: string; found: string; expected: string } | null {
  const lower = LOWER_IS_BETTER.has(metric);
  if (lower && min !== undefined)
    return { key: "min", found: `min for ${metric}`, expected: "max: less is better" };
  if (!lower && max !== undefined)
    return { key: "max", found: `max for ${metric}`, expected: "min: more is better" };
  const share = !lower && metric !== "r2";
  if (share && min !== undefined && (min < 0 || min > 1))
    return { key: "min", found: `min ${min}`, expected: "0 to 1" };
  return null;
}

function wrongPattern(pattern: string): string | null {
  if (pattern.length > LONGEST_PATTERN) return `a pattern of ${pattern.length} characters`;
  // A repetition of a repetition can take longer than anybody waits, on a cell that a stranger wrote.
  if (/\([^()]*[+*}][^()]*\)\s*[+*{]/.test(pattern))
    return `${JSON.stringify(pattern)}, which repeats a repetition`;
  try {
    new RegExp(pattern, "u");
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
