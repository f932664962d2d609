import type { AnyPredictions, ClassPredictions, NumberPredictions } from "../../../records/predictions.ts";
import { anomalyFamilies } from "./anomalies.ts";
import { calibrationFamily } from "./calibration.ts";
import { agreementFamily } from "./cluster-agreement.ts";
import { shapeFamilies } from "./cluster-shapes.ts";
import type { Family } from "./family.ts";
import { intervalFamily } from "./intervals.ts";
import { labelFamily } from "./labels.ts";
import { middleFamily } from "./middles.ts";
import { momentFamily } from "./moments.ts";
import { queryFamily } from "./queries.ts";
import { rankFamily } from "./ranks.ts";
import { type RowMean, rowMeans } from "./row-means.ts";

/** Every metric that these predictions allow. */
export function familiesOf(predictions: AnyPredictions, options: FamilyOptions = {}): Family[] {
  switch (predictions.task) {
    case "classification":
      return classFamilies(predictions);
    case "regression":
      return numberFamilies(predictions);
    case "anomaly":
      return anomalyFamilies(predictions, options.k ?? predictions.truth.reduce((sum, one) => sum + one, 0));
    case "ranking":
      return [queryFamily(predictions, options.k ?? 10)];
    case "clustering":
      return [...shapeFamilies(predictions), agreementFamily(predictions)].filter(
        (family) => family !== null,
      );
  }
}

export interface FamilyOptions {
  /** How many of the highest scores are looked at; by default as many as there are anomalies, or 10 answers to a query. */
  readonly k?: number;
}

function classFamilies(predictions: ClassPredictions): Family[] {
  const families = [labelFamily(predictions), rankFamily(predictions), scoreMeans(predictions)];
  return [...families, calibrationFamily(predictions)].filter((family) => family !== null);
}

/** What each row's probabilities cost. */
function scoreMeans({ classes, truth, positive, scores }: ClassPredictions): Family | null {
  if (!scores) return null;
  const { of, columns } = scores;
  const columnOf = classes.map((_, number) => of.indexOf(number));
  const own = truth.map((actual) => columnOf[actual]!);
  const ofTruth = (row: number) => columns[own[row]!]![row]!;
  // Of two classes one probability tells the other.
  const distant = positive === null ? columns : [columns[of.indexOf(positive)]!];
  const place = positive === null ? own : own.map((at) => (of[at] === positive ? 0 : -1));
  const means: RowMean[] = [
    { name: "log_loss", values: each(truth.length, (row) => rowLogLoss(ofTruth(row))) },
    { name: "brier", values: each(truth.length, (row) => squaredDistance(distant, place[row]!, row)) },
  ];
  for (const [name, k] of TOP)
    if (positive === null && of.length > k)
      means.push({
        name,
        values: each(truth.length, (row) => (rankOf(columns, own[row]!, row) < k ? 1 : 0)),
      });
  return rowMeans(means);
}

/** Several times faster than `Float64Array.from`, which asks an iterator. */
function each(rows: number, measure: (row: number) => number): Float64Array {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = measure(row);
  return values;
}

/**
 * The loss of one row, -ln p(true class). Clipped to [eps, 1 - eps] with the machine epsilon of a double, as scikit-learn does since
 * 1.5, so that a certain error costs 36.04 and not infinity.
 */
function rowLogLoss(probability: number): number {
  return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability)));
}

const TOP = [
  ["top_2_accuracy", 2],
  ["top_3_accuracy", 3],
  ["top_5_accuracy", 5],
] as const;

function squaredDistance(columns: readonly Float64Array[], own: number, row: number): number {
  let sum = 0;
  for (let column = 0; column < columns.length; column++)
    sum += (columns[column]![row]! - (column === own ? 1 : 0)) ** 2;
  return sum;
}

/** How many classes come before the true one; of those that are as likely as it the later do, as in scikit-learn. */
function rankOf(columns: readonly Float64Array[], own: number, row: number): number {
  const score = columns[own]![row]!;
  return columns.reduce((count, values, column) => {
    const other = values[row]!;
    return count + (other > score || (other === score && column > own) ? 1 : 0);
  }, 0);
}

function numberFamilies(predictions: NumberPredictions): Family[] {
  const { truth, predicted } = predictions;
  const errors = truth.map((value, row) => Math.abs(value - predicted[row]!));
  const squares = errors.map((error) => error * error);
  return [
    rowMeans([
      { name: "mae", values: errors },
      { name: "mse", values: squares },
      { name: "rmse", values: squares, root: true },
      // scikit-learn divides by the machine's epsilon where the truth is zero.
      {
        name: "mape",
        values: errors.map((error, row) => error / Math.max(Math.abs(truth[row]!), Number.EPSILON)),
      },
      // At the median (a quantile of 0.5).
      { name: "pinball", values: errors.map((error) => error / 2) },
    ]),
    momentFamily(predictions),
    middleFamily(predictions),
    ...intervalFamily(predictions),
  ];
}
