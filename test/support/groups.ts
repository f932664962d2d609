import type { Evaluation } from "../../src/records/evaluation.ts";
import type { Fairness } from "../../src/records/fairness.ts";
import type { SliceComparison, WeakSlice } from "../../src/records/slices.ts";

/** One slice of 80 rows; `lost`: the change is worse in it. */
export function aSlice(name: string, lost: boolean, changes: Partial<SliceComparison> = {}): SliceComparison {
  return {
    name,
    metric: "accuracy",
    direction: "higher",
    rows: 80,
    challenger: lost ? 0.7 : 0.95,
    shared: 80,
    compared: {
      champion: lost ? 0.95 : 0.7,
      challenger: lost ? 0.7 : 0.95,
      difference: lost ? -0.25 : 0.25,
      interval: lost ? [-0.36, -0.13] : [0.13, 0.36],
      tolerance: 0.01,
      verdict: lost ? "regressed" : "improved",
    },
    small: false,
    ...changes,
  };
}

/** A slice with too few rows for any comparison. */
export function aSmallSlice(name: string): SliceComparison {
  return aSlice(name, false, { rows: 6, shared: 6, compared: null, small: true, rows_to_settle: 1200 });
}

export function aWeakSlice(...conditions: string[]): WeakSlice {
  return { conditions, rows: 120, figure: 0.61, against: 0.9, adjusted_p_value: 0.0004 };
}

/** One attribute whose groups are too far apart in what they are found by; of the first nothing is right. */
export function aFairness(text: string, group = text): Fairness {
  const rates = { selection_rate: 0.5, true_positive_rate: 0.8, false_positive_rate: 0.1, precision: 0.9 };
  return {
    positive: text,
    attributes: [
      {
        attribute: text,
        groups: [
          { name: group, rows: 90, small: false, ...rates, precision: null },
          { name: "other", rows: 7, small: true, ...rates },
        ],
        unnamed: { column: text, values: 1, rows: 2 },
        measures: [
          {
            ...{
              measure: "equal_opportunity_difference",
              value: 0.4,
              interval: [0.21, 0.55],
              champion: 0.05,
            },
            ...{ bound: 0.1, held: "beyond", unknown: [] },
          },
          {
            ...{ measure: "predictive_parity_difference", value: null, interval: null, champion: null },
            unknown: [group],
          },
        ],
      },
    ],
  };
}

/** Everything that an evaluation may hold of parts of the holdout, with one text wherever data reach. */
export function groupRecords(text: string): Pick<Evaluation, "slices" | "weak_slices" | "fairness"> {
  return {
    slices: {
      declared: [aSlice("plain", false), aSlice(text, true), aSmallSlice(text)],
      unnamed: [{ column: text, values: 3, rows: 7 }],
    },
    weak_slices: {
      ...{ measure: "accuracy", columns: 5, searched: 120 },
      worst: [aWeakSlice(text, "plain")],
      worse: [aWeakSlice("plain", text), aWeakSlice(text)],
    },
    fairness: aFairness(text),
  };
}
