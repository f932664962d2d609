import { quantile } from "../../../core/describe-numbers.ts";
import type { Column, Table } from "../../../records/table.ts";
import { type AskedModel, askAll, type Cell, outputOf, takeRows } from "./asked-table.ts";

/** Fewer columns than these are looked at whatever it costs. */
const FEWEST_COLUMNS = 4;
/** A column is worth looking at by no fewer rows than these. */
const ROWS_EACH = 50;
const PARTS = 5;
const MOST_CATEGORIES = 9;

/** How many columns there is time for, if each is looked at once. */
export function columnsInTime(questions: number, rowsEach = ROWS_EACH): number {
  return Math.max(FEWEST_COLUMNS, Math.floor(questions / rowsEach) - 1);
}

/**
 * Of more columns than there is time for those that the models' answers follow most closely, in that order; each model is asked once
 * about the rows as they are. How closely is the share of the answers' variance between the fifths (or the categories) of a column,
 * less what chance alone would give (adjusted R2); of several classes that of the class that follows it most.
 */
export async function followedColumns(
  models: readonly AskedModel[],
  names: readonly string[],
  table: Table,
  rows: readonly number[],
): Promise<string[]> {
  const outputs = (await Promise.all(models.map((model) => outputsOf(model, table, rows)))).flat();
  const closeness = new Map(
    names.map((name) => {
      const groups = groupsOf(table.columns.get(name)!, rows);
      return [name, Math.max(...outputs.map((output) => shareBetween(groups, output)))];
    }),
  );
  return names.toSorted((a, b) => closeness.get(b)! - closeness.get(a)! || (a < b ? -1 : 1));
}

async function outputsOf(model: AskedModel, table: Table, rows: readonly number[]): Promise<Float64Array[]> {
  const names = model.inputs.map(({ name }) => name);
  const answers = (await askAll(model, [takeRows(table, names, rows)]))[0]!;
  const amounts = answers.classes === null && answers.predicted.every((said) => typeof said === "number");
  const classes = answers.classes ?? [...new Set(answers.predicted.map(String))];
  return (amounts ? [null] : classes).map((name) => outputOf(answers, name));
}

/** A number for each row: its fifth, or its category; missing cells are a group of their own. */
function groupsOf({ type, values }: Column, rows: readonly number[]): number[] {
  const cells: Cell[] = rows.map((row) => values[row]!);
  const known = cells.filter((cell) => cell !== null);
  if (known.length === 0) return cells.map(() => 0);
  if (type === "text") {
    const counts = new Map<Cell, number>();
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    const frequent = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!);
    return cells.map((cell) => Math.min(frequent.indexOf(cell), MOST_CATEGORIES));
  }
  const sorted = Float64Array.from(known as number[]).sort();
  const edges = Array.from({ length: PARTS - 1 }, (_, at) => quantile(sorted, (at + 1) / PARTS));
  return cells.map((cell) => (cell === null ? PARTS : edges.filter((edge) => Number(cell) > edge).length));
}

function shareBetween(groups: readonly number[], output: Float64Array): number {
  const rows = output.length;
  const mean = output.reduce((sum, value) => sum + value / rows, 0);
  const sums = new Map<number, { rows: number; sum: number }>();
  let whole = 0;
  for (const [row, group] of groups.entries()) {
    const away = output[row]! - mean;
    whole += away * away;
    const each = sums.get(group) ?? { rows: 0, sum: 0 };
    sums.set(group, { rows: each.rows + 1, sum: each.sum + away });
  }
  const free = rows - sums.size;
  if (!(whole > 0) || free <= 0) return 0;
  const between = [...sums.values()].reduce((sum, each) => sum + each.sum ** 2 / each.rows, 0);
  return 1 - ((whole - between) / free / whole) * (rows - 1);
}
