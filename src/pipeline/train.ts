import { badInput } from "../core/errors.ts";
import type { World } from "../ports/world.ts";
import type { Bundle, Signature } from "../records/bundle.ts";
import { jsonFile, sealBundle } from "../records/bundle-files.ts";
import type { Artifact, Version } from "../records/registry.ts";
import { type Spec, trainsByCommand } from "../records/spec.ts";
import { profileRaw } from "../stages/data/profile/profile-raw.ts";
import { profile } from "../stages/data/profile.ts";
import { computeMetrics } from "../stages/evaluation/metrics.ts";
import { transformInputs } from "../stages/features/transform-inputs.ts";
import { driftReference } from "../stages/monitoring/drift/drift-reference.ts";
import type { Inputs } from "./data/inputs.ts";
import type { ReadData } from "./data/read-data.ts";
import { smokeTest } from "./deployment/smoke-test.ts";
import { placed } from "./placed.ts";
import { findModel } from "./training/find-model.ts";
import { type ModelRows, targetOf, truthOf } from "./training/model-rows.ts";
import { trainAlgorithm } from "./training/train-algorithm.ts";
import { trainCommand } from "./training/train-command.ts";
import { trainingFeatures } from "./training/training-features.ts";
import type { TrainingMaterial } from "./training/training-material.ts";

export interface Training {
  readonly outcome: "registered" | "candidate" | "trained";
  readonly bundle: Bundle;
  readonly version: Version | null;
  /** Of what was trained in this run. */
  readonly cost?: TrainingCost;
}

export interface TrainingCost {
  readonly seconds: number;
  /** Bytes; unknown of a command, which is a process of its own. */
  readonly memory?: number;
  /** That were at work, as far as one can tell: a command may use them all. */
  readonly cores: number;
}

/**
 * The model of a recipe: the registered version if there is one, else the stored candidate, else `handed` (a bundle that
 * another job trained), else it is trained now. What was trained is kept as the candidate, so it is trained once.
 */
export async function train(
  world: World,
  inputs: Inputs,
  artifact: Artifact,
  readData: () => Promise<ReadData>,
  handed: Bundle | null = null,
): Promise<Training> {
  const found = await findModel(world, artifact, inputs.digest);
  if (found) {
    world.console.say(
      found.version
        ? `The recipe is ${found.version.version}: nothing to train.`
        : "The recipe was trained before: using that candidate.",
    );
    return { ...found, outcome: found.version ? "registered" : "candidate" };
  }
  if (handed) {
    if (handed.manifest.recipe !== inputs.digest) throw handedMismatch();
    return { outcome: "trained", bundle: await world.store.keep(handed), version: null };
  }
  const { spec } = inputs.project;
  if (trainsByCommand(spec.train) && !world.mayRunCommands) throw commandNotHere();
  const data = await readData();
  const { machine } = world;
  const begun = machine.elapsed();
  const bundle = await placed(inputs.project, () => trainBundle(world, inputs, data));
  const seconds = (machine.elapsed() - begun) / 1000;
  const cost = trainsByCommand(spec.train)
    ? { seconds, cores: machine.describe().cores }
    : { seconds, memory: machine.peakMemory(), cores: 1 };
  return { outcome: "trained", bundle: await world.store.keep(bundle), version: null, cost };
}

/** Trains, predicts the holdout and seals everything. Nothing in it tells when or where: the same recipe, the same bytes. */
async function trainBundle(world: World, inputs: Inputs, data: ReadData): Promise<Bundle> {
  const { spec } = inputs.project;
  const { table, split, rows, transform, training } = await trainingFeatures(data, spec);
  const classes = classesOf(data, rows, spec);
  const material: TrainingMaterial = { spec, data: { ...data, table }, rows, transform, training, classes };
  const left = split.training.length - rows.training.length;
  const without = left === 0 ? "" : `, without ${left} that miss a cell or repeat another`;
  const gone = transform.left_out?.length ?? 0;
  const of =
    gone === 0 ? "" : ` and ${transform.selected!.length} of ${transform.selected!.length + gone} features`;
  world.console.say(`Training ${spec.model} on ${rows.training.length} rows${without}${of} …`);
  const trained = trainsByCommand(spec.train)
    ? await trainCommand(world, inputs, material, spec.train)
    : await trainAlgorithm(material, spec.train);
  const truth = truthOf(data.table, rows.split, rows.test, spec);
  const signature: Signature = {
    task: spec.problem.task,
    target: spec.problem.target,
    inputs: transformInputs(transform),
    classes: classes && [...classes],
  };
  const files = new Map([
    ...trained.files,
    ["predictions.json", jsonFile(trained.predictions)] as const,
    ["profile.json", jsonFile(profile(data.table, split.training))] as const,
    ["reference.json", jsonFile(driftReference(profileRaw(data.raw)))] as const,
    ["smoke.json", jsonFile(smokeTest(data.table, signature, rows.test, trained.predictions))] as const,
    ["transform.json", jsonFile(transform)] as const,
  ]);
  const counts = {
    training: rows.training.length,
    validation: rows.validation.length,
    test: rows.test.length,
  };
  const metrics = computeMetrics(spec.problem.task, truth, trained.predictions);
  return sealBundle({ model: spec.model, signature, metrics, rows: counts }, inputs.recipe, files);
}

function classesOf(data: ReadData, rows: ModelRows, spec: Spec): string[] | null {
  if (spec.problem.task !== "classification") return null;
  return [...new Set(targetOf(data.table, rows.training, spec).map(String))].sort();
}

function handedMismatch() {
  return badInput({
    code: "training-other-recipe",
    found: "a bundle of another recipe than this commit's",
    expected: "the bundle that was trained from this commit",
    next: "Run the training job again on this commit.",
  });
}

function commandNotHere() {
  return badInput({
    code: "training-command-not-here",
    found: "a recipe that must be trained by a command, in a job that holds a token",
    expected: "training in a job of its own, without a token that can write",
    next: "Use the `train` action in one job and `report` or `register` in a second one, as the workflows of `trunkline init` do.",
  });
}
