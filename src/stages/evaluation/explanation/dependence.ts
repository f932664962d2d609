import { quantile } from "../../../core/describe-numbers.ts";
import type { Dependence } from "../../../records/explanation.ts";
import type { Table } from "../../../records/table.ts";
import { type AskedModel, askAll, type Cell, outputOf, takeRows, withCells } from "../asking/asked-table.ts";

export interface DependenceInput {
  readonly table: Table;
  /** The rows whose other columns stay as they are. */
  readonly rows: readonly number[];
  /** Training rows, from which the values come that a column is given. */
  readonly training: readonly number[];
  readonly columns: readonly string[];
  /** The classes whose probabilities are drawn; null for a regression. */
  readonly classes: readonly string[] | null;
  readonly challenger: AskedModel;
  readonly champion: AskedModel | null;
}

const STEPS = 10;
const MOST_CATEGORIES = 8;

/** How many questions one column costs at the most, each about all rows. */
export const DEPENDENCE_STEPS = STEPS;

/**
 * Partial dependence (Friedman, 2001): what a model says on average when all rows have the same value in one column. Numbers are set to
 * quantiles of the training rows from 5 to 95 %, text to its most frequent categories.
 */
export async function partialDependence(input: DependenceInput): Promise<Dependence[]> {
  const { table, rows, training, challenger, champion, classes } = input;
  const grids = input.columns.map((column) => ({ column, values: gridOf(table, column, training) }));
  const [own, other] = await Promise.all(
    [challenger, champion].map((model) => (model ? meansOf(model, grids, table, rows, classes) : null)),
  );
  return grids.flatMap(({ column, values }) =>
    (classes ?? [null]).map((name, which): Dependence => {
      const at = (means: Means | null | undefined, point: number) =>
        means?.get(column)?.[point]?.[which] ?? null;
      const points = values.map((value, point) => ({
        at: value,
        challenger: at(own, point),
        champion: at(other, point),
      }));
      return { column, type: table.columns.get(column)!.type, class: name, points };
    }),
  );
}

/** By column: for each value the mean output, of each class. */
type Means = ReadonlyMap<string, readonly (readonly number[])[]>;

interface Grid {
  readonly column: string;
  readonly values: readonly (string | number)[];
}

async function meansOf(
  model: AskedModel,
  grids: readonly Grid[],
  table: Table,
  rows: readonly number[],
  classes: readonly string[] | null,
): Promise<Means> {
  const plain = takeRows(
    table,
    model.inputs.map(({ name }) => name),
    rows,
  );
  const read = grids.filter(({ column }) => plain.columns.has(column));
  const tables = read.flatMap(({ column, values }) =>
    values.map((value) => withCells(plain, column, new Array<Cell>(plain.rows).fill(value))),
  );
  const answers = (await askAll(model, tables)).values();
  return new Map(
    read.map(({ column, values }) => {
      const means = values.map(() => {
        const said = answers.next().value!;
        return (classes ?? [null]).map((name) => average(outputOf(said, name)));
      });
      return [column, means];
    }),
  );
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

/** The values that a column is given: of the training rows, ascending or the most frequent first. */
export function gridOf(
  table: Table,
  name: string,
  training: readonly number[],
  steps = STEPS,
): (string | number)[] {
  const { type, values } = table.columns.get(name)!;
  const known = training.map((row) => values[row]!).filter((value) => value !== null);
  if (type === "text") return mostFrequent(known as string[]).slice(0, Math.min(steps, MOST_CATEGORIES));
  if (known.length === 0) return [];
  const sorted = Float64Array.from(known as number[]).sort();
  const shares = Array.from({ length: steps }, (_, step) => 0.05 + (0.9 * step) / (steps - 1));
  return [...new Set(shares.map((share) => quantile(sorted, share)))];
}

function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([value]) => value);
}
