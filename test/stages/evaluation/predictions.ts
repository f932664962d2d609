import type { Predictions, Truth } from "../../../src/records/bundle.ts";

/** Letters or numbers; a row's key is its place, padded so that the order of the keys is that of the rows. */
type Values = string | readonly number[];

const keysOf = (count: number): string[] =>
  Array.from({ length: count }, (_, row) => String(row).padStart(6, "0"));

/** True values: a text stands for classes of one letter each. */
export function truthOf(values: Values): Truth {
  return { keys: keysOf(values.length), values: typeof values === "string" ? [...values] : [...values] };
}

export function predictionsOf(values: Values, classes?: string, probabilities?: number[][]): Predictions {
  return {
    keys: keysOf(values.length),
    predicted: typeof values === "string" ? [...values] : [...values],
    classes: classes === undefined ? null : [...classes],
    probabilities: probabilities ?? null,
  };
}

/** The same predictions, rows in another order. */
export function inOrder(order: readonly number[], { keys, predicted, classes, probabilities }: Predictions) {
  return {
    keys: order.map((row) => keys[row]!),
    predicted: order.map((row) => predicted[row]!) as Predictions["predicted"],
    classes,
    probabilities: probabilities && order.map((row) => probabilities[row]!),
  };
}
