import { digestJson } from "../core/digest.ts";
import type { World } from "../ports/world.ts";
import { Predictions } from "../records/bundle.ts";
import { readRecord } from "../records/bundle-files.ts";
import type { DriftReport } from "../records/drift.ts";
import type { Evaluation, Gate } from "../records/evaluation.ts";
import type { Operations } from "../records/operations.ts";
import type { Artifact } from "../records/registry.ts";
import { evaluate } from "../stages/evaluation/evaluate.ts";
import { ownMetrics } from "../stages/evaluation/own-metrics.ts";
import { addWear } from "../stages/gate/add-wear.ts";
import { applyWaivers } from "../stages/gate/apply-waivers.ts";
import { decide } from "../stages/gate/decide.ts";
import { addLimits } from "../stages/gate/limit-reasons.ts";
import { dataChangeSince } from "./data/data-change.ts";
import { driftSince } from "./data/data-drift.ts";
import type { Inputs } from "./data/inputs.ts";
import type { ReadData } from "./data/read-data.ts";
import { baselinePredictions } from "./evaluation/baseline.ts";
import {
  type ChampionModel,
  type ChampionPredictions,
  championPredictions,
  loadChampion,
} from "./evaluation/champion.ts";
import { keepDecision, knownDecisions } from "./evaluation/decisions.ts";
import { findOut, type HandedFindings } from "./evaluation/findings.ts";
import { groupsOf } from "./evaluation/groups.ts";
import { measureOperations } from "./evaluation/operations.ts";
import { predictionDrift } from "./evaluation/prediction-drift.ts";
import type { Training } from "./train.ts";
import { splitRows, truthOf } from "./training/model-rows.ts";

export interface Judgement {
  readonly evaluation: Evaluation;
  readonly gate: Gate;
  /** What the model costs; null for a version that is registered. */
  readonly operations: Operations | null;
  readonly champion: ChampionModel | null;
  /** What the champion says of this holdout. */
  readonly against: ChampionPredictions | null;
  /** How the data have moved since the champion was made; null where there is nothing to compare. */
  readonly drift: DriftReport | null;
  /** How its predictions differ from the champion's, on the same rows. */
  readonly predictionDrift: DriftReport | null;
}

/** Compares a model with the champion on the same rows, and lets the gate decide. */
export async function judge(
  world: World,
  inputs: Inputs,
  artifact: Artifact,
  training: Training,
  data: ReadData,
  handed: Predictions | null = null,
  sync = false,
  handedFindings: HandedFindings | null = null,
): Promise<Judgement> {
  const { spec } = inputs.project;
  const { bundle } = training;
  const rows = splitRows(data, spec);
  const champion = await loadChampion(world, artifact, spec);
  const predictions = readRecord(Predictions, bundle.files, "predictions.json", spec.model);
  const against = champion && (await championPredictions(world, inputs, champion, data, rows, handed));
  const simplest = await baselinePredictions(data, rows, spec);
  const itself = "algorithm" in inputs.recipe.training && inputs.recipe.training.algorithm === "baseline";
  const { confidence, resamples, metrics: own } = spec.evaluate;
  const compared = evaluate({
    model: spec.model,
    task: spec.problem.task,
    success: spec.problem.success,
    confidence,
    resamples,
    challenger: { recipe: inputs.digest, bundle: bundle.digest, predictions },
    champion: champion &&
      against && {
        version: champion.version.version,
        commit: champion.version.commit,
        recipe: champion.bundle.manifest.recipe,
        bundle: champion.bundle.digest,
        ...against,
      },
    baseline: simplest && { predictions: simplest, itself },
    ...(own && { own: ownMetrics(own, bundle.files, champion?.bundle.files ?? null) }),
    truth: truthOf(data.table, rows.split, rows.test, spec),
    groups: await groupsOf(data, rows, spec, bundle),
    data: champion && (await dataChangeSince(world, champion, bundle, data, spec)),
  });
  const registered = training.version?.version ?? null;
  const asked = { inputs, bundle, champion, against, data, rows, registered: registered !== null };
  const findings = await findOut(world, asked, handedFindings);
  const evaluation = { ...compared, ...findings };
  const drift = champion && (await driftSince(world, champion, bundle, data, spec));
  const decision = decide({
    evaluation,
    success: spec.problem.success,
    ...(own && { own }),
    registered,
    ...(spec.drift.severity === "error" && { drift }),
  });
  const known = await knownDecisions(world, spec.model, evaluation, artifact, sync);
  const worn = addWear(decision, evaluation, known, spec.gate.reuse);
  const operations = await measureOperations(world, spec, training, champion?.bundle ?? null, data, rows);
  const limited = addLimits(worn, spec.gate.limits, operations);
  const gate = applyWaivers(limited, spec.gate.waivers, world.clock.now());
  if (registered === null) await keepDecision(world, evaluation, gate);
  const answers =
    champion && against && predictionDrift(predictions, against, champion.version.version, spec);
  return { evaluation, gate, operations, champion, against, drift, predictionDrift: answers };
}

/** The digest that a gate and a version name an evaluation by. */
export function evaluationDigest(evaluation: Evaluation): string {
  return digestJson(evaluation);
}
