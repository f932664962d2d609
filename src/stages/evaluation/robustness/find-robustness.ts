import { TrunklineError } from "../../../core/errors.ts";
import { seededRandom } from "../../../core/random.ts";
import type { Truth } from "../../../records/bundle.ts";
import { type Robustness, SPOILINGS } from "../../../records/robustness.ts";
import type { SuccessRule, Task } from "../../../records/spec.ts";
import type { RobustnessOptions } from "../../../records/spec-robustness.ts";
import type { Table } from "../../../records/table.ts";
import { type AskedModel, takeRows } from "../asking/asked-table.ts";
import { questionsInTime } from "../asking/budget.ts";
import { judgedMetric } from "../asking/judged-answers.ts";
import { sampleOf } from "../asking/sample-rows.ts";
import { columnFacts } from "./column-facts.ts";
import { type Expectation, keptExpectations } from "./expectations.ts";
import { smallestFlips } from "./flips.ts";
import { spoilRows } from "./spoil-rows.ts";
import { spoiledFigures } from "./spoiled-figures.ts";

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

/** What each kind of question may take of the time. */
const SHARES = { spoiled: 0.45, expectations: 0.35, flips: 0.2 };
const FLIP_ROWS = 50;
const FEWEST_ROWS = 10;
/** Questions about one row: each way of spoiling it, and as it is; each value of one column, and its own. */
const SPOILED_QUESTIONS = SPOILINGS.length + 1;
const VALUES = 11;

/**
 * How a model bears rows that are spoiled, whether it keeps what is expected of it when one column changes, and how little turns it.
 * Null where the metric is not defined on the rows as they are.
 */
export async function findRobustness(input: RobustnessInput): Promise<Robustness | null> {
  const { task, success, confidence, options, table, truth, training, model, seed } = input;
  const random = seededRandom(seed);
  const columns = columnFacts(model, table, training);
  const questions = questionsInTime([model]);
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
  const spoiled = SPOILINGS.map((kind) => ({
    kind,
    bound: options.drop[kind],
    ...spoilRows(kind, rows.table, columns, options.noise, random),
  })).filter(({ changed, bound }) => changed > 0 || bound !== undefined);
  const figures = await spoiledFigures({
    task,
    metric,
    truth: rows.truth,
    intact: rows.table,
    spoiled,
    model,
    confidence,
    seed,
  });
  if (!figures) return null;
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
    spoiled: figures.spoiled,
    expectations,
    ...(flips && { flips }),
  };

  async function flipsOf() {
    const some = take(SHARES.flips, VALUES * columns.length, FLIP_ROWS);
    try {
      return await smallestFlips(model, some.table, some.truth.keys, columns);
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      return null;
    }
  }
}
