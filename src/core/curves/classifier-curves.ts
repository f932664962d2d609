/** A point for every distinct score: what the model would do if that score and all above it meant yes. */
export interface CurvePoint {
  readonly threshold: number;
  /** The share of the positive rows that are found. */
  readonly recall: number;
  /** The share of the negative rows that are taken for positive. */
  readonly falseAlarms: number;
  readonly precision: number;
}

export interface ClassifierCurves {
  /** From the highest threshold down; the starting point (nothing found, no alarm) is not among them. */
  readonly points: readonly CurvePoint[];
  /** The area below the ROC curve by trapezoids. */
  readonly rocArea: number;
  /** The sum of precision over the steps of recall, without interpolation: average precision. */
  readonly averagePrecision: number;
}

/** Scores against the truth, ties taken as one step; null where one of the two sides has no row. */
export function classifierCurves(
  scores: readonly number[],
  positive: readonly boolean[],
): ClassifierCurves | null {
  const positives = positive.filter(Boolean).length;
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const order = scores.map((_, row) => row).sort((a, b) => scores[b]! - scores[a]!);
  const points: CurvePoint[] = [];
  let [found, alarms, rocArea, averagePrecision] = [0, 0, 0, 0];
  for (let at = 0; at < order.length; ) {
    const threshold = scores[order[at]!]!;
    const [foundBefore, alarmsBefore] = [found, alarms];
    for (; at < order.length && scores[order[at]!] === threshold; at++) {
      if (positive[order[at]!]) found++;
      else alarms++;
    }
    const precision = found / (found + alarms);
    rocArea += ((alarms - alarmsBefore) * (found + foundBefore)) / 2 / positives / negatives;
    averagePrecision += ((found - foundBefore) / positives) * precision;
    points.push({ threshold, recall: found / positives, falseAlarms: alarms / negatives, precision });
  }
  return { points, rocArea, averagePrecision };
}
