import { type Problem, TrunklineError } from "../../../core/errors.ts";
import { type CompiledExpression, compileExpression } from "../../../core/expressions/compile-expression.ts";
import type { Value } from "../../../core/expressions/operators.ts";
import { parseExpression } from "../../../core/expressions/parse-expression.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";
import type { RowRule } from "../../../records/spec-data.ts";
import type { RawTable, Table } from "../../../records/table.ts";
import { placeOf } from "../place.ts";
import { type Checked, type Finding, judge, together } from "./rule.ts";

/**
 * What must hold within each row. A row in which a column that the rule reads is missing is not held to it. Throws, with
 * all that is wrong, for an expression that is none.
 */
export async function checkRules(
  raw: RawTable,
  table: Table,
  rules: readonly (string | RowRule)[],
): Promise<Checked> {
  const compiled = await compileRules(raw.columns, rules);
  return together(compiled.map((each) => judge(holdRule(raw, table, each), each.rule)));
}

export interface CompiledRule {
  readonly rule: RowRule;
  readonly holds: CompiledExpression;
  readonly when: CompiledExpression | null;
}

export async function compileRules(
  columns: readonly string[],
  rules: readonly (string | RowRule)[],
): Promise<CompiledRule[]> {
  const problems: Problem[] = [];
  const compiled: CompiledRule[] = [];
  for (const [index, given] of rules.entries()) {
    const rule: RowRule = typeof given === "string" ? { rule: given } : given;
    try {
      const label = `data.rules[${index}]`;
      const [holds, when] = await Promise.all([
        compile(label, rule.rule, columns),
        rule.when === undefined ? null : compile(`${label}.when`, rule.when, columns),
      ]);
      compiled.push({ rule, holds, when });
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      problems.push(...error.problems);
    }
  }
  const [first, ...rest] = problems;
  if (first) throw new TrunklineError(2, [first, ...rest]);
  return compiled;
}

async function compile(label: string, expression: string, columns: readonly string[]) {
  return compileExpression(label, await parseExpression(label, expression, columns));
}

export function holdRule(raw: RawTable, table: Table, { rule, holds, when }: CompiledRule): Finding {
  const failures: Problem[] = [];
  let of = 0;
  for (let row = 0; row < raw.rows; row++) {
    const read = (column: string): Value => table.columns.get(column)!.values[row] ?? null;
    const known = ({ inputs }: CompiledExpression) => inputs.every((input) => read(input) !== null);
    if (when !== null && !(known(when) && when.evaluate(read))) continue;
    if (!known(holds)) continue;
    of += 1;
    if (!holds.evaluate(read)) failures.push(broken(raw, row, rule, holds.inputs));
  }
  return { failures, of };
}

function broken(raw: RawTable, row: number, { rule, when }: RowRule, inputs: readonly string[]): Problem {
  const given = inputs.map((name) => `${name} = ${showCell(raw.cells.get(name)![row]!, 30)}`).join(", ");
  return {
    code: "data-rule",
    found: given === "" ? "a row that breaks the rule" : given,
    where: placeOf(raw, row, inputs[0]),
    expected: `${showText(rule, 200)}${when === undefined ? "" : ` where ${showText(when, 200)}`}`,
    next: "Correct the row, or the rule under data.rules.",
  };
}
