import { badInput, type Problem, TrunklineError } from "../errors.ts";
import { nearestName } from "../nearest-name.ts";
import { showText } from "../show-text.ts";
import { ROW_FUNCTIONS } from "./expression-functions.ts";

/** A node of the syntax tree, in Arquero's form: columns and functions are resolved. Offsets count in `source`. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface ParsedExpression {
  readonly root: SyntaxNode;
  /** The text that the offsets of nodes count in. */
  readonly source: string;
  /** The column's name by the name that it has in the tree. */
  readonly columns: ReadonlyMap<string, string>;
}

/** The name of the whole row in the tree: what `d["any name"]` is about. */
export const ROW = "row";

const MOST_CHARACTERS = 5000;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const RESERVED = new Set(
  (
    "await break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if implements import in instanceof interface let new null package private protected public return static " +
    "super switch this throw true try typeof var void while with yield"
  ).split(" "),
);

/**
 * Parses an expression over the columns of one row with Arquero's parser. A column is written by its name, or
 * as `d["the name"]` when the name is no identifier (unless a column is itself called `d`).
 * Only the syntax tree is taken from Arquero; nothing of the text is ever run as code.
 */
export async function parseExpression(
  label: string,
  expression: string,
  columns: readonly string[],
): Promise<ParsedExpression> {
  if (expression.length > MOST_CHARACTERS)
    throw expressionProblem(label, "an expression that is far too long");
  const { parse } = await import("arquero");
  const byAlias = new Map(columns.map((column, index) => [`c${index}`, column]));
  const pattern = [...byAlias]
    .filter(([, column]) => IDENTIFIER.test(column) && !RESERVED.has(column))
    .map(([alias, column]) => `${alias}:${column}`);
  if (!columns.includes("d")) pattern.push(`${ROW}:d`);
  const prefix = `({${pattern.join(",")}})=>(`;
  const roots: SyntaxNode[] = [];
  try {
    parse(
      { expression: `${prefix}${expression}\n)` },
      {
        ast: true,
        // Arquero's own `value` takes the offsets away, `error` the node.
        value: (_: string, node: SyntaxNode) => roots.push(node),
        error: (node: SyntaxNode, message: string) => {
          throw syntaxProblem(label, node, message, columns);
        },
      },
    );
  } catch (error) {
    if (error instanceof TrunklineError) throw error;
    throw expressionProblem(label, `${showText(expression)}, which is no expression`);
  }
  const [root] = roots;
  const source = `expr=(${prefix}${expression}\n)`;
  // `a)); b((c` would parse as `a` and a second statement; a comment could hide the rest.
  if (root === undefined || !/^[\s)]*$/.test(source.slice(root.end))) {
    throw expressionProblem(label, `${showText(expression)}, of which a part would not be read`);
  }
  return { root, source, columns: byAlias };
}

function syntaxProblem(
  label: string,
  node: SyntaxNode,
  message: string,
  columns: readonly string[],
): TrunklineError {
  if (node.type === "Identifier") return badInput(unknownColumn(label, String(node.name), columns));
  if (node.type === "CallExpression" && message.startsWith("Invalid function call")) {
    return badInput(unknownFunction(label, calleeName(node.callee as SyntaxNode)));
  }
  return expressionProblem(label, message.charAt(0).toLowerCase() + message.slice(1));
}

function calleeName(callee: SyntaxNode): string | undefined {
  const named = callee.type === "MemberExpression" ? (callee.property as SyntaxNode) : callee;
  return typeof named.name === "string" ? named.name : undefined;
}

/** Something that an expression must not be; `found` completes "LABEL: …". */
export function expressionProblem(label: string, found: string): TrunklineError {
  return badInput({
    code: "expression-not-allowed",
    found: `${label}: ${found}`,
    expected:
      'columns (a, or d["the name"]), numbers, text, operators, a ? b : c, and functions of one row such as op.log(a)',
    next: "Correct the expression.",
  });
}

export function unknownColumn(label: string, column: string, columns: readonly string[]): Problem {
  const near = nearestName(column, columns);
  return {
    code: "expression-unknown-column",
    found: `${label}: no column ${showText(column)}`,
    expected: near === undefined ? "the name of a column" : `perhaps ${showText(near)}`,
    next: 'Correct the name; a name that is no identifier is written d["the name"].',
  };
}

export function unknownFunction(label: string, called: string | undefined): Problem {
  const near = called === undefined ? undefined : nearestName(called, [...ROW_FUNCTIONS.keys()]);
  return {
    code: "expression-unknown-function",
    found: `${label}: a call of ${called === undefined ? "something that has no name" : showText(called)}`,
    expected:
      near === undefined
        ? `one of the functions of one row: ${[...ROW_FUNCTIONS.keys()].join(", ")}`
        : `perhaps op.${near}`,
    next: "Use one of these functions, or prepare the column before it gets into the data.",
  };
}
