import { mean } from "../../../core/describe-numbers.ts";
import { keyedFolds } from "../../../core/folds.ts";
import type { Task } from "../../../records/spec.ts";
import type { Encoding } from "../../../records/transform.ts";

type TargetEncoding = Extract<Encoding, { kind: "target" }>;

/** What an encoding by the target learns from: all of it of the training rows, in their order. */
export interface Learning {
  readonly task: Task;
  readonly target: readonly (string | number)[];
  /** What a row is dealt to folds by: its key, or the group that it belongs to. */
  readonly units: readonly string[];
  readonly seed: number;
}

export interface TargetOptions {
  readonly smoothing: number | "auto";
  readonly folds: number;
}

/** The target as numbers, a list a column of the encoding: itself, or 1 for rows of the class. Of two classes the second stands for both. */
export function targetColumns({ task, target }: Learning): { name: string; values: number[] }[] {
  if (task === "regression") return [{ name: "", values: target.map(Number) }];
  const classes = [...new Set(target.map(String))].sort();
  const told = classes.length <= 2 ? classes.slice(-1) : classes;
  return told.map((name) => ({
    name: classes.length <= 2 ? "" : `=${name}`,
    values: target.map((value) => (String(value) === name ? 1 : 0)),
  }));
}

/** Each category's smoothed mean of the target over some rows. Missing cells have a say in the overall mean only. */
export function fitTarget(
  cells: readonly (string | null)[],
  columns: readonly (readonly number[])[],
  categories: readonly string[],
  smoothing: number | "auto",
): TargetEncoding {
  const overall = columns.map((values) => mean(values));
  const rows = new Map<string, number[]>(categories.map((category) => [category, []]));
  cells.forEach((cell, row) => {
    if (cell !== null) rows.get(cell)?.push(row);
  });
  const variances = columns.map((values, at) => mean(values.map((value) => (value - overall[at]!) ** 2)));
  const values = [...rows.values()].map((own) =>
    columns.map((column, at) =>
      smoothed(
        own.map((row) => column[row]!),
        overall[at]!,
        variances[at]!,
        smoothing,
      ),
    ),
  );
  return { kind: "target", categories: [...categories], values, unseen: overall };
}

/**
 * A category's mean, drawn towards that of all rows (Micci-Barreca, 2001), as scikit-learn's TargetEncoder: by a number, as if so many
 * rows of the overall mean were added; by `auto`, the more the category's own values vary against all and the fewer they are.
 */
function smoothed(
  own: readonly number[],
  overall: number,
  variance: number,
  smoothing: number | "auto",
): number {
  if (own.length === 0) return overall;
  const average = mean(own);
  if (smoothing !== "auto") {
    return (average * own.length + smoothing * overall) / (own.length + smoothing);
  }
  const within = mean(own.map((value) => (value - average) ** 2));
  const total = variance * own.length + within;
  const weight = total === 0 ? 0 : (variance * own.length) / total;
  return weight * average + (1 - weight) * overall;
}

/**
 * What the training rows are to be given: each row's value is learned from the rows of the other folds, so that no row sees its own
 * target. With the values of all rows a category of one row would be the answer itself. A kept missing cell stays null.
 */
export function outOfFold(
  cells: readonly (string | null)[],
  learning: Learning,
  categories: readonly string[],
  { smoothing, folds }: TargetOptions,
): (readonly (number | null)[])[] {
  const columns = targetColumns(learning).map(({ values }) => values);
  const fold = keyedFolds(learning.units, { folds, seed: learning.seed })[0]!;
  const encodings = Array.from({ length: folds }, (_, left) => {
    const rows = cells.flatMap((_, row) => (fold[row] === left ? [] : [row]));
    // All in one fold: nothing is left to learn from but all rows' mean, which tells no row from another.
    if (rows.length === 0) return fitTarget([], columns, [], smoothing);
    return fitTarget(
      rows.map((row) => cells[row]!),
      columns.map((values) => rows.map((row) => values[row]!)),
      categories,
      smoothing,
    );
  });
  const positions = new Map(categories.map((category, at) => [category, at]));
  return cells.map((cell, row) => {
    const { values, unseen } = encodings[fold[row]!]!;
    return cell === null ? unseen.map(() => null) : (values[positions.get(cell)!] ?? unseen);
  });
}
