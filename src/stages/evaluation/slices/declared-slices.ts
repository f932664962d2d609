import { ofKey, type Problem, TrunklineError } from "../../../core/errors.ts";
import { compileExpression } from "../../../core/expressions/compile-expression.ts";
import type { Value } from "../../../core/expressions/operators.ts";
import { parseExpression } from "../../../core/expressions/parse-expression.ts";
import { nearestName } from "../../../core/nearest-name.ts";
import { showText } from "../../../core/show-text.ts";
import type { Unnamed } from "../../../records/slices.ts";
import type { SliceRule, SliceRules } from "../../../records/spec-groups.ts";
import type { Table } from "../../../records/table.ts";
import { codeColumn } from "./coded-column.ts";

/** One slice over the rows of the holdout, in their order. */
export interface DeclaredSlice extends Pick<SliceRule, "metric" | "tolerance"> {
  readonly name: string;
  /** 1 for each row that is in it. */
  readonly within: Uint8Array;
}

/**
 * The slices that a spec declares, over some rows of a table. A row in which a column that an expression reads is missing is in no slice
 * by that expression. Throws, with all that is wrong, for a column that is not there and for what is no expression.
 */
export async function declaredSlices(
  rules: SliceRules,
  table: Table,
  rows: readonly number[],
): Promise<{ slices: DeclaredSlice[]; unnamed: Unnamed[] }> {
  const problems: Problem[] = [];
  const slices: DeclaredSlice[] = [];
  const unnamed: Unnamed[] = [];
  for (const [index, given] of rules.entries()) {
    const rule: SliceRule = typeof given === "string" ? { where: given } : given;
    const label = `evaluate.slices[${index}]`;
    const key = ["evaluate", "slices", index];
    const judged = {
      ...(rule.metric !== undefined && { metric: rule.metric }),
      ...(rule.tolerance !== undefined && { tolerance: rule.tolerance }),
    };
    if (rule.column !== undefined) {
      const column = table.columns.get(rule.column);
      if (!column) {
        problems.push(...ofKey([...key, "column"], [unknownColumn(label, rule.column, table)]));
        continue;
      }
      const { labels, codes, unnamed: rare } = codeColumn(rule.column, column, rows);
      for (const [code, name] of labels.entries())
        slices.push({ name, within: Uint8Array.from(codes, (each) => (each === code ? 1 : 0)), ...judged });
      if (rare) unnamed.push(rare);
      continue;
    }
    try {
      const where = rule.where ?? "";
      const within = await rowsWhere(label, where, table, rows);
      slices.push({ name: rule.name ?? where, within, ...judged });
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      problems.push(...ofKey(key, error.problems));
    }
  }
  const [first, ...rest] = problems;
  if (first) throw new TrunklineError(2, [first, ...rest]);
  return { slices, unnamed };
}

async function rowsWhere(
  label: string,
  where: string,
  table: Table,
  rows: readonly number[],
): Promise<Uint8Array> {
  const parsed = await parseExpression(label, where, [...table.columns.keys()]);
  const { inputs, evaluate } = await compileExpression(label, parsed);
  return Uint8Array.from(rows, (row) => {
    const read = (column: string): Value => table.columns.get(column)!.values[row] ?? null;
    return inputs.every((input) => read(input) !== null) && evaluate(read) ? 1 : 0;
  });
}

export function unknownColumn(label: string, name: string, table: Table): Problem {
  const near = nearestName(name, [...table.columns.keys()]);
  return {
    code: "evaluate-unknown-column",
    found: `${label}: no column ${showText(name)} in the data`,
    expected: near === undefined ? "the name of a column" : `perhaps ${showText(near)}`,
    next: `Correct the name under ${label}, or add the column to the data.`,
  };
}
