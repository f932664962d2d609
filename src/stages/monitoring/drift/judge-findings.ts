import { benjaminiHochberg } from "../../../core/statistics/benjamini-hochberg.ts";
import type { DriftFinding, DriftLimits } from "../../../records/drift.ts";
import type { Measurement } from "./measure-values.ts";

/**
 * One question asked of many columns. A column has drifted when the effect reaches its threshold **and** the p-value, adjusted by Benjamini-Hochberg over all
 * columns that were asked, is below alpha: many rows make a trifle significant, few rows make noise look large.
 */
export function judgeFindings(
  measured: readonly (Measurement | null)[],
  { alpha, effects }: DriftLimits,
): (DriftFinding | null)[] {
  const adjusted = benjaminiHochberg(
    measured.flatMap((each) => (each === null ? [] : [each.pValue])),
  ).values();
  return measured.map((each) => {
    if (each === null) return null;
    const adjustedPValue = adjusted.next().value!;
    const threshold = effects[each.test];
    return {
      ...each,
      adjustedPValue,
      threshold,
      drifted: each.effect >= threshold && adjustedPValue < alpha,
    };
  });
}
