import { differenceOfShares, ratioOfShares, type Share } from "../../../core/statistics/proportions.ts";
import type { Figures } from "../../../records/fairness.ts";
import type { ClassPredictions } from "../../../records/predictions.ts";
import type { ClassMeasure } from "../../../records/spec-groups.ts";
import { type Apart, extreme, largestDifference, smallestRatio } from "./apart.ts";

/** The shares of one group, each with what it is a share of. */
export interface ClassGroup {
  readonly name: string;
  readonly rows: number;
  readonly selection: Share;
  readonly hits: Share;
  readonly alarms: Share;
  readonly right: Share;
}

/** What of some rows is selected, found and falsely called, where one class is good and all others are not. */
export function classGroup(
  name: string,
  { truth, predicted }: ClassPredictions,
  rows: readonly number[],
  positive: number,
): ClassGroup {
  let [selected, positives, hits] = [0, 0, 0];
  for (const row of rows) {
    const [is, said] = [truth[row] === positive, predicted[row] === positive];
    if (said) selected++;
    if (is) positives++;
    if (is && said) hits++;
  }
  return {
    name,
    rows: rows.length,
    selection: { marked: selected, of: rows.length },
    hits: { marked: hits, of: positives },
    alarms: { marked: selected - hits, of: rows.length - positives },
    right: { marked: hits, of: selected },
  };
}

const shareOf = ({ marked, of }: Share): number | null => (of === 0 ? null : marked / of);

export function classFigures({ selection, hits, alarms, right }: ClassGroup): Figures {
  return {
    selection_rate: shareOf(selection),
    true_positive_rate: shareOf(hits),
    false_positive_rate: shareOf(alarms),
    precision: shareOf(right),
  };
}

type Part = (group: ClassGroup) => Share;
const PARTS: Readonly<Record<ClassMeasure, readonly Part[]>> = {
  demographic_parity_difference: [({ selection }) => selection],
  demographic_parity_ratio: [({ selection }) => selection],
  equalized_odds_difference: [({ hits }) => hits, ({ alarms }) => alarms],
  equal_opportunity_difference: [({ hits }) => hits],
  predictive_parity_difference: [({ right }) => right],
};

/** Groups that a measure cannot be told of: without a row that counts, a share is unknown, not zero. */
export function unknownTo(measure: ClassMeasure, groups: readonly ClassGroup[]): string[] {
  return groups
    .filter((group) => PARTS[measure].some((part) => part(group).of === 0))
    .map(({ name }) => name);
}

/** How far the groups are apart; null with fewer than two of which it can be told. Equalised odds is the larger of its two ranges. */
export function classMeasure(
  measure: ClassMeasure,
  groups: readonly ClassGroup[],
  level: number,
): Apart | null {
  const parts = PARTS[measure];
  const found = parts.map((part) => {
    const shares = groups.map(part).filter(({ of }) => of > 0);
    const figure = ({ marked, of }: Share) => marked / of;
    return measure === "demographic_parity_ratio"
      ? smallestRatio(shares, figure, ratioOfShares, level)
      : largestDifference(shares, figure, differenceOfShares, level / parts.length);
  });
  return found.includes(null) ? null : extreme(found as Apart[], Math.max);
}
