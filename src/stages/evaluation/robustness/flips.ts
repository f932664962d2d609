import type { Flip, Robustness } from "../../../records/robustness.ts";
import type { Table } from "../../../records/table.ts";
import {
  type Answers,
  type AskedModel,
  askAll,
  type Cell,
  takeRows,
  withCells,
} from "../asking/asked-table.ts";
import type { ColumnFacts } from "./column-facts.ts";

/** Between the row's own value and the nearest that turned it, so many are tried. */
const LADDER = 16;
const MOST_EXAMPLES = 5;

interface Turned {
  readonly row: number;
  readonly column: ColumnFacts;
  readonly value: string | number;
  /** Numbers: in deviations. Text: none, and farther than any number. */
  readonly size: number;
}

/**
 * A simple search for the smallest change of one cell that gives a row another class: every column goes through values of the training
 * rows; of what turns the row the nearest is taken, and between it and the row's own value the change is made smaller step by step. It
 * finds a change, not surely the smallest there is.
 */
export async function smallestFlips(
  model: AskedModel,
  table: Table,
  keys: readonly string[],
  columns: readonly ColumnFacts[],
): Promise<NonNullable<Robustness["flips"]>> {
  const tries = columns.flatMap((column) => column.values.map((value) => ({ column, value })));
  const [own, ...answers] = await askAll(model, [
    table,
    ...tries.map(({ column, value }) =>
      withCells(table, column.name, new Array<Cell>(table.rows).fill(value)),
    ),
  ]);
  const turned = keys.flatMap((_, row): Turned[] => {
    const all = tries.flatMap(({ column, value }, at): Turned[] => {
      const size = sizeOf(column, table.columns.get(column.name)!.values[row]!, value);
      return size === null || answers[at]!.predicted[row] === own!.predicted[row]
        ? []
        : [{ row, column, value, size }];
    });
    return all.sort((a, b) => a.size - b.size).slice(0, 1);
  });
  const found = await shrink(model, table, turned, own!);
  const flips = turned
    .map((each, at): Flip & { size: number } => ({
      ...flipOf(each, found[at]!, own!, keys),
      size: found[at]!.size,
    }))
    .sort((a, b) => a.size - b.size);
  const sizes = flips.map(({ size }) => size).filter(Number.isFinite);
  return {
    rows: keys.length,
    turned: turned.length,
    ...(sizes.length > 0 && { median: sizes[Math.floor((sizes.length - 1) / 2)]! }),
    examples: flips.slice(0, MOST_EXAMPLES).map(({ size: _, ...flip }) => flip),
  };
}

/** How far a value is from the cell; null where it is no change, or cannot be told. */
function sizeOf({ type, deviation }: ColumnFacts, cell: Cell, value: string | number): number | null {
  if (cell === null || cell === value) return null;
  if (type === "text") return Number.POSITIVE_INFINITY;
  return deviation > 0 ? Math.abs(Number(value) - Number(cell)) / deviation : null;
}

interface Shrunk {
  readonly after: string;
  readonly size: number;
}

/** For every turned row the first step from its own value that gives another class. */
async function shrink(
  model: AskedModel,
  table: Table,
  turned: readonly Turned[],
  own: Answers,
): Promise<Shrunk[]> {
  const tables = turned.map(({ row, column, value }) => {
    const plain = takeRows(table, [...table.columns.keys()], new Array<number>(LADDER).fill(row));
    if (column.type === "text") return withCells(plain, column.name, new Array<Cell>(LADDER).fill(value));
    const from = Number(table.columns.get(column.name)!.values[row]);
    const step = (Number(value) - from) / LADDER;
    const values = Array.from({ length: LADDER }, (_, at) =>
      at === LADDER - 1 ? value : from + step * (at + 1),
    );
    return withCells(plain, column.name, values);
  });
  const answers = await askAll(model, tables);
  return turned.map(({ row, size }, at) => {
    const { predicted } = answers[at]!;
    const first = predicted.findIndex((said) => said !== own.predicted[row]);
    return { after: String(predicted[first]), size: (size * (first + 1)) / LADDER };
  });
}

function flipOf(
  { row, column }: Turned,
  { after, size }: Shrunk,
  own: Answers,
  keys: readonly string[],
): Flip {
  return {
    key: keys[row]!,
    column: column.name,
    ...(Number.isFinite(size) && { deviations: size }),
    before: String(own.predicted[row]),
    after,
  };
}
