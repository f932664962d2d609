import type { TreeEnsemble } from "../../../core/shapley/tree-ensemble.ts";
import type { Predictions } from "../../../records/bundle.ts";
import type { Column, Table } from "../../../records/table.ts";

/** A model that predicts whatever rows it is shown, in their order. */
export interface AskedModel {
  /** The raw columns that it reads. */
  readonly inputs: readonly { readonly name: string; readonly type: Column["type"] }[];
  /** One prediction a row of the table. Throws for what the model cannot read. */
  ask(table: Table): Promise<Predictions>;
  /** About how many numbers it looks at for one answer. */
  readonly work: number;
  /** What the model is made of, where that is known: then what a column adds need not be asked. */
  readonly trees?: AskedTrees;
}

export interface AskedTrees {
  readonly ensemble: TreeEnsemble;
  /** The place among the inputs of the one that each feature of the trees is made of. */
  readonly players: Int32Array;
  readonly classes: readonly string[] | null;
  /** The sum of the outputs that says how much of a class there is, in log odds; of a regression (null) the answer itself. */
  weights(name: string | null): number[];
  /** The features of the table's rows. */
  rows(table: Table): Promise<Float32Array[]>;
}

/** What a model said of some rows, in their order. */
export type Answers = Omit<Predictions, "keys">;

export type Cell = string | number | null;

/** Some rows of a table, in the order given, of the columns that are named. */
export function takeRows(table: Table, names: readonly string[], rows: readonly number[]): Table {
  const columns = names.flatMap((name): [string, Column][] => {
    const column = table.columns.get(name);
    return column
      ? [
          [
            name,
            columnOf(
              column.type,
              rows.map((row) => column.values[row]!),
            ),
          ],
        ]
      : [];
  });
  return { columns: new Map(columns), rows: rows.length };
}

/** The same table with other cells in one column. */
export function withCells(table: Table, name: string, values: readonly Cell[]): Table {
  const { type } = table.columns.get(name)!;
  return { ...table, columns: new Map(table.columns).set(name, columnOf(type, values)) };
}

export function columnOf(type: Column["type"], values: readonly Cell[]): Column {
  return { type, values } as Column;
}

/** Asks about several tables of the same columns at once: a command is started once, and a model read once. */
export async function askAll(model: AskedModel, tables: readonly Table[]): Promise<Answers[]> {
  const [first] = tables;
  if (!first) return [];
  const columns = [...first.columns].map(([name, { type }]): [string, Column] => [
    name,
    columnOf(
      type,
      tables.flatMap((table) => table.columns.get(name)!.values as readonly Cell[]),
    ),
  ]);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const all = rows === 0 ? null : await model.ask({ columns: new Map(columns), rows });
  let from = 0;
  return tables.map((table): Answers => {
    const part = <T>(values: readonly T[] | undefined) => (values ?? []).slice(from, from + table.rows);
    const answers = {
      predicted: part<string | number>(all?.predicted) as Answers["predicted"],
      classes: all?.classes ?? null,
      probabilities: all?.probabilities ? part(all.probabilities) : null,
    };
    from += table.rows;
    return answers;
  });
}

/** What a model says as a number: of a regression the prediction, of a classification the probability of the class (0 or 1 without). */
export function outputOf({ predicted, classes, probabilities }: Answers, name: string | null): Float64Array {
  if (name === null) return Float64Array.from(predicted as readonly (string | number)[], Number);
  const at = classes?.indexOf(name) ?? -1;
  if (!probabilities)
    return Float64Array.from(predicted as readonly (string | number)[], (said) =>
      String(said) === name ? 1 : 0,
    );
  return Float64Array.from(probabilities, (row) => (at < 0 ? 0 : row[at]!));
}
