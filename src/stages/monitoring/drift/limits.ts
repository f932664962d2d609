import type { DriftLimits, DriftTest } from "../../../records/drift.ts";

/**
 * Why these: docs/drift.md. One row in twenty is the least that matters, for numbers (ks: so many more, or fewer, rows lie below some
 * value), for categories (chi2, js: about so many rows have changed sides between two even categories; new: so many are of a new
 * one) and for missing cells. For wasserstein (in deviations) and psi it is what their users are used to.
 */
export const DEFAULT_LIMITS: DriftLimits = {
  alpha: 0.01,
  effects: { ks: 0.05, chi2: 0.05, js: 0.05, missing: 0.05, new: 0.05, wasserstein: 0.1, psi: 0.1 },
  share: 0.05,
  auc: 0.55,
};

/** The least effect that matters in a test. */
export function thresholdOf({ effects }: DriftLimits, test: DriftTest): number {
  if (test === "paired_ks") return effects.ks;
  return test === "paired_js" ? effects.js : effects[test];
}
