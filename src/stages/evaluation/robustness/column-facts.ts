import { mean, populationDeviation } from "../../../core/describe-numbers.ts";
import type { Table } from "../../../records/table.ts";
import type { AskedModel } from "../asking/asked-table.ts";
import { gridOf } from "../explanation/dependence.ts";

/** What training rows say of a column that a model reads. */
export interface ColumnFacts {
  readonly name: string;
  readonly type: "number" | "text";
  /** Of numbers; 0 where all are the same. */
  readonly deviation: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Of numbers quantiles from 5 to 95 %, of text the most frequent categories. */
  readonly values: readonly (string | number)[];
}

/** Columns without a value in the training rows are left out: nothing can be said of them. */
export function columnFacts(
  { inputs }: AskedModel,
  table: Table,
  training: readonly number[],
): ColumnFacts[] {
  return inputs.flatMap(({ name, type }): ColumnFacts[] => {
    const { values } = table.columns.get(name)!;
    const known = training.map((row) => values[row]!).filter((value) => value !== null);
    if (known.length === 0) return [];
    const numbers = type === "number" ? (known as number[]) : [0];
    const bounds = numbers.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as [number, number],
      [numbers[0]!, numbers[0]!] as [number, number],
    );
    return [
      {
        name,
        type,
        deviation: populationDeviation(numbers, mean(numbers)),
        minimum: bounds[0],
        maximum: bounds[1],
        values: gridOf(table, name, training),
      },
    ];
  });
}
