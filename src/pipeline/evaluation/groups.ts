import type { Bundle } from "../../records/bundle.ts";
import type { Spec } from "../../records/spec.ts";
import type { FairnessRule } from "../../records/spec-groups.ts";
import type { Table } from "../../records/table.ts";
import type { Groups } from "../../stages/evaluation/evaluation-input.ts";
import { checkFairness } from "../../stages/evaluation/fairness/check-fairness.ts";
import { codeColumn } from "../../stages/evaluation/slices/coded-column.ts";
import { declaredSlices } from "../../stages/evaluation/slices/declared-slices.ts";
import type { ReadData } from "../data/read-data.ts";
import { placed } from "../placed.ts";
import type { Project } from "../project.ts";
import type { ModelRows } from "../training/model-rows.ts";

/** What is looked at apart, over the holdout. Throws for columns that are not there and for what is no expression. */
export async function groupsOf(
  { table }: ReadData,
  rows: ModelRows,
  spec: Spec,
  challenger: Bundle,
): Promise<Groups> {
  const declared = await declaredSlices(spec.evaluate.slices ?? [], table, rows.test);
  const searched = searchedColumns(spec, challenger).flatMap((name) => {
    const column = table.columns.get(name);
    const coded = column && codeColumn(name, column, rows.test);
    return coded && coded.labels.length > 1 ? [coded] : [];
  });
  return { ...declared, searched, fairness: fairnessOf(table, spec.evaluate.fairness, rows.test) };
}

function fairnessOf(
  table: Table,
  rule: FairnessRule | undefined,
  rows: readonly number[],
): Groups["fairness"] {
  if (!rule) return null;
  const attributes = rule.attributes.flatMap((name) => {
    const column = table.columns.get(name);
    return column ? [codeColumn(name, column, rows)] : [];
  });
  return {
    attributes,
    positive: rule.positive === undefined ? null : String(rule.positive),
    bounds: rule.bounds,
  };
}

/** What the spec names, then what the model reads; never the target, which no one knows of a new row. */
function searchedColumns(spec: Spec, { manifest }: Bundle): string[] {
  const named = (spec.evaluate.slices ?? []).flatMap((slice) =>
    typeof slice === "object" && slice.column !== undefined ? [slice.column] : [],
  );
  const attributes = spec.evaluate.fairness?.attributes ?? [];
  const inputs = manifest.signature.inputs.map(({ name }) => name);
  return [...new Set([...named, ...attributes, ...inputs])].filter((name) => name !== spec.problem.target);
}

/** Whether all that a spec looks at apart is there. Throws where it is not. */
export async function checkGroups(project: Project, { table }: Pick<ReadData, "table">): Promise<void> {
  const { evaluate, problem } = project.spec;
  const { slices = [], fairness } = evaluate;
  await placed(project, async () => {
    if (fairness) checkFairness(fairness, problem, table);
    await declaredSlices(slices, table, []);
  });
}
