import type { Problem } from "../../../core/errors.ts";
import { TrunklineError } from "../../../core/errors.ts";
import type { Checks } from "../../../records/spec-checks.ts";
import type { Fold, RawTable, Table } from "../../../records/table.ts";
import { type Checked, judge, together } from "../expectations/rule.ts";
import { splitTable } from "../split-table.ts";
import { checkConflicts } from "./check-conflicts.ts";
import { checkConstants } from "./check-constants.ts";
import { checkDuplicates } from "./check-duplicates.ts";
import { checkIdentifier } from "./check-identifier.ts";
import { checkMixedTypes } from "./check-mixed-types.ts";
import { checkNewCategories } from "./check-new-categories.ts";
import { checkOutliers } from "./check-outliers.ts";
import { checkOverlap } from "./check-overlap.ts";
import { checkPersonalData } from "./check-personal-data.ts";
import { checkTargetCopy } from "./check-target-copy.ts";
import { checkTargetProxy } from "./check-target-proxy.ts";
import { checkTimeOrder } from "./check-time-order.ts";
import { checkVariants } from "./check-variants.ts";
import { type CheckedSpec, type CheckedTable, checkedTable } from "./checked-table.ts";
import { sampleTable } from "./sample-table.ts";

type Check = (table: CheckedTable, foldsOf: () => readonly Fold[] | null) => Problem[];

const CHECKS: Readonly<Record<keyof Checks, Check>> = {
  duplicates: checkDuplicates,
  constant: checkConstants,
  mixed_types: checkMixedTypes,
  variants: checkVariants,
  conflicting_labels: checkConflicts,
  outliers: checkOutliers,
  new_categories: checkNewCategories,
  overlap: checkOverlap,
  identifier: checkIdentifier,
  target_copy: checkTargetCopy,
  target_proxy: checkTargetProxy,
  time_order: checkTimeOrder,
  personal_data: checkPersonalData,
};

/**
 * Looks for what is wrong with nearly any data, without being told. Each check that is not `off` counts as one. Of a large table
 * a sample is looked at: what speaks by shares is found in it as in the whole.
 */
export function checkIntegrity(whole: RawTable, typed: Table, spec: CheckedSpec): Checked {
  const wanted = Object.entries(CHECKS).flatMap(([name, check]) => {
    const severity = spec.data.checks[name as keyof Checks];
    return severity === "off" ? [] : [{ check, severity }];
  });
  if (whole.rows === 0 || wanted.length === 0) return { checks: wanted.length, problems: [], warnings: [] };
  const { raw, table } = sampleTable(whole, typed, spec);
  const checked = checkedTable(raw, table, spec);
  let folds: readonly Fold[] | null | undefined;
  const foldsOf = (): readonly Fold[] | null => {
    if (folds === undefined) folds = foldsOrNull(raw, spec);
    return folds;
  };
  return together(
    wanted.map(({ check, severity }) => judge({ failures: check(checked, foldsOf), of: 0 }, { severity })),
  );
}

/** Null where the data cannot be split: that is told where they are to be. */
function foldsOrNull(raw: RawTable, { data }: CheckedSpec): readonly Fold[] | null {
  try {
    return splitTable(raw, data.key, data.split).folds;
  } catch (error) {
    if (error instanceof TrunklineError) return null;
    throw error;
  }
}
