import { badInput, refused } from "../core/errors.ts";
import type { PullRequest } from "../ports/github.ts";
import type { World } from "../ports/world.ts";
import type { Bundle } from "../records/bundle.ts";
import { latestVersion, versionOfRecipe } from "../stages/registry/find-version.ts";
import { decideRegistration, type RegistrationDecision } from "../stages/registry/register.ts";
import { check, type Handed } from "./check.ts";
import { readInputs } from "./data/inputs.ts";
import { dataRefused } from "./data/read-data.ts";
import { shareDecision } from "./evaluation/decisions.ts";
import type { Project } from "./project.ts";
import { type RegistryState, readRegistry } from "./registry/registry-state.ts";
import { writeEvent } from "./registry/write-event.ts";

export interface RegisterOptions {
  readonly push: boolean;
  readonly handed?: Handed;
}

export type Registration = RegistrationDecision["record"] & {
  readonly recipe: string;
  readonly bundle: string | null;
};

/**
 * Gives the commit's model its version. Nothing to do is the common case and the cheap one: a recipe that is a version already
 * costs no look at the data. Else the model (reviewed and stored, or trained now) passes the gate, its bundle is shared, and then comes the tag.
 */
export async function register(
  world: World,
  project: Project,
  options: RegisterOptions,
): Promise<Registration> {
  const push = options.push && world.remote !== null;
  if (options.push && !push) throw noRemote();
  const inputs = await readInputs(world, project);
  const before = await readRegistry(world, project.spec.model, push);
  const known = versionOfRecipe(before.artifact, inputs.digest);
  if (known && !isUnpushed(before, known.tag.name)) {
    const { version, commit, bundle = null } = known;
    return { outcome: "already", version, commit, recipe: inputs.digest, bundle };
  }
  const commit = await committed(world, inputs.paths);
  const { model } = project.spec;
  const checked = await check(world, project, {
    sync: push,
    ...(options.handed && { handed: options.handed }),
  });
  if (!checked.training || !checked.evaluation || !checked.gate) throw dataRefused(checked.validation);
  const { training, evaluation, gate } = checked;
  if (push) {
    await shareBundles(world, checked.registry, training.bundle);
    await shareDecision(world, evaluation, gate);
  }
  const pullRequest = await pullRequestOf(world, commit);
  const record = await writeEvent(world, model, push, async ({ artifact }) => {
    const previous = await previousBundle(world, artifact);
    const now = world.clock.now();
    return decideRegistration({
      artifact,
      commit,
      bundle: training.bundle,
      evaluation,
      gate,
      previous,
      pullRequest,
      now,
    });
  });
  return { ...record, recipe: inputs.digest, bundle: training.bundle.digest };

  async function previousBundle(world: World, artifact: RegistryState["artifact"]): Promise<Bundle | null> {
    const latest = latestVersion(artifact);
    return latest?.recipe ? world.store.find(latest.recipe, latest.bundle) : null;
  }
}

function isUnpushed({ remote }: RegistryState, tag: string): boolean {
  return remote !== null && !remote.has(`refs/tags/${tag}`);
}

/** The bundle before its tag: what is pushed before the tag is harmless. Versions registered here without `--push` go along. */
async function shareBundles(world: World, registry: RegistryState, bundle: Bundle): Promise<void> {
  for (const version of registry.artifact.versions) {
    if (
      !version.recipe ||
      version.recipe === bundle.manifest.recipe ||
      !isUnpushed(registry, version.tag.name)
    )
      continue;
    const earlier = await world.store.find(version.recipe, version.bundle);
    if (earlier) await world.store.share(earlier);
  }
  const counts = await world.store.share(bundle);
  if (counts.digest === bundle.digest) return;
  throw refused({
    code: "registry-other-candidate",
    found:
      "another run stored a bundle of the same recipe first, with other bytes: the training is not repeatable",
    expected: "the same recipe to give the same bytes",
    next: "Run again: the bundle that was stored first is the one that counts. Seed the training command so that it repeats itself.",
  });
}

/** The commit that the version will stand on. What the recipe counts must be in it as it is here. */
export async function committed(world: World, paths: readonly string[]): Promise<string> {
  const head = await world.git.head();
  if (head === null) {
    throw badInput({
      code: "git-no-commit",
      found: "a repository without a commit",
      expected: "a commit for the version to stand on",
      next: "Run `git add -A` and `git commit`, then again.",
    });
  }
  const changed = await world.git.changedPaths(head.commit, paths);
  if (changed.length === 0) return head.commit;
  throw badInput({
    code: "registry-uncommitted",
    found: `changes that are not committed: ${changed.slice(0, 5).join(", ")}${changed.length > 5 ? " …" : ""}`,
    where: { file: changed[0]! },
    expected: "a version to stand on the commit that made it",
    next: "Commit them, then run this again.",
  });
}

/** Who asked for it and who approved, where GitHub can tell. */
export async function pullRequestOf(world: World, commit: string): Promise<PullRequest | null> {
  return world.github === null ? null : world.github.pullRequestOf(commit);
}

export function noRemote() {
  return badInput({
    code: "git-no-remote",
    found: "--push in a repository without a remote",
    expected: "a remote named origin",
    next: "Add one with `git remote add origin URL`, or leave --push out.",
  });
}
