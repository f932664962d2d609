import type { DomainClassifier, DriftReport } from "../records/drift.ts";

/** The report as `trunkline drift --json` prints it: for each column the finding that decided; the classifier where it was asked. */
export function driftJson({ columns, share, classifier, drifted }: DriftReport) {
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
  return {
    columns: Object.fromEntries(entries) as Readonly<Record<string, unknown>>,
    share,
    ...(classifier !== undefined && { classifier: classifier && classifierJson(classifier) }),
    drifted,
  };
}

function classifierJson({ auc, interval, pValue, threshold, drifted }: DomainClassifier) {
  return { auc, interval, p_value: pValue, threshold, drifted };
}
