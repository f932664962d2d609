import { type SortedSample, sortedSample } from "../../../core/statistics/sorted-sample.ts";
import type { Column } from "../../../records/table.ts";

/** A column's values on both sides, row by row the same rows. */
export type PairedValues = readonly [reference: Column["values"], current: Column["values"]];

/** One side of a column of numbers. A profile's quantile sketch may stand for the rows: fewer values, each with its weight. */
export interface NumberSample {
  readonly type: "number";
  /** The present values. */
  readonly values: SortedSample;
  readonly missing: number;
}

/** One side of a column of text: how often each value is there. */
export interface TextSample {
  readonly type: "text";
  readonly counts: ReadonlyMap<string, number>;
  readonly present: number;
  readonly missing: number;
}

/** Stands for all categories that are too rare for a profile to tell apart. No cell can have this text: it holds a NUL. */
export const OTHERS = "\0others";

/** All that drift needs to know of one side of a column. */
export type ColumnSample = NumberSample | TextSample;

/** A column with both its sides, of one type. `paired` holds their values where both sides are the same rows, in the same order. */
export type ColumnPair = { readonly name: string; readonly paired?: PairedValues } & (
  | { readonly type: "number"; readonly reference: NumberSample; readonly current: NumberSample }
  | { readonly type: "text"; readonly reference: TextSample; readonly current: TextSample }
);

export const presentRows = (sample: ColumnSample): number =>
  sample.type === "number" ? sample.values.size : sample.present;

/** The raw values of a column. */
export function sampleColumn(column: Column): ColumnSample {
  return column.type === "number" ? sampleNumbers(column.values) : sampleText(column.values);
}

function sampleNumbers(values: readonly (number | null)[]): NumberSample {
  const present = new Float64Array(values.length);
  let count = 0;
  for (const value of values) if (value !== null) present[count++] = value;
  return {
    type: "number",
    values: sortedSample(present.subarray(0, count)),
    missing: values.length - count,
  };
}

function sampleText(values: readonly (string | null)[]): TextSample {
  const counts = new Map<string, number>();
  let present = 0;
  for (const value of values) {
    if (value === null) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    present++;
  }
  return { type: "text", counts, present, missing: values.length - present };
}
