import type { Predictions, Truth } from "../../records/bundle.ts";
import type { ClassPredictions, ClassScores, FilePredictions } from "../../records/predictions.ts";
import type { Task } from "../../records/spec.ts";
import { sortClasses } from "./class-order.ts";

/** True values by row identity. */
interface AlignedRows {
  readonly keys: readonly string[];
  readonly truth: readonly (string | number)[];
}

/**
 * What models predicted, each on the same rows: those of the truth for which all have predictions of the task's kind, but for the rows
 * that are left out. Classes have the same numbers in all of them.
 */
export function alignPredictions(
  task: Task,
  truth: Truth,
  models: readonly Predictions[],
  leftOut: ReadonlySet<string> = new Set(),
): FilePredictions[] {
  const rows = predictedRows(task, truth, models, leftOut);
  return task === "classification" ? classPredictions(rows, models) : numberPredictions(rows, models);
}

function predictedRows(
  task: Task,
  truth: Truth,
  models: readonly Predictions[],
  leftOut: ReadonlySet<string>,
): AlignedRows {
  const kind = task === "classification" ? "string" : "number";
  const known = models.map(
    ({ keys, predicted }) => new Set(keys.filter((_, index) => typeof predicted[index] === kind)),
  );
  const found = truth.keys.flatMap((key, row) =>
    !leftOut.has(key) && known.every((keys) => keys.has(key)) ? [{ key, value: truth.values[row]! }] : [],
  );
  // So that an interval does not depend on the order of the rows in the file.
  found.sort((left, right) => (left.key < right.key ? -1 : 1));
  return { keys: found.map(({ key }) => key), truth: found.map(({ value }) => value) };
}

function numberPredictions({ keys, truth }: AlignedRows, models: readonly Predictions[]): FilePredictions[] {
  const actual = Float64Array.from(truth, Number);
  return models.map((model) => {
    const at = places(model, keys);
    const predicted = Float64Array.from(at, (index) => Number(model.predicted[index]));
    return { task: "regression", keys, truth: actual, predicted };
  });
}

function classPredictions(
  { keys, truth }: AlignedRows,
  models: readonly Predictions[],
): readonly ClassPredictions[] & FilePredictions[] {
  const said = models.map((model) => places(model, keys).map((index) => String(model.predicted[index])));
  const actual = truth.map(String);
  const classes = sortClasses(
    new Set([...actual, ...said.flat(), ...models.flatMap((model) => model.classes ?? [])]),
  );
  const number = new Map(classes.map((name, index) => [name, index]));
  const numbers = (names: readonly string[]) => Int32Array.from(names, (name) => number.get(name)!);
  const positive = classes.length > 2 ? null : classes.length - 1;
  return models.map((model, index) => ({
    task: "classification" as const,
    keys,
    classes,
    truth: numbers(actual),
    predicted: numbers(said[index]!),
    positive,
    scores: scoresOf(model, classes, places(model, keys)),
  }));
}

/** A column of probabilities a class: of zeros for one that the model does not know. */
function scoresOf(
  { classes: known, probabilities }: Predictions,
  classes: readonly string[],
  at: readonly number[],
): ClassScores | null {
  if (!known || !probabilities) return null;
  const columns = classes.map((name) => {
    const column = known.indexOf(name);
    return Float64Array.from(at, (index) => (column < 0 ? 0 : probabilities[index]![column]!));
  });
  return { of: classes.map((_, index) => index), columns };
}

function places({ keys }: Predictions, wanted: readonly string[]): number[] {
  const place = new Map(keys.map((key, index) => [key, index]));
  return wanted.map((key) => place.get(key)!);
}
