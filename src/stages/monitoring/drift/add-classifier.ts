import type { DriftLimits, DriftReport } from "../../../records/drift.ts";
import type { Table } from "../../../records/table.ts";
import { tellApart } from "./classifier/tell-apart.ts";
import { judgeTable } from "./judge-table.ts";

/** The tables that a report compared, with all their rows; null where they are not to be had. */
export interface WholeTables {
  readonly reference: Table;
  readonly current: Table;
}

/**
 * Asks a classifier, too, whether the table has drifted. Columns and classifier have half of alpha each, so that a table without drift
 * is still called drifted with a chance below alpha.
 */
export function addClassifier(report: DriftReport, tables: WholeTables | null): DriftReport {
  const limits: DriftLimits = { ...report.limits, alpha: report.limits.alpha / 2 };
  const classifier = tables && tellApart(tables.reference, tables.current, limits);
  if (classifier === null) return { ...report, classifier };
  const { drifted } = judgeTable(report.columns, limits);
  return { ...report, classifier, drifted: drifted || classifier.drifted };
}
