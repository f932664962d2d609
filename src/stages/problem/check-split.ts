import { parseDate } from "../../core/dates.ts";
import { showText } from "../../core/show-text.ts";
import { type Spec, trainsByCommand } from "../../records/spec.ts";
import type { SplitOptions } from "../../records/spec-data.ts";
import type { Contradiction } from "./contradiction.ts";

/** What contradicts itself under `data.split`. */
export function checkSplit(
  split: SplitOptions,
  problem: Spec["problem"] | undefined,
  train: Spec["train"] | undefined,
): Contradiction[] {
  const { validation, test } = split;
  const found: Contradiction[] = [
    ...checkWays(split, problem),
    ...checkTimes(split),
    ...checkFolds(split, train),
  ];
  if (test === 0) {
    const expected = "a holdout: without one nothing can be compared";
    found.push([
      "spec-no-holdout",
      ["data", "split", "test"],
      "a test share of 0",
      expected,
      "Write `test: 0.2`.",
    ]);
  }
  if (validation + test >= 1) {
    const what = `validation ${validation} and test ${test}`;
    const expected = "less than 1 together, so that rows are left to train on";
    found.push(["spec-no-training", ["data", "split"], what, expected, "Lower one of them."]);
  }
  return found;
}

function checkWays(split: SplitOptions, problem: Spec["problem"] | undefined): Contradiction[] {
  const ways = (["group", "stratify", "time"] as const).filter((way) => split[way] !== undefined);
  const found: Contradiction[] = ways
    .slice(1)
    .map((way) => [
      "spec-split-ways",
      ["data", "split", way],
      `\`${way}\` beside \`${ways[0]}\``,
      "one way to split: group, stratify or time",
      "Remove one.",
    ]);
  if (problem?.task === "regression" && split.stratify === problem.target) {
    const what = `${showText(problem.target)}, a target of numbers`;
    const expected = "a column of categories: every number would be a class of its own";
    found.push(["spec-split-strata", ["data", "split", "stratify"], what, expected, "Name another column."]);
  }
  return found;
}

function checkFolds(
  { folds, repeats, time }: SplitOptions,
  train: Spec["train"] | undefined,
): Contradiction[] {
  const at = (key: string) => ["data", "split", key];
  if (folds === undefined) {
    if (repeats === undefined) return [];
    const expected = "`folds`, too: how many are dealt each time";
    return [["spec-split-folds", at("repeats"), "`repeats` without `folds`", expected, "Add `folds`."]];
  }
  if (train !== undefined && !trainsByCommand(train)) {
    const what = `\`folds\` for the algorithm ${train.algorithm}`;
    const expected =
      "a training command: it is handed the folds, and no algorithm of Trunkline asks for them";
    return [["spec-split-folds", at("folds"), what, expected, "Remove it."]];
  }
  if (time === undefined || repeats === undefined || repeats === 1) return [];
  const what = `${repeats} repeats of folds by time`;
  return [
    ["spec-split-folds", at("repeats"), what, "1: by time all repeats would be the same", "Remove it."],
  ];
}

function checkTimes({ time, test_from: test, validation_from: validation }: SplitOptions): Contradiction[] {
  const at = (key: string) => ["data", "split", key];
  const given = Object.entries({ test_from: test, validation_from: validation }).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  if (given.length > 0 && time === undefined) {
    const expected = "`time`: the column that they are about";
    return [
      ["spec-split-time", at(given[0]![0]), `\`${given[0]![0]}\` without \`time\``, expected, "Add `time`."],
    ];
  }
  if (test === undefined && validation !== undefined) {
    const expected = "`test_from`, too: a date for one and a share for the other would not fit together";
    const what = "`validation_from` without `test_from`";
    return [["spec-split-time", at("validation_from"), what, expected, "Add `test_from`."]];
  }
  const wrong = given.filter(([, point]) => typeof point === "string" && parseDate(point) === undefined);
  if (wrong.length > 0) {
    return wrong.map(([key, point]) => {
      return [
        "spec-date",
        at(key),
        showText(String(point)),
        "a date that the calendar has",
        "Correct the date.",
      ];
    });
  }
  if (test === undefined || validation === undefined) return [];
  const moment = (point: string | number) => (typeof point === "number" ? point : parseDate(point)!);
  if (typeof test === typeof validation && moment(validation) < moment(test)) return [];
  const what = `validation from ${validation}, holdout from ${test}`;
  const expected = "validation before the holdout, both dates or both numbers";
  return [["spec-split-time", at("validation_from"), what, expected, "Correct one."]];
}
