import { badInput, type TrunklineError } from "../errors.ts";
import { showText } from "../show-text.ts";
import { callFunction } from "./call-function.ts";
import { binary, type Value } from "./operators.ts";
import {
  expressionProblem,
  type ParsedExpression,
  ROW,
  type SyntaxNode,
  unknownColumn,
} from "./parse-expression.ts";

/** Reads a column's cell in the row that is being computed. */
export type ReadCell = (column: string) => Value;
type Evaluate = (read: ReadCell) => Value;

export interface CompiledExpression {
  /** The columns that are read, sorted. */
  readonly inputs: readonly string[];
  readonly evaluate: Evaluate;
}

const CONSTANTS = new Map(
  (["E", "LN2", "LN10", "LOG2E", "LOG10E", "PI", "SQRT1_2", "SQRT2"] as const).map((name) => [
    name as string,
    Math[name],
  ]),
);

/**
 * Turns a syntax tree into a function. What is not listed here is refused: no members of values (`a["constructor"]` would
 * give a function), no objects, no regular expressions, nothing that looks beyond the row.
 */
export async function compileExpression(
  label: string,
  parsed: ParsedExpression,
): Promise<CompiledExpression> {
  const { op } = await import("arquero");
  const functions = op as unknown as Readonly<Record<string, (...values: Value[]) => unknown>>;
  const inputs = new Set<string>();
  const column = (called: string): Evaluate => {
    inputs.add(called);
    return (read) => read(called);
  };

  const compile = (node: SyntaxNode): Evaluate => {
    const child = (field: string): Evaluate => compile(node[field] as SyntaxNode);
    switch (node.type) {
      case "Literal":
        return literal(label, node.value);
      case "Constant":
        return constant(label, String(node.name));
      case "Column": {
        const called = parsed.columns.get(String(node.name));
        if (called === undefined) throw notAllowed(node);
        return column(called);
      }
      case "MemberExpression":
        return column(memberOfRow(node));
      case "UnaryExpression":
        return unary(node, child("argument"));
      case "BinaryExpression":
      case "LogicalExpression": {
        const combine = binary(String(node.operator));
        if (combine === undefined) throw notAllowed(node);
        const [left, right] = [child("left"), child("right")];
        return (read) => combine(left(read), () => right(read));
      }
      case "ConditionalExpression": {
        const [test, yes, no] = [child("test"), child("consequent"), child("alternate")];
        return (read) => (test(read) ? yes(read) : no(read));
      }
      case "TemplateLiteral": {
        const texts = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
        const parts = (node.expressions as SyntaxNode[]).map(compile);
        return (read) =>
          texts.map((text, index) => text + (index < parts.length ? parts[index]!(read) : "")).join("");
      }
      case "CallExpression":
        return callFunction(label, node, parsed.source, functions, compile);
      default:
        throw notAllowed(node);
    }
  };

  const memberOfRow = (node: SyntaxNode): string => {
    const { object, property } = node as unknown as { object: SyntaxNode; property: SyntaxNode };
    const called = node.computed ? property.value : property.name;
    const ofRow = object.type === "Column" && object.name === ROW;
    if (!ofRow || typeof called !== "string") throw notAllowed(node);
    const known = [...parsed.columns.values()];
    if (!known.includes(called)) throw badInput(unknownColumn(label, called, known));
    return called;
  };

  const unary = (node: SyntaxNode, argument: Evaluate): Evaluate => {
    const nullable = (apply: (value: Value) => Value): Evaluate => {
      return (read) => {
        const value = argument(read);
        return value === null ? null : apply(value);
      };
    };
    if (node.operator === "-") return nullable((value) => -(value as number));
    if (node.operator === "+") return nullable((value) => +(value as number));
    if (node.operator === "!") return nullable((value) => !value);
    throw notAllowed(node);
  };

  const notAllowed = (node: SyntaxNode): TrunklineError =>
    expressionProblem(
      label,
      `${showText(parsed.source.slice(node.start, node.end).trim())}, which is not allowed`,
    );

  const evaluate = compile(parsed.root);
  return { inputs: [...inputs].sort(), evaluate };
}

function literal(label: string, value: unknown): Evaluate {
  if (value === null || ["number", "string", "boolean"].includes(typeof value)) return () => value as Value;
  throw expressionProblem(label, "a regular expression or a big integer, which is not allowed");
}

function constant(label: string, called: string): Evaluate {
  const value = CONSTANTS.get(called);
  if (value === undefined) throw expressionProblem(label, `${called}, which is no value of a cell`);
  return () => value;
}
