import { shortDigest } from "../core/digest.ts";
import { badInput } from "../core/errors.ts";
import { showPath } from "../core/show-text.ts";
import type { World } from "../ports/world.ts";
import type { Bundle, Predictions } from "../records/bundle.ts";
import type { DriftReport } from "../records/drift.ts";
import type { Evaluation, Gate } from "../records/evaluation.ts";
import type { Operations } from "../records/operations.ts";
import type { Validation } from "../records/validation.ts";
import { passedBefore } from "../stages/data/passed-before.ts";
import { versionOfRecipe } from "../stages/registry/find-version.ts";
import { type Inputs, readInputs } from "./data/inputs.ts";
import { type ReadData, validateData } from "./data/read-data.ts";
import { streams, streamValidation } from "./data/stream-validation.ts";
import { judge } from "./evaluate.ts";
import type { ChampionModel, ChampionPredictions } from "./evaluation/champion.ts";
import { checkExpectations, type HandedFindings } from "./evaluation/findings.ts";
import { checkGroups } from "./evaluation/groups.ts";
import type { Project } from "./project.ts";
import { type RegistryState, readRegistry } from "./registry/registry-state.ts";
import { type Training, train } from "./train.ts";
import { findModel } from "./training/find-model.ts";

/** Above this many bytes a file is not held where only its validation is asked for. */
const LARGE = 32 * 1024 * 1024;

/** What another job made of this commit: checked before it is used. */
export interface Handed {
  readonly bundle: Bundle | null;
  readonly championPredictions: Predictions | null;
  readonly findings?: HandedFindings | null;
}

export interface CheckOptions {
  /** Bring the registry and stored candidates from the remote first. */
  readonly sync: boolean;
  readonly handed?: Handed;
  /** Evaluate only what exists already: a version, a candidate, or what another job handed over. */
  readonly trainedOnly?: boolean;
}

/** Everything that is known of a commit's model. What was not reached, since something before it failed, is null. */
export interface Check {
  readonly inputs: Inputs;
  readonly registry: RegistryState;
  readonly validation: Validation;
  readonly training: Training | null;
  readonly evaluation: Evaluation | null;
  readonly gate: Gate | null;
  /** What the model costs. */
  readonly operations: Operations | null;
  readonly champion: ChampionModel | null;
  /** What the champion says of this holdout. */
  readonly against: ChampionPredictions | null;
  readonly data: ReadData;
  /** How the data have moved since the champion was made; null where there is nothing to compare. */
  readonly drift: DriftReport | null;
  /** How its predictions differ from the champion's, on the same rows. */
  readonly predictionDrift: DriftReport | null;
}

/** Validates, trains (or finds what was trained), evaluates and lets the gate decide: the whole of a pull request. */
export async function check(world: World, project: Project, options: CheckOptions): Promise<Check> {
  const { inputs, registry, validation, data } = await validatedToUse(world, project, options.sync);
  const begun = { inputs, registry, validation, data };
  if (validation.problems.length > 0) {
    return {
      ...begun,
      training: null,
      evaluation: null,
      gate: null,
      operations: null,
      champion: null,
      against: null,
      drift: null,
      predictionDrift: null,
    };
  }
  await checkExpectations(project, data.table);
  if (options.trainedOnly && !options.handed?.bundle) await mustExist(world, inputs, registry);
  const training = await train(world, inputs, registry.artifact, async () => data, options.handed?.bundle);
  const predictions = options.handed?.championPredictions ?? null;
  const judged = await judge(
    world,
    inputs,
    registry.artifact,
    training,
    data,
    predictions,
    options.sync,
    options.handed?.findings,
  );
  return { ...begun, training, ...judged };
}

export interface Validated {
  readonly inputs: Inputs;
  readonly registry: RegistryState;
  readonly validation: Validation;
  readonly data: ReadData;
}

/** Reads what a commit declares, the registry, and the data with everything that is wrong with them. */
export async function validated(
  world: World,
  project: Project,
  sync: boolean,
  read?: Inputs,
): Promise<Validated> {
  const inputs = read ?? (await readInputs(world, project));
  const registry = await readRegistry(world, project.spec.model, sync);
  world.console.say(`Checking ${inputs.sources.map(({ path }) => showPath(path)).join(", ")} …`);
  const checked = await validateData(inputs.sources, project.spec, world.clock.now());
  // Before anything is trained: a slip in the name of a slice's column should cost seconds.
  if (checked.validation.problems.length === 0) await checkGroups(project, checked.data);
  return { inputs, registry, ...checked };
}

/**
 * As `validated`, for whoever goes on with the model. What is a version already passed its checks once: none that the clock
 * (`max_age`) or a newer Trunkline has brought since may stand in the way back to it. The problems are told as warnings.
 */
export async function validatedToUse(world: World, project: Project, sync: boolean): Promise<Validated> {
  const found = await validated(world, project, sync);
  return { ...found, validation: passed(found) };
}

/**
 * The validation alone, for whoever does not go on with the model. Data with a large file are checked as they are read: memory
 * does not grow with them. `toUse`: as `validatedToUse`.
 */
export async function validatedAlone(
  world: World,
  project: Project,
  { sync, toUse }: { readonly sync: boolean; readonly toUse: boolean },
): Promise<Validation> {
  const inputs = await readInputs(world, project, LARGE);
  const { sources } = inputs;
  const held = sources.every(({ file }) => file === undefined);
  if (held || !sources.every(streams) || project.spec.data.numbers) {
    const read = held ? inputs : await readInputs(world, project);
    const found = await validated(world, project, sync, read);
    return toUse ? passed(found) : found.validation;
  }
  const registry = await readRegistry(world, project.spec.model, sync);
  world.console.say(`Checking ${sources.map(({ path }) => showPath(path)).join(", ")} …`);
  const { validation, sample } = await streamValidation(world, sources, project.spec, world.clock.now());
  if (validation.problems.length === 0 && sample) await checkGroups(project, { table: sample });
  return toUse ? passed({ inputs, registry, validation }) : validation;
}

function passed({ inputs, registry, validation }: Omit<Validated, "data">): Validation {
  const version = versionOfRecipe(registry.artifact, inputs.digest);
  return version ? passedBefore(validation, version.version) : validation;
}

async function mustExist(world: World, inputs: Inputs, { artifact }: RegistryState): Promise<void> {
  if (await findModel(world, artifact, inputs.digest)) return;
  throw badInput({
    code: "evaluate-no-model",
    found: `no version and no candidate with this commit's recipe (${shortDigest(inputs.digest)})`,
    expected: "a model to evaluate",
    next: "Run `trunkline train` first, or `trunkline run`, which does all.",
  });
}
