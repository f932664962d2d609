import { badInput } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { World } from "../ports/world.ts";
import type { Artifact, Version } from "../records/registry.ts";
import { type AssignmentDecision, decideAssignment } from "../stages/registry/assign.ts";
import { versionOfRecipe } from "../stages/registry/find-version.ts";
import { readInputs } from "./data/inputs.ts";
import { type DirectoryOutcome, deployToDirectory } from "./deployment/deploy-directory.ts";
import { followDeployment } from "./deployment/github-deployment.ts";
import type { Project } from "./project.ts";
import { committed, noRemote, pullRequestOf } from "./register.ts";
import { readRegistry } from "./registry/registry-state.ts";
import { writeEvent } from "./registry/write-event.ts";

export interface DeployOptions {
  readonly stage: string;
  readonly push: boolean;
  /** The branch that the stage follows: when its tip is another commit by now, that commit's run decides, not this one. */
  readonly follow?: string;
}

export type Deployment = AssignmentDecision["record"] & { readonly target: DirectoryOutcome };
export type DeployResult =
  | Deployment
  | { readonly outcome: "superseded"; readonly stage: string; readonly tip: string };

/**
 * Puts the version of this commit's recipe on a stage: first the target, checked, then the tag, which is the commit point.
 * Killed between the two, the next run finds them apart and brings the target to what this commit asks for.
 * Going back is the same act: a reverted tree has the recipe of the earlier version.
 */
export async function deploy(world: World, project: Project, options: DeployOptions): Promise<DeployResult> {
  const { stage } = options;
  const push = options.push && world.remote !== null;
  if (options.push && !push) throw noRemote();
  const target = targetOf(project, stage);
  const inputs = await readInputs(world, project);
  const registry = await readRegistry(world, project.spec.model, push);
  const version = registeredVersion(registry.artifact, inputs.digest);
  const commit = await committed(world, inputs.paths);
  const tip = await newerTip(world, commit, options.follow);
  if (tip !== null) return { outcome: "superseded", stage, tip };
  const bundle = await world.store.find(inputs.digest, version.bundle);
  if (bundle === null) throw bundleMissing(version);
  const pullRequest = await pullRequestOf(world, commit);
  const hosted = await followDeployment(world, { stage, version, bundle: bundle.digest, commit });
  let outcome: DirectoryOutcome;
  try {
    outcome = await deployToDirectory(world, project, { target, version: version.version, bundle });
  } catch (error) {
    await hosted.failed(error instanceof Error ? error.message : String(error));
    throw error;
  }
  const record = await writeEvent(world, project.spec.model, push, ({ artifact }) =>
    decideAssignment({ artifact, stage, version, requestedBy: commit, pullRequest, now: world.clock.now() }),
  );
  await hosted.succeeded();
  return { ...record, target: outcome };
}

function targetOf(project: Project, stage: string) {
  const target = Object.hasOwn(project.spec.deploy, stage) ? project.spec.deploy[stage] : undefined;
  if (target) return target;
  const stages = Object.keys(project.spec.deploy);
  const near = nearestName(stage, stages);
  throw badInput({
    code: "deploy-unknown-stage",
    found: `no stage ${JSON.stringify(stage)} under deploy${near ? ` (did you mean ${near}?)` : ""}`,
    where: { file: project.path },
    expected:
      stages.length > 0
        ? `one of: ${stages.join(", ")}`
        : "a section such as `deploy: { production: { target: directory, path: ./deployed } }`",
    next: "Name a stage of the spec, or add it there.",
  });
}

function registeredVersion(artifact: Artifact, recipe: string): Version {
  const version = versionOfRecipe(artifact, recipe);
  if (version) return version;
  throw badInput({
    code: "deploy-not-registered",
    found: `no version of ${artifact.name} with this commit's recipe`,
    expected: "a registered version: only what passed its gate is deployed",
    next: "Run `trunkline register` first.",
  });
}

/** The newer tip of the branch; null when this commit is the tip, or nothing is followed. */
async function newerTip(world: World, commit: string, branch: string | undefined): Promise<string | null> {
  if (branch === undefined || world.remote === null) return null;
  const ref = `refs/heads/${branch}`;
  const tip = (await world.git.remoteRefs(world.remote, [ref])).get(ref);
  return tip === undefined || tip === commit ? null : tip;
}

function bundleMissing(version: Version) {
  return badInput({
    code: "deploy-bundle-missing",
    found: `no bundle of ${version.version}, here or on the remote`,
    expected: `the ref refs/trunkline/bundles/${version.recipe}`,
    next: "Push that ref from a clone that has it.",
  });
}
