import { showText } from "../../core/show-text.ts";
import { METRIC_TABLE, metricsOf } from "../../records/metric-table.ts";
import type { Spec } from "../../records/spec.ts";
import { CLASS_MEASURES, NUMBER_MEASURES, type SliceRule } from "../../records/spec-groups.ts";
import type { Contradiction } from "./contradiction.ts";
import type { Path } from "./yaml-places.ts";

/** Slices that are neither a column nor an expression, or that ask for what the task does not have. */
export function checkSlices({ slices = [] }: Spec["evaluate"], task: Spec["problem"]["task"] | undefined) {
  return slices.flatMap((given, index) =>
    typeof given === "string" ? [] : checkSlice(given, ["evaluate", "slices", index], task),
  );
}

/** Attributes that are none, and bounds that the task does not have. */
export function checkFairnessRule(
  { fairness }: Spec["evaluate"],
  problem: Spec["problem"] | undefined,
  key: string | undefined,
): Contradiction[] {
  if (!fairness) return [];
  const { attributes, positive, bounds } = fairness;
  const path = ["evaluate", "fairness"];
  const found = attributes.flatMap((name, index): Contradiction[] => {
    const at = [...path, "attributes", index];
    const again = attributes.indexOf(name) < index;
    const role = name === problem?.target ? "target" : name === key ? "key" : undefined;
    if (role !== undefined) {
      const what = `${showText(name)}, which is the ${role}`;
      return [["spec-attribute", at, what, "a column that tells groups of people apart", "Name another."]];
    }
    return again
      ? [["spec-attribute", at, `${showText(name)} again`, "each attribute once", "Remove one of the two."]]
      : [];
  });
  if (problem === undefined) return found;
  const fitting: readonly string[] = problem.task === "classification" ? CLASS_MEASURES : NUMBER_MEASURES;
  for (const name of Object.keys(bounds))
    if (!fitting.includes(name)) {
      const expected = `some of: ${fitting.join(", ")}`;
      const next = "Name a measure of the task.";
      found.push([
        "spec-fairness-task",
        [...path, "bounds", name],
        `${name} for ${problem.task}`,
        expected,
        next,
      ]);
    }
  if (positive !== undefined && problem.task === "regression") {
    const expected = "no class: numbers have none";
    found.push([
      "spec-fairness-task",
      [...path, "positive"],
      "`positive` for regression",
      expected,
      "Remove it.",
    ]);
  }
  return found;
}

function checkSlice(rule: SliceRule, path: Path, task: Spec["problem"]["task"] | undefined): Contradiction[] {
  const { column, where, name, metric, tolerance } = rule;
  const found: Contradiction[] = [];
  const next = "Write `column: sex`, or `where: age < 30`.";
  if ((column === undefined) === (where === undefined)) {
    const what =
      column === undefined ? "a slice without `column` and `where`" : "`column` and `where` in one";
    found.push(["spec-slice", path, what, "one of the two: a column, or an expression", next]);
  }
  if (column !== undefined && name !== undefined) {
    const expected = "no name: each value of the column is a slice, by its own";
    found.push(["spec-slice-name", [...path, "name"], "`name` with `column`", expected, "Remove it."]);
  }
  if (metric !== undefined && task !== undefined && !metricsOf(task).includes(metric)) {
    const expected = `one of: ${metricsOf(task).join(", ")}`;
    const at = [...path, "metric"];
    found.push(["spec-metric-task", at, `${metric} for ${task}`, expected, "Name a metric of the task."]);
  } else if (metric !== undefined && tolerance !== undefined) {
    const [least, most] = METRIC_TABLE[metric].range;
    if (tolerance > most - least)
      found.push([
        "spec-metric-bound",
        [...path, "tolerance"],
        `a tolerance of ${tolerance} for ${metric}`,
        `0 to ${most - least}`,
        "Correct it.",
      ]);
  }
  return found;
}
