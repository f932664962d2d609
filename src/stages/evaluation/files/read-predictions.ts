import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { AnyPredictions, AnyTask, ClassPredictions } from "../../../records/predictions.ts";
import type { RawTable } from "../../../records/table.ts";
import { checkColumns } from "./check-columns.ts";
import { type ClassNames, classNames } from "./class-names.ts";
import { isOtherTask, readOther, tellOtherTask } from "./other-tasks.ts";
import { readNumbers } from "./read-numbers.ts";
import { readScores } from "./read-scores.ts";
import { tellTask } from "./tell-task.ts";

export interface PredictionOptions {
  /** In place of what the columns tell. */
  readonly task?: AnyTask;
  /** The class that precision, recall, F1 and ROC AUC look at. */
  readonly positive?: string;
  /** The share of rows that the intervals `lower` to `upper` of amounts are meant to hold; 0.9 by default. */
  readonly level?: number;
}

export interface ReadPredictions {
  readonly told: { readonly task: AnyTask; readonly because: string };
  /** One a table, all with the same task and the same classes. */
  readonly predictions: readonly AnyPredictions[];
}

/** Tables of cells as predictions, or all that is wrong with them. Several are of the same rows: their classes are one list. */
export function readPredictions(
  tables: readonly RawTable[],
  options: PredictionOptions = {},
): ReadPredictions | { readonly problems: readonly Problem[] } {
  const asked = options.task ? { task: options.task, because: "--task says so" } : tellOtherTask(tables);
  if (asked && isOtherTask(asked.task)) {
    const read = readOther(tables, asked.task, options.positive);
    return "problems" in read ? read : { told: asked, ...read };
  }
  const wrong = tables.flatMap(checkColumns);
  if (wrong.length > 0) return { problems: wrong };
  const told = asked ?? tellTask(tables);
  if (told.task === "regression") {
    const read = tables.map((table) => readNumbers(table, options.level ?? 0.9));
    const problems = read.flatMap((each) => each.problems);
    return problems.length > 0
      ? { problems }
      : { told, predictions: read.map(({ predictions }) => predictions) };
  }
  const names = classNames(tables, options.positive);
  const unknown = unknownPositive(names, options.positive);
  if (unknown) return { problems: [unknown] };
  const read = tables.map((table) => readClasses(table, names));
  const problems = read.flatMap((each) => each.problems);
  return problems.length > 0
    ? { problems }
    : { told, predictions: read.map(({ predictions }) => predictions) };
}

function readClasses(
  table: RawTable,
  names: ClassNames,
): { predictions: ClassPredictions; problems: Problem[] } {
  const { classes, positive, labels, nameOf } = names;
  const number = new Map(classes.map((name, index) => [name, index]));
  const ofCell = new Map([...labels].map((label) => [label, number.get(nameOf(label))!]));
  const column = (name: string) => {
    const cells = table.cells.get(name)! as readonly string[];
    const numbers = new Int32Array(cells.length);
    for (let row = 0; row < cells.length; row++) numbers[row] = ofCell.get(cells[row]!)!;
    return numbers;
  };
  const { scores, problems } = readScores(table, names);
  const [truth, predicted] = [column("y_true"), column("y_pred")];
  const keys = table.cells.get("id")! as readonly string[];
  return {
    predictions: { task: "classification", keys, classes, truth, predicted, positive, scores },
    problems,
  };
}

function unknownPositive(
  { classes, labels, nameOf }: ClassNames,
  wanted: string | undefined,
): Problem | null {
  if (wanted === undefined || classes.length <= 2) return null;
  const shown = [...new Set([...labels].map(nameOf))].slice(0, 12).map((name) => showText(name, 30));
  return {
    code: "predictions-unknown-positive",
    found: `the positive class ${showText(wanted)}, and the classes ${shown.join(", ")}`,
    expected: "one of two classes",
    next:
      labels.size > 2
        ? "Leave --positive out: there are more than two."
        : "Name one of the classes that are there.",
  };
}
