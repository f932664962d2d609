import type { ColumnDrift, DriftLimits, ValueTest } from "../../../records/drift.ts";
import { addedCategories } from "./added-categories.ts";
import type { ColumnPair } from "./column-sample.ts";
import { histogram } from "./histogram.ts";
import { judgeFindings } from "./judge-findings.ts";
import { judgeTable } from "./judge-table.ts";
import { measureMissing, missingShare } from "./measure-missing.ts";
import { measureValues } from "./measure-values.ts";

export interface TableDrift {
  readonly columns: ColumnDrift[];
  readonly share: number;
  readonly drifted: boolean;
}

/**
 * Which columns have drifted, and whether the table has. Values and missing cells are two questions, each adjusted over its own columns, so that
 * a table without missing cells is judged by its values' p-values alone. Both sides must have rows.
 */
export function compareColumns(
  pairs: readonly ColumnPair[],
  limits: DriftLimits,
  forced?: ValueTest,
): TableDrift {
  const values = judgeFindings(
    pairs.map((pair) => measureValues(pair, forced)),
    limits,
  );
  const missing = judgeFindings(pairs.map(measureMissing), limits);
  const columns = pairs.map((pair, index): ColumnDrift => {
    const findings = [values[index]!, missing[index]!].filter((finding) => finding !== null);
    return {
      name: pair.name,
      type: pair.type,
      // The first question stands for the column unless only another one found something.
      decisive: findings.find((finding) => finding.drifted) ?? findings[0]!,
      findings,
      drifted: findings.some((finding) => finding.drifted),
      missing: { reference: missingShare(pair.reference), current: missingShare(pair.current) },
      added: addedCategories(pair),
      histogram: histogram(pair),
    };
  });
  return { columns, ...judgeTable(columns, limits) };
}
