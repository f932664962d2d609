import { benjaminiHochberg } from "../../../core/statistics/benjamini-hochberg.ts";
import type { DriftFinding, DriftLimits } from "../../../records/drift.ts";
import { thresholdOf } from "./limits.ts";
import type { Measurement } from "./measurement.ts";

/**
 * One question asked of many columns. A column has drifted when the effect reaches its threshold **and** the p-value, adjusted by Benjamini-Hochberg over all
 * columns that were asked, is below alpha: many rows make a trifle significant, few rows make noise look large. `own` gives the
 * threshold of a column that has one of its own.
 */
export function judgeFindings(
  measured: readonly (Measurement | null)[],
  limits: DriftLimits,
  own: (column: number) => number | undefined,
): (DriftFinding | null)[] {
  const adjusted = benjaminiHochberg(
    measured.flatMap((each) => (each === null ? [] : [each.pValue])),
  ).values();
  return measured.map((each, column) => {
    if (each === null) return null;
    const adjustedPValue = adjusted.next().value!;
    const threshold = own(column) ?? thresholdOf(limits, each.test);
    return {
      ...each,
      adjustedPValue,
      threshold,
      drifted: each.effect >= threshold && adjustedPValue < limits.alpha,
    };
  });
}
