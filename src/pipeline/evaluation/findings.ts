import { digestJson } from "../../core/digest.ts";
import { TrunklineError } from "../../core/errors.ts";
import type { World } from "../../ports/world.ts";
import { type Bundle, Predictions, type Truth } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import type { Evaluation } from "../../records/evaluation.ts";
import type { Artifact } from "../../records/registry.ts";
import type { Spec } from "../../records/spec.ts";
import type { Table } from "../../records/table.ts";
import type { AskedModel } from "../../stages/evaluation/asking/asked-table.ts";
import { explainModels } from "../../stages/evaluation/explanation/explain-models.ts";
import type { FoundTrees } from "../../stages/evaluation/explanation/tree-model.ts";
import { expectationsOf } from "../../stages/evaluation/robustness/expectations-of.ts";
import { findRobustness } from "../../stages/evaluation/robustness/find-robustness.ts";
import { versionOfRecipe } from "../../stages/registry/find-version.ts";
import type { Inputs } from "../data/inputs.ts";
import type { ReadData } from "../data/read-data.ts";
import { placed } from "../placed.ts";
import type { Project } from "../project.ts";
import { type ModelRows, splitRows, truthOf } from "../training/model-rows.ts";
import { repeatTraining } from "../training/repeat-training.ts";
import { askedModel } from "./ask-model.ts";
import {
  type ChampionModel,
  type ChampionPredictions,
  championPredictions,
  loadChampion,
  readsTable,
} from "./champion.ts";
import { nearestExamples } from "./nearest-examples.ts";
import { predictsHere } from "./predict.ts";
import { TREES_FILE, treesIn } from "./trees-in.ts";

/** What is found by asking models about rows that were changed. */
export type Findings = Pick<Evaluation, "explanation" | "robustness" | "repeats">;

/** Findings of a job that may run the team's commands, for one that may not: with the bundles that they are of. */
export interface HandedFindings extends Findings {
  readonly bundle: string;
  readonly champion: string | null;
}

export interface FindingsInput {
  readonly inputs: Inputs;
  readonly bundle: Bundle;
  readonly champion: ChampionModel | null;
  readonly against: ChampionPredictions | null;
  readonly data: ReadData;
  readonly rows: ModelRows;
  /** A version that is there: going back to it trains nothing. */
  readonly registered?: boolean;
}

/** Fewer rows that the champion was not made from are too few to compare on: then the change is asked alone, about all. */
const FEWEST_SHARED = 20;

/** Throws for what the spec expects of a model and no model can keep, before anything is trained. */
export async function checkExpectations(project: Project, table: Table): Promise<void> {
  const [first, ...rest] = expectationsOf(project.spec, table).problems;
  await placed(project, () => {
    if (first) throw new TrunklineError(2, [first, ...rest]);
  });
}

/** Asks the challenger, and the champion beside it where it can be asked. The champion itself was asked when it was new. */
export async function findOut(
  world: World,
  input: FindingsInput,
  handed: HandedFindings | null = null,
): Promise<Findings> {
  const { inputs, bundle, champion } = input;
  if (champion?.bundle.digest === bundle.digest) return {};
  const fits = handed?.bundle === bundle.digest && handed.champion === (champion?.bundle.digest ?? null);
  const repeats = (fits && handed.repeats) || (await repeated(world, input));
  const again = { ...(repeats && { repeats }) };
  const asked = askedModel(world, inputs, bundle);
  if (!asked && fits) {
    const { explanation, robustness } = handed;
    return { ...(explanation && { explanation }), ...(robustness && { robustness }), ...again };
  }
  // A model of trees answers without its command; what its command makes of spoiled cells only that can tell.
  const explanation = await explained(world, input, asked);
  const robustness = asked && (await tried(world, input, asked));
  const found = { ...(explanation && { explanation }), ...(robustness && { robustness }), ...again };
  return asked ? found : { ...found, ...unasked(inputs.project.spec) };
}

function unasked(spec: Spec): Findings {
  return asksRobustness(spec)
    ? {
        robustness: {
          unasked: "the model was trained by a command, and there is no train.predict that may run here",
        },
      }
    : {};
}

/** In the job that may run commands: what the one that may not cannot find out. Null for models that can be asked there, too. */
export async function findingsByCommand(
  world: World,
  inputs: Inputs,
  artifact: Artifact,
  bundle: Bundle,
  data: ReadData,
): Promise<HandedFindings | null> {
  const again = inputs.project.spec.evaluate.repeat !== undefined;
  if (predictsHere(bundle) || (!again && !askedModel(world, inputs, bundle))) return null;
  const rows = splitRows(data, inputs.project.spec);
  const champion = await loadChampion(world, artifact, inputs.project.spec);
  if (champion?.bundle.digest === bundle.digest) return null;
  const against = champion && (await championPredictions(world, inputs, champion, data, rows, null));
  const found = await findOut(world, {
    ...{ inputs, bundle, champion, against, data, rows },
    registered: versionOfRecipe(artifact, inputs.digest) !== undefined,
  });
  return { bundle: bundle.digest, champion: champion?.bundle.digest ?? null, ...found };
}

async function repeated(world: World, { inputs, champion, data, rows, registered }: FindingsInput) {
  return registered ? null : repeatTraining(world, inputs, champion?.bundle ?? null, data, rows);
}

function asksRobustness({ evaluate: { robustness } }: Spec): boolean {
  if (robustness === "off") return false;
  const { drop, monotonic, invariant } = robustness;
  return Object.keys(drop).length + Object.keys(monotonic).length + invariant.length > 0;
}

async function explained(world: World, input: FindingsInput, asked: AskedModel | null) {
  const { inputs, bundle, data, rows } = input;
  const { explanation: options, confidence } = inputs.project.spec.evaluate;
  if (options === "off") return null;
  const trees = await readTrees(world, input, "challenger");
  const challenger = trees?.model ?? asked;
  if (!challenger) return null;
  const before = await readTrees(world, input, "champion");
  const beside = besideChampion(world, input, before?.model ?? null);
  const about = beside?.rows ?? rows.test;
  return answered(world, "explanation", () =>
    explainModels({
      ...common(input, about),
      confidence,
      options,
      challenger,
      champion: beside?.model ?? null,
      nearest: nearestExamples(bundle, data, inputs.project.spec),
      notTrees: trees?.why ?? before?.why ?? null,
    }),
  );
}

/** A model's trees where its command left some, and in a sentence why they are not all that explains it. */
async function readTrees(
  world: World,
  { inputs, bundle, champion, against, data, rows }: FindingsInput,
  side: "challenger" | "champion",
): Promise<FoundTrees | null> {
  const found = await treesOf(side);
  if (!found || found.why === null) return found;
  const whose = side === "challenger" ? "" : `The champion's `;
  const why = `${whose}${TREES_FILE} does not tell the Shapley values: ${found.why}.`;
  world.console.say(why);
  return { ...found, why };

  async function treesOf(whose: typeof side): Promise<FoundTrees | null> {
    const own = readRecord(Predictions, bundle.files, "predictions.json", inputs.project.spec.model);
    try {
      if (whose === "challenger") return await treesIn(bundle, own, data, rows);
      if (!champion || !against || !readsTable(champion.bundle, data.table)) return null;
      return await treesIn(champion.bundle, against.predictions, data, rows);
    } catch (error) {
      // A derived column that cannot bear rows of today's data, of a champion that was made from others.
      if (!(error instanceof TrunklineError)) throw error;
      return { model: null, why: error.problems[0].found };
    }
  }
}

async function tried(
  world: World,
  input: FindingsInput,
  model: AskedModel,
): Promise<Findings["robustness"] | null> {
  const { inputs, data, rows } = input;
  const { spec } = inputs.project;
  const { robustness: options, confidence } = spec.evaluate;
  if (options === "off") return null;
  const { expectations } = expectationsOf(spec, data.table);
  const found = await answered(world, "robustness", () =>
    findRobustness({ ...common(input, rows.test), confidence, options, expectations, model }),
  );
  if (found || !asksRobustness(spec)) return found;
  return { unasked: "the metric is not defined on the holdout, or the model gave no answer" };
}

function common({ inputs, bundle, champion, data, rows }: FindingsInput, holdout: readonly number[]) {
  const { spec } = inputs.project;
  const { task, success } = spec.problem;
  const truth: Truth = truthOf(data.table, rows.split, holdout, spec);
  const seed = Number.parseInt(digestJson([champion?.bundle.digest ?? null, bundle.digest]).slice(0, 8), 16);
  return { task, success, seed, table: data.table, holdout, truth, training: rows.training };
}

/** Rows that nobody collected may be more than a derived column or a command can bear: that is no reason to fail the run. */
async function answered<T>(world: World, what: string, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    world.console.say(`No ${what}, since a model did not answer: ${error.problems[0].found}`);
    return null;
  }
}

function besideChampion(
  world: World,
  { inputs, champion, against, data, rows }: FindingsInput,
  trees: AskedModel | null,
) {
  if (!champion || !against) return null;
  const { bundle } = champion;
  const sameTask = bundle.manifest.signature.task === inputs.project.spec.problem.task;
  const readable = sameTask && readsTable(bundle, data.table);
  const model = readable ? (trees ?? askedModel(world, inputs, bundle)) : null;
  const shared = rows.test.filter((row) => !against.seen.has(rows.split.keys[row]!));
  return model && shared.length >= FEWEST_SHARED ? { model, rows: shared } : null;
}
