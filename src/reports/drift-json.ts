import type { DriftReport } from "../records/drift.ts";

/** The report as `trunkline drift --json` prints it: for each column the finding that decided. */
export function driftJson({ columns, share, drifted }: DriftReport) {
  const entries = columns.map(({ name, decisive, drifted }) => [
    name,
    {
      test: decisive.test,
      statistic: decisive.statistic,
      p_value: decisive.pValue,
      adjusted_p_value: decisive.adjustedPValue,
      effect: decisive.effect,
      threshold: decisive.threshold,
      drifted,
    },
  ]);
  // `fromEntries` defines keys and never assigns them, so a column may be called `__proto__`.
  return { columns: Object.fromEntries(entries) as Readonly<Record<string, unknown>>, share, drifted };
}
