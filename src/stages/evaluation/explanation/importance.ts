import { seededRandom } from "../../../core/random.ts";
import type { Truth } from "../../../records/bundle.ts";
import type { ColumnImportance, Estimated } from "../../../records/explanation.ts";
import type { MetricName } from "../../../records/metric-table.ts";
import type { Task } from "../../../records/spec.ts";
import type { Table } from "../../../records/table.ts";
import {
  type Answers,
  type AskedModel,
  askAll,
  type Cell,
  takeRows,
  withCells,
} from "../asking/asked-table.ts";
import { betterWay, figuresOf } from "../asking/judged-answers.ts";
import { shuffled } from "../asking/sample-rows.ts";
import { type Estimate, estimateSums, type Figure, resamplesInTime, type Sum } from "../asking/statistic.ts";

export interface ImportanceInput {
  readonly task: Task;
  readonly metric: MetricName;
  readonly table: Table;
  /** The rows that are asked about, and what is true of them. */
  readonly rows: readonly number[];
  readonly truth: Truth;
  readonly challenger: AskedModel;
  readonly champion: AskedModel | null;
  /** The columns that are shuffled; all that either model reads, where none are named. */
  readonly columns?: readonly string[];
  readonly rounds: number;
  readonly confidence: number;
  readonly seed: number;
}

export interface Importance {
  readonly columns: readonly ColumnImportance[];
  readonly resamples: number;
}

/**
 * Permutation importance (Breiman, 2001; Fisher, Rudin and Dominici, 2019): how much worse a model gets when a column's values trade
 * places between rows, on average over `rounds`. Both models read the same shuffled rows, and all intervals come from the same
 * resamples of the rows, so that the change from one model to the other has an interval of its own. Null where the metric is not
 * defined on these rows.
 */
export async function permutationImportance(input: ImportanceInput): Promise<Importance | null> {
  const { challenger, champion, task, metric, confidence, seed } = input;
  const { rows, truth } = byKey(input);
  const names = [
    ...new Set(input.columns ?? [challenger, champion].flatMap((model) => readBy(model))),
  ].sort();
  const orders = shuffledOrders(names, input);
  const sides: Side[] = [];
  for (const model of [challenger, champion]) {
    if (!model) continue;
    const side = await askShuffled(model, names, orders, input.table, rows);
    const found = figuresOf(task, metric, truth, side.answers);
    if (!found) return null;
    const figures = found.map((figure, at) => {
      const givers = side.givers[at];
      return givers ? { ...figure, shuffled: { givers, intact: found[0]!.family } } : figure;
    });
    sides.push({ places: side.places, figures });
  }
  const [own, other] = sides as [Side, Side?];
  const figures = sides.flatMap((side) => side.figures);
  const better = betterWay(metric);
  const ownSums = names.map((name) => dropOf(own, name, 0, better));
  const otherSums = names.map((name) => (other ? dropOf(other, name, own.figures.length, better) : null));
  const changes = names.map((_, at) => (other ? changeOf(ownSums[at]!, otherSums[at]!) : null));
  const sums = [...ownSums, ...otherSums, ...changes].filter((sum) => sum !== null);
  const resamples = resamplesInTime(sums.length, rows.length, confidence);
  const estimates = estimateSums(figures, sums, rows.length, { confidence, resamples, seed });
  const next = estimates.values();
  const take = (sum: Sum | null) => (sum === null ? null : asRecord(next.next().value!));
  const [first, second, third] = [ownSums, otherSums, changes].map((list) => list.map(take));
  const columns = names.map((column, at): ColumnImportance => {
    const change = third![at];
    return { column, challenger: first![at]!, champion: second![at]!, ...(change && { change }) };
  });
  return { columns: columns.sort(byImportance), resamples };
}

interface Side {
  /** Where the figures of a column's rounds begin; the model's own figure is the first of all. */
  readonly places: ReadonlyMap<string, number>;
  readonly figures: readonly Figure[];
}

/** In the order in which metrics have the rows, so that a row and its giver are found by their places. */
function byKey({ rows, truth: { keys, values } }: ImportanceInput): Pick<ImportanceInput, "rows" | "truth"> {
  const order = [...keys.keys()].sort((a, b) => (keys[a]! < keys[b]! ? -1 : 1));
  return {
    rows: order.map((at) => rows[at]!),
    truth: {
      keys: order.map((at) => keys[at]!),
      values: order.map((at) => values[at]!) as string[] | number[],
    },
  };
}

function readBy(model: AskedModel | null): string[] {
  return model ? model.inputs.map(({ name }) => name) : [];
}

/** By column: an order of the rows for each round. */
function shuffledOrders(names: readonly string[], { rows, rounds, seed }: ImportanceInput) {
  const random = seededRandom(seed);
  return new Map(
    names.map((name) => [name, Array.from({ length: rounds }, () => shuffled(rows.length, random))]),
  );
}

async function askShuffled(
  model: AskedModel,
  names: readonly string[],
  orders: ReadonlyMap<string, readonly (readonly number[])[]>,
  table: Table,
  rows: readonly number[],
): Promise<{ places: Map<string, number>; givers: (readonly number[] | null)[]; answers: Answers[] }> {
  const plain = takeRows(table, readBy(model), rows);
  const tables = [plain];
  const givers: (readonly number[] | null)[] = [null];
  const places = new Map<string, number>();
  for (const name of names.filter((each) => plain.columns.has(each))) {
    const cells = plain.columns.get(name)!.values as readonly Cell[];
    places.set(name, tables.length);
    for (const order of orders.get(name)!) {
      givers.push(order);
      tables.push(
        withCells(
          plain,
          name,
          order.map((at) => cells[at]!),
        ),
      );
    }
  }
  return { places, givers, answers: await askAll(model, tables) };
}

/** The model's figure less the mean of a column's rounds; null where it does not read the column. */
function dropOf({ places, figures }: Side, name: string, offset: number, better: number): Sum | null {
  const from = places.get(name);
  if (from === undefined) return null;
  const rounds = (figures.length - 1) / places.size;
  const shuffledOnes = Array.from(
    { length: rounds },
    (_, round) => [offset + from + round, -better / rounds] as const,
  );
  return [[offset, better], ...shuffledOnes];
}

function changeOf(own: Sum | null, other: Sum | null): Sum {
  return [...(own ?? []), ...(other ?? []).map(([at, factor]) => [at, -factor] as const)];
}

function asRecord({ value, interval }: Estimate): Estimated {
  const [low, high] = interval ?? [Number.NaN, Number.NaN];
  return { value, ...(Number.isFinite(low) && Number.isFinite(high) && { interval: [low, high] }) };
}

/** By what either model loses without the column; ties by name. */
function byImportance(left: ColumnImportance, right: ColumnImportance): number {
  const size = ({ challenger, champion }: ColumnImportance) =>
    Math.max(challenger?.value ?? Number.NEGATIVE_INFINITY, champion?.value ?? Number.NEGATIVE_INFINITY);
  return size(right) - size(left) || (left.column < right.column ? -1 : 1);
}
