import type { ShapleyPlan } from "../../../core/shapley/coalitions.ts";
import type { Column, Table } from "../../../records/table.ts";
import {
  type Answers,
  type AskedModel,
  askAll,
  type Cell,
  columnOf,
  outputOf,
  takeRows,
} from "../asking/asked-table.ts";

export interface ShapleyInput {
  readonly table: Table;
  /** The rows that are explained, each by the output of its class (null for a regression). */
  readonly rows: readonly { readonly row: number; readonly class: string | null }[];
  /** Rows that stand for all others: what is not known of a row is taken from each of them in turn. */
  readonly background: readonly number[];
  /** Those with a value of their own. Where the plan has one player more, that is all others together. */
  readonly columns: readonly string[];
  readonly plan: ShapleyPlan;
  readonly model: AskedModel;
}

export interface ShapleyRow {
  /** The mean output over the background. */
  readonly base: number;
  readonly output: number;
  /** In the order of the columns, then that of all others; they add up to `output` less `base`. */
  readonly values: Float64Array;
}

/**
 * What each column of a row adds to what the model says of it: Shapley values of the game in which a set of columns is worth the mean
 * output over the background rows with those columns from the row (the interventional form of Lundberg and Lee, 2017).
 */
export async function shapleyRows(input: ShapleyInput): Promise<ShapleyRow[]> {
  const { rows, plan, model, background } = input;
  const answers = await askAll(
    model,
    rows.map(({ row }) => mixtures(input, row)),
  );
  return rows.map(({ class: name }, at) => {
    const worth = worthOf(answers[at]!, name, plan.coalitions.length, background.length);
    return { base: worth[0]!, output: worth.at(-1)!, values: plan.solve(worth) };
  });
}

/** Each coalition beside each background row: the coalition's columns from the row, the others from the background. */
function mixtures({ table, background, columns, plan, model }: ShapleyInput, row: number): Table {
  const names = model.inputs.map(({ name }) => name);
  const own = takeRows(table, names, [row]);
  const others = takeRows(table, names, background);
  const mixed = [...others.columns].map(([name, { type, values }]): [string, Column] => {
    const named = columns.indexOf(name);
    const player = named < 0 ? columns.length : named;
    const cell = own.columns.get(name)!.values[0]!;
    const cells: Cell[] = [];
    for (const coalition of plan.coalitions) {
      if (coalition[player]) for (let each = 0; each < background.length; each++) cells.push(cell);
      else cells.push(...(values as readonly Cell[]));
    }
    return [name, columnOf(type, cells)];
  });
  return { columns: new Map(mixed), rows: plan.coalitions.length * background.length };
}

function worthOf(answers: Answers, name: string | null, coalitions: number, rows: number): Float64Array {
  const outputs = outputOf(answers, name);
  return Float64Array.from({ length: coalitions }, (_, coalition) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += outputs[coalition * rows + row]!;
    return sum / rows;
  });
}
