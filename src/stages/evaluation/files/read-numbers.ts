import type { Problem } from "../../../core/errors.ts";
import type { NumberPredictions } from "../../../records/predictions.ts";
import type { RawTable } from "../../../records/table.ts";
import { cellText, rowsProblem, rowsWhere } from "./file-problems.ts";
import { numberOf } from "./number-cells.ts";

/** Predictions of amounts; with the columns `lower` and `upper` also the intervals that they should lie in. */
export function readNumbers(
  table: RawTable,
  level: number,
): { predictions: NumberPredictions; problems: Problem[] } {
  const problems: Problem[] = [];
  const numbers = (name: string): Float64Array => {
    const cells = table.cells.get(name)!;
    const values = Float64Array.from(cells, numberOf);
    const bad = rowsWhere(table.rows, (row) => Number.isNaN(values[row]));
    if (bad.length > 0)
      problems.push(
        rowsProblem(table, bad, {
          code: "predictions-not-a-number",
          found: `${cellText(cells[bad[0]!]!)} in the column ${name}`,
          expected: "a finite number in every row of a regression",
          next: "Mend the cells, or pass --task classification if these are classes.",
        }),
      );
    return values;
  };
  const [truth, predicted] = [numbers("y_true"), numbers("y_pred")];
  const keys = table.cells.get("id")! as readonly string[];
  if (!table.cells.has("lower") || !table.cells.has("upper"))
    return { predictions: { task: "regression", keys, truth, predicted }, problems };
  const [lower, upper] = [numbers("lower"), numbers("upper")];
  const crossed = rowsWhere(table.rows, (row) => lower[row]! > upper[row]!);
  if (crossed.length > 0)
    problems.push(
      rowsProblem(table, crossed, {
        code: "predictions-crossed-interval",
        found: `a lower end above the upper one: ${lower[crossed[0]!]} to ${upper[crossed[0]!]}`,
        expected: "lower at most upper",
        next: "Swap the two, or sort the quantiles that the model gives.",
      }),
    );
  const interval = { lower, upper, level };
  return { predictions: { task: "regression", keys, truth, predicted, interval }, problems };
}
