import type { World } from "../ports/world.ts";
import type { Evaluation, Gate } from "../records/evaluation.ts";
import { evaluate } from "../stages/evaluation/evaluate.ts";
import { decide } from "../stages/gate/decide.ts";
import { validated } from "./check.ts";
import { dataRefused } from "./data/read-data.ts";
import { championPredictions } from "./evaluation/champion.ts";
import { groupsOf } from "./evaluation/groups.ts";
import type { Project } from "./project.ts";
import { loadVersion } from "./registry/named-version.ts";
import { splitRows, truthOf } from "./training/model-rows.ts";

export interface Comparison {
  readonly evaluation: Evaluation;
  readonly gate: Gate;
}

/** Two registered versions, the first as champion, on the holdout of the data as they are here and now. */
export async function compareVersions(
  world: World,
  project: Project,
  names: readonly [string, string],
): Promise<Comparison> {
  const { inputs, registry, validation, data } = await validated(world, project, false);
  if (validation.problems.length > 0) throw dataRefused(validation);
  const { spec } = project;
  const rows = splitRows(data, spec);
  const [left, right] = await Promise.all(
    names.map((name) => loadVersion(world, registry.artifact, name, "compare")),
  );
  const [champion, challenger] = await Promise.all(
    [left!, right!].map((model) => championPredictions(world, inputs, model, data, rows, null)),
  );
  const { confidence, resamples } = spec.evaluate;
  const evaluation = evaluate({
    model: spec.model,
    task: spec.problem.task,
    success: spec.problem.success,
    confidence,
    resamples,
    challenger: {
      recipe: right!.bundle.manifest.recipe,
      bundle: right!.bundle.digest,
      predictions: challenger!.predictions,
    },
    champion: {
      version: left!.version.version,
      commit: left!.version.commit,
      recipe: left!.bundle.manifest.recipe,
      bundle: left!.bundle.digest,
      ...champion!,
      // What either was trained on would flatter it.
      seen: new Set([...champion!.seen, ...challenger!.seen]),
    },
    // Both are registered: which is better is asked, not whether one is good enough.
    baseline: null,
    truth: truthOf(data.table, rows.split, rows.test, spec),
    groups: await groupsOf(data, rows, spec, right!.bundle),
    data: null,
  });
  return { evaluation, gate: decide({ evaluation, success: spec.problem.success, registered: null }) };
}
