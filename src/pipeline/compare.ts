import { badInput } from "../core/errors.ts";
import type { World } from "../ports/world.ts";
import type { Evaluation, Gate } from "../records/evaluation.ts";
import type { Artifact, Version } from "../records/registry.ts";
import { evaluate } from "../stages/evaluation/evaluate.ts";
import { decide } from "../stages/gate/decide.ts";
import { championPredictions } from "./champion.ts";
import { validated } from "./check.ts";
import { splitRows, truthOf } from "./model-rows.ts";
import type { Project } from "./project.ts";
import { dataRefused } from "./read-data.ts";

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
  const [left, right] = await Promise.all(names.map((name) => loadVersion(world, registry.artifact, name)));
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
    data: null,
  });
  return { evaluation, gate: decide({ evaluation, success: spec.problem.success, registered: null }) };
}

async function loadVersion(world: World, artifact: Artifact, name: string) {
  const version = versionNamed(artifact, name);
  const bundle = version.recipe === undefined ? null : await world.store.find(version.recipe, version.bundle);
  if (bundle) return { version, bundle };
  throw badInput({
    code: "compare-bundle-missing",
    found: `no bundle of ${version.version}, here or on the remote`,
    expected: "a version that Trunkline registered, with its bundle's ref",
    next: "Compare other versions, or push the ref from a clone that has it.",
  });
}

/** By `v1.2.3`, `1.2.3`, or the name of a stage. */
function versionNamed(artifact: Artifact, name: string): Version {
  const wanted = artifact.stages.get(name)?.version ?? (name.startsWith("v") ? name : `v${name}`);
  const version = artifact.versions.find((each) => each.version === wanted);
  if (version) return version;
  throw badInput({
    code: "compare-unknown-version",
    found: `no version or stage ${JSON.stringify(name)} of ${artifact.name}`,
    expected: `one of: ${[...artifact.stages.keys(), ...artifact.versions.map((each) => each.version)].slice(0, 12).join(", ")}`,
    next: "See `trunkline registry show`.",
  });
}
