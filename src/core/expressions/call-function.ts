import { badInput } from "../errors.ts";
import { ACROSS_ROWS, NOT_DETERMINISTIC, ROW_FUNCTIONS } from "./expression-functions.ts";
import type { Value } from "./operators.ts";
import { expressionProblem, type SyntaxNode, unknownFunction } from "./parse-expression.ts";

type Evaluate<Row> = (read: Row) => Value;

/** A call of one of the functions of one row. A missing argument makes the result missing. */
export function callFunction<Row>(
  label: string,
  node: SyntaxNode,
  source: string,
  functions: Readonly<Record<string, (...values: Value[]) => unknown>>,
  compile: (node: SyntaxNode) => Evaluate<Row>,
): Evaluate<Row> {
  const called = (node.callee as { name: string }).name;
  if (ACROSS_ROWS.has(called)) throw acrossRows(label, called);
  if (NOT_DETERMINISTIC.has(called)) throw notDeterministic(label, called);
  const arity = ROW_FUNCTIONS.get(called);
  if (arity === undefined) throw badInput(unknownFunction(label, called));
  // Arquero drops what stands before the dot: `a.lower()` would be `lower()`.
  if (!/^(?:(?:op|Math)\s*\.\s*)?\w+\s*\(/.test(source.slice(node.start))) {
    throw expressionProblem(label, `the function ${called} called on a value; write op.${called}(value)`);
  }
  const parts = node.arguments as SyntaxNode[];
  const [fewest, most] = arity;
  if (parts.length < fewest || parts.length > most) {
    const wanted = fewest === most ? String(fewest) : `${fewest} to ${most}`;
    throw expressionProblem(label, `${parts.length} arguments for ${called}, which takes ${wanted}`);
  }
  const values = parts.map(compile);
  const apply = functions[called]!;
  return (read) => {
    const known = values.map((value) => value(read));
    return known.includes(null) ? null : (apply(...known) as Value);
  };
}

function acrossRows(label: string, called: string) {
  const instead = called === "min" ? "op.least(a, b)" : called === "max" ? "op.greatest(a, b)" : undefined;
  return badInput({
    code: "expression-across-rows",
    found: `${label}: ${called}, which looks at other rows and so would carry the holdout into training`,
    expected: "functions of one row",
    next: instead
      ? `Within one row, write ${instead}.`
      : "Use the preparation of the column (missing, scale, encode), which learns from the training rows alone.",
  });
}

function notDeterministic(label: string, called: string) {
  return badInput({
    code: "expression-not-deterministic",
    found: `${label}: ${called}, which depends on more than the row`,
    expected: "functions that give the same result for the same row, always",
    next: "Put what is needed into a column of the data.",
  });
}
