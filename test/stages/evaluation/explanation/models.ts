import { seededRandom } from "../../../../src/core/random.ts";
import type { Truth } from "../../../../src/records/bundle.ts";
import type { Column, Table } from "../../../../src/records/table.ts";
import type { AskedModel, Cell } from "../../../../src/stages/evaluation/asking/asked-table.ts";

export type Row = Readonly<Record<string, Cell>>;

export interface Counted extends AskedModel {
  /** How many rows it has been asked about. */
  asked: number;
}

/** A model that is a formula: a number of a regression, or a probability of the class `yes` against `no`. */
export function regressor(inputs: readonly string[], of: (row: Row) => number, work = 1): Counted {
  return model(inputs, work, (said) => ({ predicted: said(of), classes: null, probabilities: null }));
}

export function classifier(inputs: readonly string[], of: (row: Row) => number, work = 1): Counted {
  return model(inputs, work, (said) => {
    const shares = said(of);
    return {
      predicted: shares.map((share) => (share >= 0.5 ? "yes" : "no")),
      classes: ["no", "yes"],
      probabilities: shares.map((share) => [1 - share, share]),
    };
  });
}

function model(
  inputs: readonly string[],
  work: number,
  answer: (said: (of: (row: Row) => number) => number[]) => {
    predicted: string[] | number[];
    classes: string[] | null;
    probabilities: number[][] | null;
  },
): Counted {
  const counted: Counted = {
    inputs: inputs.map((name) => ({ name, type: name.startsWith("text") ? "text" : "number" })),
    work,
    asked: 0,
    async ask(table) {
      counted.asked += table.rows;
      // One view of the row that is read now: a million objects would take longer than what is tested.
      let at = 0;
      const view: Row = {};
      for (const [name, { values }] of table.columns)
        Object.defineProperty(view, name, { get: () => values[at]! });
      const said = (of: (row: Row) => number) =>
        upTo(table.rows).map((row) => {
          at = row;
          return of(view);
        });
      return { keys: upTo(table.rows).map(String), ...answer(said) };
    },
  };
  return counted;
}

export function tableOf(columns: Readonly<Record<string, readonly Cell[]>>): Table {
  const entries = Object.entries(columns).map(([name, values]): [string, Column] => [
    name,
    { type: name.startsWith("text") ? "text" : "number", values } as Column,
  ]);
  return { columns: new Map(entries), rows: entries[0]![1].values.length };
}

export function truthOf(values: readonly string[] | readonly number[]): Truth {
  return { keys: values.map((_, row) => `row ${row}`), values };
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Numbers of a standard normal distribution, by Box and Muller. */
export function normals(count: number, seed: number): number[] {
  const random = seededRandom(seed);
  return upTo(count).map(
    () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()),
  );
}
