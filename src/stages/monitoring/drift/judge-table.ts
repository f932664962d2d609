import type { ColumnDrift, DriftLimits } from "../../../records/drift.ts";

/**
 * A table has drifted when enough of its columns have, **and** one of them would have been found if it had had to hold against all
 * questions at once (Bonferroni): so a table without drift is called drifted with a chance below alpha, however many columns it has.
 */
export function judgeTable(
  columns: readonly ColumnDrift[],
  { alpha, share: least }: DriftLimits,
): { share: number; drifted: boolean } {
  const questions = columns.reduce((count, { findings }) => count + findings.length, 0);
  const drifted = columns.filter((column) => column.drifted);
  const share = columns.length === 0 ? 0 : drifted.length / columns.length;
  const certain = drifted.some(({ findings }) =>
    findings.some((finding) => finding.drifted && finding.pValue * questions < alpha),
  );
  return { share, drifted: certain && share >= least };
}
