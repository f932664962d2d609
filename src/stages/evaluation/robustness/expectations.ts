import { TrunklineError } from "../../../core/errors.ts";
import type { KeptExpectation } from "../../../records/robustness.ts";
import type { Table } from "../../../records/table.ts";
import {
  type Answers,
  type AskedModel,
  askAll,
  type Cell,
  outputOf,
  withCells,
} from "../asking/asked-table.ts";
import type { ColumnFacts } from "./column-facts.ts";

export interface Expectation {
  readonly kind: KeptExpectation["kind"];
  readonly column: string;
  /** The class whose probability is meant; null for a regression, and where nothing may change. */
  readonly class: string | null;
}

export interface ExpectationInput {
  readonly expectations: readonly Expectation[];
  readonly allowed: number;
  readonly table: Table;
  readonly keys: readonly string[];
  readonly columns: readonly ColumnFacts[];
  readonly model: AskedModel;
  readonly regression: boolean;
}

/** Beside an output of this size a difference is rounding. */
const ROUNDING = 1e-9;
const MOST_EXAMPLES = 5;

/**
 * How many rows break what is expected when one column goes through the values of the training rows and all others stay. A column
 * that the model does not read breaks nothing.
 */
export async function keptExpectations(input: ExpectationInput): Promise<KeptExpectation[]> {
  const found: KeptExpectation[] = [];
  for (const expectation of input.expectations) found.push(await kept(expectation, input));
  return found;
}

async function kept(expectation: Expectation, input: ExpectationInput): Promise<KeptExpectation> {
  const { table, keys, columns, model, allowed } = input;
  const { kind, column, class: name } = expectation;
  const plain = { kind, column, class: name, rows: table.rows, allowed };
  const facts = columns.find((each) => each.name === column);
  if (!facts) return { ...plain, broken: 0, examples: [] };
  const tables = facts.values.map((value) =>
    withCells(table, column, new Array<Cell>(table.rows).fill(value)),
  );
  try {
    const [own, ...others] = await askAll(model, [table, ...tables]);
    const sizes =
      kind === "invariant" ? changes(own!, others, input) : falls(own!, others, expectation, input, facts);
    const broken = sizes
      .map((size, row) => ({ row, size }))
      .filter(({ size }) => size > 0)
      .sort((a, b) => b.size - a.size || a.row - b.row);
    return {
      ...plain,
      broken: broken.length,
      examples: broken.slice(0, MOST_EXAMPLES).map(({ row }) => keys[row]!),
    };
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    return { ...plain, broken: 0, examples: [], failed: error.problems[0].found };
  }
}

/** By row: how far the output falls (or rises) at the most while the column rises; 0 where it never does. */
function falls(
  own: Answers,
  others: readonly Answers[],
  { kind, column, class: name }: Expectation,
  { table }: ExpectationInput,
  { values }: ColumnFacts,
): number[] {
  const way = kind === "increasing" ? 1 : -1;
  const [present, ...outputs] = [own, ...others].map((each) => outputOf(each, name));
  const cells = table.columns.get(column)!.values;
  return Array.from(present!, (output, row) => {
    const steps = values.map((value, at) => ({ at: Number(value), output: outputs[at]![row]! }));
    if (cells[row] !== null) steps.push({ at: Number(cells[row]), output });
    steps.sort((a, b) => a.at - b.at);
    let highest = Number.NEGATIVE_INFINITY;
    let fall = 0;
    for (const step of steps) {
      fall = Math.max(fall, highest - way * step.output);
      highest = Math.max(highest, way * step.output);
    }
    return fall > ROUNDING * Math.max(1, Math.abs(output)) ? fall : 0;
  });
}

/** By row: how many values change the class, or by how much they change the amount at the most. */
function changes(own: Answers, others: readonly Answers[], { regression }: ExpectationInput): number[] {
  return own.predicted.map((said, row) => {
    const answers = others.map(({ predicted }) => predicted[row]!);
    if (!regression) return answers.filter((answer) => answer !== said).length;
    const most = Math.max(0, ...answers.map((answer) => Math.abs(Number(answer) - Number(said))));
    return most > ROUNDING * Math.max(1, Math.abs(Number(said))) ? most : 0;
  });
}
