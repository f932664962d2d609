import type { DriftLimits, ValueTest } from "../../../records/drift.ts";
import type { ColumnDriftRule, DriftSpec } from "../../../records/spec-drift.ts";
import { DEFAULT_LIMITS } from "./limits.ts";

/** When something counts as drifted, for all columns and for single ones. */
export interface DriftRules {
  readonly limits: DriftLimits;
  /** Instead of the test that suits the column. */
  readonly test?: ValueTest;
  readonly ignore: readonly string[];
  readonly columns: Readonly<Record<string, ColumnDriftRule>>;
  /** Columns that are no features, by name. */
  readonly roles?: Readonly<Record<string, "target" | "prediction">>;
}

/** The section `drift` of a spec as rules. */
export function driftRules(spec: DriftSpec): DriftRules {
  const { alpha, effect, share, auc, test, ignore, columns } = spec;
  const { effects } = DEFAULT_LIMITS;
  const one = {
    ks: effect,
    chi2: effect,
    psi: effect,
    js: effect,
    wasserstein: effect,
    missing: effect,
    new: effect,
  };
  return {
    limits: {
      alpha,
      share,
      auc,
      effects: effect === undefined ? effects : (one as DriftLimits["effects"]),
    },
    ...(test && { test }),
    ignore,
    columns,
  };
}

/** What a column asks for itself; it may be called like something that every object has. */
export function ruleOf(columns: DriftRules["columns"], name: string): ColumnDriftRule {
  return Object.hasOwn(columns, name) ? columns[name]! : {};
}
