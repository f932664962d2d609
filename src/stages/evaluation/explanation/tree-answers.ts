import { outputsOfRows, type TreeEnsemble } from "../../../core/shapley/tree-ensemble.ts";
import type { TreeModel } from "../../../records/xgboost-model.ts";
import type { Answers } from "../asking/asked-table.ts";

/** Of probabilities, and of amounts in shares of their range: what rounding may do, and another model does not keep to. */
const TOLERANCE = 1e-3;

/** The orders in which a trainer may have numbered the classes: as text, as numbers, and of two classes either way. */
export function classOrders(classes: readonly string[] | null): (readonly string[] | null)[] {
  if (!classes || classes.length === 2) return classes ? [classes, [...classes].reverse()] : [null];
  const numbers = classes.every((name) => name.trim() !== "" && Number.isFinite(Number(name)));
  return numbers ? [classes, classes.toSorted((a, b) => Number(a) - Number(b))] : [classes];
}

/** What trees say of rows of features. `order`: the class of each output (of one output: its log odds are those of the second). */
export function answersOf(
  link: TreeModel["link"],
  ensemble: TreeEnsemble,
  order: readonly string[] | null,
  classes: readonly string[] | null,
  rows: readonly Float32Array[],
): Answers {
  const outputs = outputsOfRows(ensemble, rows);
  if (!order || !classes)
    return { predicted: outputs.map(([amount]) => amount!), classes: null, probabilities: null };
  const places = classes.map((name) => order.indexOf(name));
  const probabilities = outputs.map((margins) => {
    const shares = link === "logistic" ? logistic(margins[0]!) : softmax(margins);
    return places.map((at) => shares[at]!);
  });
  const predicted = probabilities.map((shares) => classes[shares.indexOf(Math.max(...shares))]!);
  return { predicted, classes: [...classes], probabilities };
}

/** How many of the rows two sets of answers agree on; classes as likely as the most likely one are as good as it. */
export function agreeingRows(said: Answers, stored: Answers): number {
  const rows = said.predicted.map((_, row) => row);
  if (!said.probabilities || !said.classes) {
    const amounts = stored.predicted.map(Number);
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const amount of amounts) [low, high] = [Math.min(low, amount), Math.max(high, amount)];
    const near = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE * (high - low) + 1e-5 * Math.abs(b);
    return rows.filter((row) => near(Number(said.predicted[row]), amounts[row]!)).length;
  }
  const { classes, probabilities } = said;
  const places = classes.map((name) => stored.classes?.indexOf(name) ?? -1);
  return rows.filter((row) => {
    const shares = probabilities[row]!;
    const named = shares[classes.indexOf(String(stored.predicted[row]))] ?? 0;
    if (named < Math.max(...shares) - TOLERANCE) return false;
    const other = stored.probabilities?.[row];
    return !other || shares.every((share, at) => Math.abs(share - (other[places[at]!] ?? 0)) <= TOLERANCE);
  }).length;
}

function logistic(margin: number): [number, number] {
  return [1 / (1 + Math.exp(margin)), 1 / (1 + Math.exp(-margin))];
}

function softmax(margins: Float64Array): number[] {
  const most = Math.max(...margins);
  const parts = Array.from(margins, (margin) => Math.exp(margin - most));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}
