import { ofKey, type Problem, type SpecKey } from "../../../core/errors.ts";
import { nearestName } from "../../../core/nearest-name.ts";
import { showText } from "../../../core/show-text.ts";
import type { Spec } from "../../../records/spec.ts";
import type { Column, Table } from "../../../records/table.ts";
import type { Expectation } from "./expectations.ts";

/** What a spec expects of its model when one column changes, held against the data; with everything that cannot be so. */
export function expectationsOf(
  spec: Spec,
  table: Table,
): { expectations: Expectation[]; problems: Problem[] } {
  const { robustness } = spec.evaluate;
  if (robustness === "off") return { expectations: [], problems: [] };
  const { monotonic, invariant } = robustness;
  const problems: Problem[] = [];
  const columnOf = (name: string, where: string, key: SpecKey): Column | undefined => {
    const column = table.columns.get(name);
    if (!column) problems.push(...ofKey(key, [unknownColumn(name, where, table)]));
    else if (name === spec.problem.target) problems.push(...ofKey(key, [ofTarget(name, where)]));
    return column;
  };
  const directions = Object.entries(monotonic).map(([column, said]): Expectation => {
    const where = `evaluate.robustness.monotonic.${column}`;
    const key = ["evaluate", "robustness", "monotonic", column];
    if (columnOf(column, where, key)?.type === "text") problems.push(...ofKey(key, [noOrder(column, where)]));
    const { direction, class: name } = typeof said === "string" ? { direction: said } : said;
    const found = classOf(spec, table, name, where);
    if (typeof found === "object" && found !== null) problems.push(...ofKey(key, [found]));
    return { kind: direction, column, class: typeof found === "string" ? found : null };
  });
  const kept = [...new Set(invariant)].map((column): Expectation => {
    const key = ["evaluate", "robustness", "invariant", invariant.indexOf(column)];
    columnOf(column, "evaluate.robustness.invariant", key);
    return { kind: "invariant", column, class: null };
  });
  return { expectations: [...directions, ...kept], problems };
}

/** The class whose probability is meant: of two the positive one, if none is named. */
function classOf(
  { problem }: Spec,
  table: Table,
  name: string | undefined,
  where: string,
): string | null | Problem {
  const wrong = (found: string, expected: string): Problem => ({
    code: "robustness-class",
    found: `${where}: ${found}`,
    expected,
    next: "Write { direction: increasing, class: NAME } for classes, and the direction alone for amounts.",
  });
  if (problem.task === "regression")
    return name === undefined
      ? null
      : wrong(`the class ${showText(name)}`, "no class: the target is a number");
  const values = table.columns.get(problem.target)?.values ?? [];
  const classes = [...new Set(values.map(String))].sort();
  const named = classes.slice(0, 10).map((each) => showText(each));
  if (name === undefined)
    return classes.length <= 2
      ? (classes.at(-1) ?? null)
      : wrong(`no class, of ${classes.length}`, `the class that is meant, one of: ${named.join(", ")}`);
  return classes.includes(name)
    ? name
    : wrong(`the class ${showText(name)}`, `a class of the data, such as: ${named.join(", ")}`);
}

function unknownColumn(name: string, where: string, table: Table): Problem {
  const near = nearestName(name, [...table.columns.keys()]);
  return {
    code: "robustness-unknown-column",
    found: `${where}: no column ${showText(name)}${near === undefined ? "" : ` (did you mean ${showText(near)}?)`}`,
    expected: "a column of the data; of derived columns, those that they are derived from",
    next: "Correct the name.",
  };
}

function ofTarget(name: string, where: string): Problem {
  return {
    code: "robustness-target",
    found: `${where}: ${showText(name)}, which is the target`,
    expected: "a column that a model may read",
    next: "Remove it.",
  };
}

function noOrder(name: string, where: string): Problem {
  return {
    code: "robustness-no-order",
    found: `${where}: ${showText(name)}, a column of text`,
    expected: "a column of numbers: text neither rises nor falls",
    next: "Name it under `invariant`, if it must not matter; or declare it a number under data.expect.",
  };
}
