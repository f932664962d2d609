import { canonicalJson } from "../../core/canonical-json.ts";
import { TrunklineError } from "../../core/errors.ts";
import { keyedFolds, stratifiedFolds } from "../../core/folds.ts";
import type { World } from "../../ports/world.ts";
import type { Bundle } from "../../records/bundle.ts";
import { mainMetric } from "../../records/metric-table.ts";
import type { Recipe } from "../../records/recipe.ts";
import type { RepeatsOrNone } from "../../records/repeats.ts";
import { type AlgorithmTraining, type Spec, trainsByCommand } from "../../records/spec.ts";
import { computeMetrics } from "../../stages/evaluation/metrics.ts";
import { compareRepeats, type Trial } from "../../stages/evaluation/repeats/compare-repeats.ts";
import type { Inputs } from "../data/inputs.ts";
import type { ReadData } from "../data/read-data.ts";
import { type ModelRows, targetOf, truthOf } from "./model-rows.ts";
import { trainOn } from "./train-on.ts";

/**
 * Trains the recipes of challenger and champion anew on the same folds of the rows that are not the holdout, each repeat with another
 * seed: what a difference between the two would be without the luck of one training. No model that ships comes of it. Null where the spec
 * does not ask for it.
 */
export async function repeatTraining(
  world: World,
  inputs: Inputs,
  champion: Bundle | null,
  data: ReadData,
  rows: ModelRows,
): Promise<RepeatsOrNone | null> {
  const { spec } = inputs.project;
  const { repeat, confidence } = spec.evaluate;
  if (!repeat) return null;
  if (spec.data.split.time)
    return { unasked: "the rows are split by time: folds would let a model see what came later" };
  if (trainsByCommand(spec.train) && !world.mayRunCommands)
    return { unasked: "the model is trained by a command, and none may run here" };
  const pool = [...rows.training, ...rows.validation].sort((a, b) => a - b);
  if (pool.length < 2 * repeat.folds)
    return { unasked: `${pool.length} rows are too few for ${repeat.folds} folds` };
  const other = champion && championSpec(spec, inputs.recipe, champion.recipe);
  const compared = other && "train" in other ? other : null;
  const alone = other && "why" in other ? other.why : undefined;
  world.console.say(
    `Training ${repeat.folds * repeat.repeats * (compared ? 2 : 1)} more models, to see how much the luck of one does …`,
  );
  // Only a command looks at validation rows.
  const apart = trainsByCommand(spec.train) && rows.validation.length > 0 && repeat.folds > 2;
  const trials: Trial[] = [];
  for (const [round, foldOf] of foldsOf(data, rows, pool, spec).entries())
    for (let fold = 0; fold < repeat.folds; fold++) {
      const part = partOf(rows.split, pool, foldOf, fold, apart ? (fold + 1) % repeat.folds : -1);
      const figures = async (of: Spec) => {
        const predictions = await trainOn(world, inputs, withSeed(of, round), data, part);
        return computeMetrics(of.problem.task, truthOf(data.table, part.split, part.test, of), predictions);
      };
      const found = await told(async () => ({
        challenger: await figures(spec),
        champion: compared && (await figures(compared)),
      }));
      if ("why" in found) return { unasked: found.why };
      trials.push({ ...found, trained: part.training.length, tested: part.test.length });
    }
  const { task, success } = spec.problem;
  const decide = success.length > 0 ? [...new Set(success.map(({ metric }) => metric))] : [mainMetric(task)];
  const about = { folds: repeat.folds, repeats: repeat.repeats, rows: pool.length, confidence };
  return compareRepeats({ ...about, ...(alone !== undefined && { alone }), decide, trials });
}

/** A fold may lack what a recipe needs (a class, a column's values): said in the report, and no reason to fail the run. */
async function told<T extends object>(ask: () => Promise<T>): Promise<T | { readonly why: string }> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    return { why: `a training on a fold failed: ${error.problems[0].found}` };
  }
}

/** For each repeat, the fold of each row of the pool. Rows of one group stay together; classes are dealt out evenly. */
function foldsOf({ table }: ReadData, { split }: ModelRows, pool: readonly number[], spec: Spec): number[][] {
  const { folds, repeats } = spec.evaluate.repeat!;
  const units = pool.map((row) => split.units[row]!);
  const options = { folds, repeats, seed: spec.train.seed };
  if (spec.problem.task === "regression") return keyedFolds(units, options);
  return stratifiedFolds(units, targetOf(table, pool, spec).map(String), options);
}

/** One fold is predicted, and one may be the validation (-1: none). */
function partOf(
  split: ModelRows["split"],
  pool: readonly number[],
  foldOf: readonly number[],
  fold: number,
  apart: number,
): ModelRows {
  const of = (holds: (of: number) => boolean) => pool.filter((_, at) => holds(foldOf[at]!));
  return {
    split,
    training: of((each) => each !== fold && each !== apart),
    validation: of((each) => each === apart),
    test: of((each) => each === fold),
  };
}

function withSeed(spec: Spec, round: number): Spec {
  return { ...spec, train: { ...spec.train, seed: (spec.train.seed + round) % 2 ** 32 } };
}

/**
 * The spec that makes the champion's kind of model from today's data: its features, its algorithm, its parameters. A command can be run
 * again only as it is now, so its code must be the same; the parameters may differ.
 */
function championSpec(spec: Spec, own: Recipe, champion: Recipe): Spec | { readonly why: string } {
  const { training, features } = champion;
  if (champion.task !== own.task || champion.target !== own.target)
    return { why: "the champion solves another problem" };
  const { prepare: _, ...rest } = spec;
  const base = {
    ...rest,
    features: features.columns,
    ...(features.prepare && { prepare: features.prepare }),
  };
  const { seed } = training;
  // What a recipe holds was a spec's once.
  const params = training.params as Spec["train"]["params"];
  if ("algorithm" in training)
    return {
      ...base,
      train: { algorithm: training.algorithm as AlgorithmTraining["algorithm"], params, seed },
    };
  const same =
    trainsByCommand(spec.train) &&
    "code" in own.training &&
    own.training.command === training.command &&
    canonicalJson(own.training.code) === canonicalJson(training.code);
  if (!same || !trainsByCommand(spec.train))
    return { why: "the champion was trained by code that is not here any more" };
  return { ...base, train: { ...spec.train, params, seed } };
}
