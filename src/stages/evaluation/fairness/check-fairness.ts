import { badInput, ofKey, type Problem, TrunklineError } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Spec } from "../../../records/spec.ts";
import type { FairnessRule } from "../../../records/spec-groups.ts";
import type { Table } from "../../../records/table.ts";
import { unknownColumn } from "../slices/declared-slices.ts";

/** Whether the attributes are there, and whether it is clear which class is good. Throws where not. */
export function checkFairness(
  { attributes, positive }: FairnessRule,
  { task, target }: Spec["problem"],
  table: Table,
): void {
  const problems: Problem[] = attributes.flatMap((name, index) =>
    table.columns.has(name)
      ? []
      : ofKey(
          ["evaluate", "fairness", "attributes", index],
          [unknownColumn("evaluate.fairness.attributes", name, table)],
        ),
  );
  const values = table.columns.get(target)?.values ?? [];
  const classes = [...new Set(values.filter((value) => value !== null).map(String))].sort();
  if (task === "classification" && positive === undefined && classes.length > 2)
    problems.push(positiveProblem("no `positive`, with more than two classes", classes));
  if (positive !== undefined && !classes.includes(String(positive)))
    problems.push(positiveProblem(`\`positive\` is ${showText(String(positive))}`, classes));
  const [first, ...rest] = problems;
  if (first) throw new TrunklineError(2, [first, ...rest]);
}

function positiveProblem(found: string, classes: readonly string[]): Problem {
  const shown = classes.slice(0, 12).map((name) => showText(name, 40));
  return badInput({
    code: "evaluate-positive-class",
    key: ["evaluate", "fairness", "positive"],
    found: `evaluate.fairness: ${found}`,
    expected: `the class that is good for a person: ${shown.join(", ")}${classes.length > shown.length ? ", …" : ""}`,
    next: "Write `positive: CLASS` under evaluate.fairness.",
  }).problems[0];
}
