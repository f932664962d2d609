import type { Predictions, Signature } from "../../records/bundle.ts";
import type { SmokeTest } from "../../records/smoke-test.ts";
import type { Table } from "../../records/table.ts";

const ROWS = 5;

/** The first rows of the holdout in the order of their keys, so that the order of the file does not matter. */
export function smokeTest(
  table: Table,
  signature: Signature,
  holdout: readonly number[],
  predictions: Predictions,
): SmokeTest {
  const order = predictions.keys
    .map((_, i) => i)
    .sort((a, b) => (predictions.keys[a]! < predictions.keys[b]! ? -1 : 1));
  const chosen = order.slice(0, ROWS);
  const cell = (name: string, row: number) => table.columns.get(name)!.values[row]!;
  return {
    inputs: signature.inputs,
    rows: chosen.map((i) => signature.inputs.map(({ name }) => cell(name, holdout[i]!))),
    predicted: chosen.map((i) => predictions.predicted[i]!) as string[] | number[],
  };
}
