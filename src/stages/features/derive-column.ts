import type { Problem } from "../../core/errors.ts";
import type { CompiledExpression } from "../../core/expressions/compile-expression.ts";
import type { Value } from "../../core/expressions/operators.ts";
import { showText } from "../../core/show-text.ts";
import type { Column } from "../../records/table.ts";

/**
 * Computes one derived column, row by row. A missing input gives a missing result. `type`: what the column must be, for a
 * transform that was fitted before; otherwise the results decide (true and false become text).
 */
export function deriveColumn(
  name: string,
  { inputs, evaluate }: CompiledExpression,
  columns: ReadonlyMap<string, Column>,
  rows: number,
  type?: Column["type"],
): { column: Column; problems: Problem[] } {
  const sources = new Map(inputs.map((input) => [input, columns.get(input)!.values]));
  const results: (number | string | null)[] = [];
  const broken: { row: number; value: unknown }[] = [];
  for (let row = 0; row < rows; row++) {
    const read = (input: string): Value => sources.get(input)![row]!;
    const known = inputs.every((input) => read(input) !== null);
    const value: unknown = known ? evaluate(read) : null;
    if (typeof value === "boolean") results.push(String(value));
    else if (value === null || typeof value === "string" || Number.isFinite(value)) {
      results.push(value as number | string | null);
    } else {
      broken.push({ row, value });
      results.push(null);
    }
  }
  const problems = broken.length > 0 ? [notFinite(name, inputs, sources, broken)] : [];
  const first = results.find((value) => value !== null);
  const found = type ?? (typeof first === "string" ? "text" : "number");
  const kind = found === "text" ? "string" : "number";
  const others = results.flatMap((value, row) => (value === null || typeof value === kind ? [] : [row]));
  if (others.length > 0) problems.push(mixedResult(name, found, others[0]!, results[others[0]!]));
  return { column: { type: found, values: results } as Column, problems };
}

function notFinite(
  name: string,
  inputs: readonly string[],
  sources: ReadonlyMap<string, readonly (number | string | null)[]>,
  broken: readonly { row: number; value: unknown }[],
): Problem {
  const { row, value } = broken[0]!;
  const given = inputs
    .map((input) => `${input} = ${showText(String(sources.get(input)![row]), 30)}`)
    .join(", ");
  const shown = ["number", "undefined"].includes(typeof value) ? String(value) : `a ${typeof value}`;
  const more = broken.length > 1 ? `, and in ${broken.length - 1} more rows` : "";
  return {
    code: "features-not-finite",
    key: ["features", name],
    found: `features.${name}: the result ${shown} in row ${row + 1} of the data (${given})${more}`,
    expected: "a finite number, a text, true or false, or null for not known",
    next: "Guard the expression, for example: b == 0 ? null : a / b",
  };
}

function mixedResult(name: string, type: Column["type"], row: number, value: unknown): Problem {
  return {
    code: "features-mixed-result",
    key: ["features", name],
    found: `features.${name}: the result ${showText(String(value), 30)} in row ${row + 1} of the data, in a column of ${type === "number" ? "numbers" : "text"}`,
    expected: "results of one type in all rows",
    next: "Correct the expression, or the type of the columns that it reads (data.expect).",
  };
}
