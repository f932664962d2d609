import type { ClassPredictions } from "../../../records/predictions.ts";
import type { Family } from "./family.ts";

/** Equal in width; a probability on an edge belongs to the bin below it. */
export const CALIBRATION_BINS = 15;

/**
 * The expected calibration error (Guo and others, 2017): rows are put into 15 bins of equal width by what the model was sure of, and
 * the gap between that and what came true is averaged over the bins by their rows. With two classes: the probability of the positive
 * one; with more: the largest probability, and whether that class was true (of classes as likely as each other the first).
 */
export function calibrationFamily({ truth, positive, scores }: ClassPredictions): Family | null {
  if (!scores) return null;
  const rows = truth.length;
  const sure = new Float64Array(rows);
  const hit = new Uint8Array(rows);
  const at = positive === null ? -1 : scores.of.indexOf(positive);
  for (let row = 0; row < rows; row++) {
    let best = Math.max(at, 0);
    if (positive === null)
      for (let column = 1; column < scores.of.length; column++)
        if (scores.columns[column]![row]! > scores.columns[best]![row]!) best = column;
    sure[row] = scores.columns[best]![row]!;
    hit[row] = truth[row] === scores.of[best] ? 1 : 0;
  }
  const bin = new Uint8Array(rows);
  const gap = new Float64Array(rows);
  // By bin: what was promised less what came true, summed. The count cancels out.
  const whole = new Float64Array(CALIBRATION_BINS);
  for (let row = 0; row < rows; row++) {
    bin[row] = binOf(sure[row]!);
    gap[row] = sure[row]! - hit[row]!;
    whole[bin[row]!]! += gap[row]!;
  }
  const total = whole.reduce((sum, each) => sum + Math.abs(each), 0);
  return {
    names: ["ece"],
    passes: 1,
    score: (weights) => {
      const gaps = new Float64Array(CALIBRATION_BINS);
      for (let row = 0; row < rows; row++) gaps[bin[row]!]! += weights[row]! * gap[row]!;
      return [gaps.reduce((sum, each) => sum + Math.abs(each), 0) / rows];
    },
    leaveOneOut: () =>
      gap.map((value, row) => {
        const own = whole[bin[row]!]!;
        return (total - Math.abs(own) + Math.abs(own - value)) / (rows - 1);
      }),
    judged: () => [sure, hit],
  };
}

function binOf(probability: number): number {
  const bin = Math.max(0, Math.ceil(probability * CALIBRATION_BINS) - 1);
  // The product may round over the edge.
  return bin > 0 && probability <= bin / CALIBRATION_BINS ? bin - 1 : bin;
}
