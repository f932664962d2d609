import { TrunklineError } from "../../../core/errors.ts";
import { seededRandom } from "../../../core/random.ts";
import type { Truth } from "../../../records/bundle.ts";
import { type Robustness, SPOILINGS, type SpoiledRows } from "../../../records/robustness.ts";
import type { SuccessRule, Task } from "../../../records/spec.ts";
import type { RobustnessOptions } from "../../../records/spec-robustness.ts";
import type { Table } from "../../../records/table.ts";
import { type AskedModel, takeRows } from "../asking/asked-table.ts";
import { questionsInTime } from "../asking/budget.ts";
import { columnsInTime, followedColumns } from "../asking/followed-columns.ts";
import { judgedMetric } from "../asking/judged-answers.ts";
import { sampleOf } from "../asking/sample-rows.ts";
import { type ColumnFacts, columnFacts } from "./column-facts.ts";
import { type Expectation, keptExpectations } from "./expectations.ts";
import { smallestFlips } from "./flips.ts";
import { spoilRows } from "./spoil-rows.ts";
import { type SpoiledInput, spoiledFigures } from "./spoiled-figures.ts";
import { worstNoise } from "./worst-noise.ts";

export interface RobustnessInput {
  readonly task: Task;
  readonly success: readonly SuccessRule[];
  readonly confidence: number;
  readonly options: RobustnessOptions;
  readonly expectations: readonly Expectation[];
  readonly seed: number;
  readonly table: Table;
  readonly holdout: readonly number[];
  readonly truth: Truth;
  readonly training: readonly number[];
  readonly model: AskedModel;
}

/** Rows with the worst noise that was found, with their own as they were; or what the model said instead. */
type Worst =
  | { readonly table: Table; readonly truth: Truth; readonly spoiled: SpoiledInput["spoiled"][number] }
  | { readonly failed: SpoiledRows };

/** What each kind of question may take of the time. */
const SHARES = { spoiled: 0.4, worst: 0.15, expectations: 0.3, flips: 0.15 };
const FLIP_ROWS = 50;
const FEWEST_ROWS = 10;
/** By so many rows the columns are chosen that are changed, where there is no time for all. */
const SCREENED_ROWS = 200;
/** Questions about one row: each way of spoiling it, and as it is; each value of one column, and its own. */
const SPOILED_QUESTIONS = SPOILINGS.length;
/** Of the search for the worst noise: as it is, all at once, and as it is and spoiled once more; besides two for each column. */
const WORST_QUESTIONS = 4;
const VALUES = 11;

/**
 * How a model bears rows that are spoiled, whether it keeps what is expected of it when one column changes, and how little turns it.
 * Null where the metric is not defined on the rows as they are.
 */
export async function findRobustness(input: RobustnessInput): Promise<Robustness | null> {
  const { task, success, confidence, options, table, truth, training, model, seed } = input;
  const random = seededRandom(seed);
  const columns = columnFacts(model, table, training);
  const questions = questionsInTime([model], input.holdout.length);
  const take = (share: number, each: number, wanted: number) => {
    const most = Math.max(FEWEST_ROWS, Math.min(wanted, Math.floor((questions * share) / Math.max(1, each))));
    const places = sampleOf([...input.holdout.keys()], most, random);
    const values = places.map((at) => truth.values[at]!) as string[] | number[];
    const names = model.inputs.map(({ name }) => name);
    return {
      table: takeRows(
        table,
        names,
        places.map((at) => input.holdout[at]!),
      ),
      truth: { keys: places.map((at) => truth.keys[at]!), values },
    };
  };
  const metric = judgedMetric(task, success);
  const rows = take(SHARES.spoiled, SPOILED_QUESTIONS, options.rows);
  const spoiled = SPOILINGS.filter((kind) => kind !== "worst_noise")
    .map((kind) => ({
      kind,
      bound: options.drop[kind],
      ...spoilRows(kind, rows.table, columns, options.noise, random),
    }))
    .filter(({ changed, bound }) => changed > 0 || bound !== undefined);
  const harmed = await worstOf();
  const family = spoiled.length + (harmed ? 1 : 0);
  const judged = { task, metric, model, confidence, family, seed };
  const figures = await spoiledFigures({ ...judged, truth: rows.truth, intact: rows.table, spoiled });
  if (!figures) return null;
  const worst = harmed ? await worstFigures(harmed) : [];
  const tried = take(SHARES.expectations, VALUES * input.expectations.length, options.rows);
  const expectations = await keptExpectations({
    expectations: input.expectations,
    allowed: options.breaks,
    table: tried.table,
    keys: tried.truth.keys,
    columns,
    model,
    regression: task === "regression",
  });
  const flips = task === "classification" ? await flipsOf() : null;
  return {
    metric,
    rows: rows.table.rows,
    of: input.holdout.length,
    figure: figures.figure,
    confidence,
    spoiled: [...figures.spoiled, ...worst].sort(
      (a, b) => SPOILINGS.indexOf(a.kind) - SPOILINGS.indexOf(b.kind),
    ),
    expectations,
    ...(flips && { flips }),
  };

  /** Null where there is no number to move, and nobody asks. A model that cannot bear to be asked says so when it is judged. */
  async function worstOf(): Promise<Worst | null> {
    const bound = options.drop.worst_noise;
    const most = columnsInTime((questions * SHARES.worst) / 2, FEWEST_ROWS);
    const numbers = columns.filter(({ type, deviation }) => type === "number" && deviation > 0);
    if (numbers.length === 0 && bound === undefined) return null;
    try {
      const looked = numbers.length <= most ? numbers : await followed(numbers, most);
      const some = take(SHARES.worst, 2 * looked.length + WORST_QUESTIONS, options.rows);
      const found = await worstNoise(some.table, looked, options.noise, some.truth, model);
      return { ...some, spoiled: { kind: "worst_noise", bound, ...found } };
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      const failed = error.problems[0].found;
      return { failed: { kind: "worst_noise", changed: 0, ...(bound !== undefined && { bound }), failed } };
    }
  }

  async function worstFigures(found: Worst): Promise<SpoiledRows[]> {
    if ("failed" in found) return [found.failed];
    const { table: intact, truth: some, spoiled: one } = found;
    const told = await spoiledFigures({ ...judged, truth: some, intact, spoiled: [one] });
    return told?.spoiled ?? [];
  }

  async function flipsOf() {
    const most = columnsInTime((questions * SHARES.flips) / VALUES, FEWEST_ROWS);
    try {
      const looked = columns.length <= most ? columns : await followed(columns, most);
      const some = take(SHARES.flips, VALUES * looked.length, FLIP_ROWS);
      const found = await smallestFlips(model, some.table, some.truth.keys, looked);
      const left = looked.length < columns.length;
      return { ...found, ...(left && { columns: { looked: looked.length, of: columns.length } }) };
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      return null;
    }
  }

  async function followed(all: readonly ColumnFacts[], most: number): Promise<readonly ColumnFacts[]> {
    const names = all.map(({ name }) => name);
    const some = sampleOf(input.holdout, Math.min(SCREENED_ROWS, questions), random);
    const first = new Set((await followedColumns([model], names, table, some)).slice(0, most));
    return all.filter(({ name }) => first.has(name));
  }
}
