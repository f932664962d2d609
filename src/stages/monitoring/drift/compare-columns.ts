import type { ColumnDrift } from "../../../records/drift.ts";
import { addedCategories } from "./added-categories.ts";
import type { ColumnPair } from "./column-sample.ts";
import { histogram } from "./histogram.ts";
import { judgeFindings } from "./judge-findings.ts";
import { judgeTable } from "./judge-table.ts";
import { measureAdded } from "./measure-added.ts";
import { measureMissing, missingShare } from "./measure-missing.ts";
import { measureValues } from "./measure-values.ts";
import { type DriftRules, ruleOf } from "./rules.ts";

export interface TableDrift {
  readonly columns: ColumnDrift[];
  readonly share: number;
  readonly drifted: boolean;
}

/**
 * Which columns have drifted, and whether the table has. Values, missing cells and new categories are three questions, each adjusted over its own
 * columns, so that a table without missing cells and rare categories is judged by its values' p-values alone. Both sides must have rows.
 */
export function compareColumns(
  pairs: readonly ColumnPair[],
  { limits, test, columns: own = {}, roles = {} }: Pick<DriftRules, "limits" | "test"> & Partial<DriftRules>,
): TableDrift {
  const rules = pairs.map(({ name }) => ruleOf(own, name));
  const values = judgeFindings(
    pairs.map((pair, index) => measureValues(pair, rules[index]!.test ?? test)),
    limits,
    (index) => rules[index]!.effect,
  );
  const missing = judgeFindings(pairs.map(measureMissing), limits, (index) => rules[index]!.missing);
  const added = judgeFindings(pairs.map(measureAdded), limits, () => undefined);
  const columns = pairs.map((pair, index): ColumnDrift => {
    const findings = [values[index]!, missing[index]!, added[index]!].filter((finding) => finding !== null);
    return {
      name: pair.name,
      type: pair.type,
      ...(Object.hasOwn(roles, pair.name) && { role: roles[pair.name]! }),
      ...(pair.paired && {
        changed: pair.paired[0].filter((value, row) => value !== pair.paired![1][row]).length,
      }),
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
