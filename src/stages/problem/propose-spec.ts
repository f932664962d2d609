import { badInput } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Task } from "../../records/spec.ts";
import type { Column, RawTable, Table } from "../../records/table.ts";
import { expectationText, quote } from "./expectation-text.ts";
import { type Facts, factsOf, inferExpectation, personalIn } from "./infer-expectation.ts";

export interface ProposalInput {
  readonly model: string;
  readonly source: string;
  readonly raw: RawTable;
  readonly table: Table;
  readonly target: string;
  readonly task?: Task;
  readonly key?: string;
}

export interface Proposal {
  readonly text: string;
  readonly task: Task;
  /** What was told from the data, for the person to check. */
  readonly notes: readonly string[];
}

/** A number with more values than this is measured, not named. */
const MOST_CLASSES = 15;
const MOST_ONE_HOT = 50;
const KEY_NAME = /^(?:id|key|uuid|.*[_-]id)$/i;

/** A spec for a table: task, key, expectations and columns to leave out, told from the data and said in comments. */
export function proposeSpec(input: ProposalInput): Proposal {
  const { table, target } = input;
  const task = input.task ?? taskOf(table.columns.get(target)!);
  if (task === "regression" && table.columns.get(target)!.type === "text") throw textForNumbers(target);
  const key = keyOf(input);
  const notes = [
    `The target ${showText(target)} ${input.task ? "is taken for" : "looks like"} a ${task}.`,
    key === undefined
      ? "No column tells rows apart: rows are known by their content."
      : `${showText(key)} tells rows apart.`,
  ];
  const columns = [...table.columns].map(([name, column]) => ({ name, facts: factsOf(column) }));
  const expectations = columns.map(
    ({ name, facts }) => `    ${quote(name)}: ${expectationText(inferExpectation(facts, name === key))}`,
  );
  // A column `*` cannot be named there: it would stand for all.
  const leftOut = columns.filter(
    ({ name, facts }) => ![target, key, "*"].includes(name) && uselessBecause(facts) !== null,
  );
  const features = leftOut.map(({ name, facts }) => `  ${quote(name)}: false # ${uselessBecause(facts)}`);
  const metric = task === "classification" ? "f1_macro" : "rmse";
  const example = task === "classification" ? "min: 0.90" : "max: 10";
  const text = [
    `# What this model is for, and how it is made. \`trunkline explain\` shows every default.`,
    `model: ${quote(input.model)}`,
    "",
    "problem:",
    `  task: ${task}`,
    `  target: ${quote(target)}`,
    "  success:",
    `    # Add what counts as success, such as: { metric: ${metric}, ${example} }`,
    `    - { metric: ${metric} }`,
    "",
    "data:",
    `  sources: [${quote(input.source)}]`,
    ...(key === undefined ? [] : [`  key: ${quote(key)}`]),
    "  # Told from the data as they are today: widen what is too narrow.",
    "  expect:",
    ...expectations,
    "  split: { validation: 0.2, test: 0.2 }",
    "",
    ...(features.length > 0 ? ["features:", ...features, ""] : []),
    "train:",
    "  algorithm: knn",
    "  params: { k: 5 }",
    "  seed: 42",
    "",
    "deploy:",
    "  production: { target: directory, path: ./deployed }",
    "",
  ].join("\n");
  return { text, task, notes };
}

function taskOf(target: Column): Task {
  return target.type === "number" && factsOf(target).distinct.size > MOST_CLASSES
    ? "regression"
    : "classification";
}

function keyOf({ table, key, target }: ProposalInput): string | undefined {
  const unique = (name: string) => {
    const facts = factsOf(table.columns.get(name)!);
    return facts.missing === 0 && facts.distinct.size === facts.rows;
  };
  if (key === undefined)
    return [...table.columns.keys()].find((name) => name !== target && KEY_NAME.test(name) && unique(name));
  if (table.columns.has(key) && key !== target && unique(key)) return key;
  throw badInput({
    code: "init-key",
    found: !table.columns.has(key)
      ? `no column ${showText(key)}`
      : `${showText(key)}, which is the target, or has repeated or missing values`,
    expected: "a column with another value in every row",
    next: "Name another one with --key, or leave it out.",
  });
}

function textForNumbers(target: string) {
  return badInput({
    code: "init-task",
    found: `text in the target ${showText(target)}, and a regression`,
    expected: "numbers for a regression",
    next: "Name another target, or leave --task out.",
  });
}

function uselessBecause({ type, rows, missing, distinct }: Facts): string | null {
  if (missing === rows) return "all missing";
  if (distinct.size === 1 && missing === 0) return "the same in every row";
  const personal = personalIn({ type, distinct });
  if (personal !== null) return `says who: ${personal}`;
  if (type === "text" && distinct.size > MOST_ONE_HOT) return `text with ${distinct.size} values`;
  return null;
}
