import type { ClassPredictions } from "../../../records/predictions.ts";
import type { Family } from "./family.ts";
import { rankedFigures, rankRows } from "./ranked-rows.ts";
import { areaLeftOut, precisionLeftOut } from "./ranks-left-out.ts";

/**
 * ROC AUC and average precision: of the positive class, or of each class against the rest, averaged over the classes (macro). Rows
 * are sorted once; a resample only changes how often each counts. Undefined where a class has no row, or every row. Except that
 * scikit-learn gives an average precision of 0 where nothing is positive: nothing was found.
 */
export function rankFamily({ truth, positive, scores }: ClassPredictions): Family | null {
  if (!scores) return null;
  const wanted = scores.of.flatMap((number, column) =>
    positive === null || number === positive ? [{ number, values: scores.columns[column]! }] : [],
  );
  const ranked = wanted.map(({ number, values }) => rankRows(values, truth, number));
  const none = positive === null ? Number.NaN : 0;
  return {
    names: [positive === null ? "roc_auc_ovr" : "roc_auc", "average_precision"],
    passes: wanted.length,
    score: (weights) => {
      const figures = ranked.map((rows) => rankedFigures(rows, weights));
      const precision = mean(figures.map((each) => each.precision));
      return [mean(figures.map((each) => each.area)), Number.isNaN(precision) ? none : precision];
    },
    leaveOneOut: (name) => {
      const each = ranked.map(name === "average_precision" ? precisionLeftOut : areaLeftOut);
      return each[0]!.map((_, row) => mean(each.map((values) => values[row]!)));
    },
    judged: () => wanted.map(({ values }) => values),
  };
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
