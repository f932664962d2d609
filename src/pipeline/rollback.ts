import { badInput, refused } from "../core/errors.ts";
import type { World } from "../ports/world.ts";
import type { Version } from "../records/registry.ts";
import { decideRollback } from "../stages/registry/rollback.ts";
import { type Inputs, readInputs } from "./data/inputs.ts";
import { lockPath } from "./data/lock.ts";
import { loadProject, type Project } from "./project.ts";
import { committed } from "./register.ts";
import { readRegistry } from "./registry/registry-state.ts";

export interface RollbackOptions {
  readonly stage: string;
  readonly to?: string;
  /** Prepare it on a branch of its own, push that, and open a pull request. */
  readonly pullRequest: boolean;
}

export interface Rollback {
  readonly from: string;
  readonly to: string;
  readonly commit: string;
  readonly branch: string | null;
  readonly paths: readonly string[];
  readonly pullRequest: { readonly number: number; readonly url: string } | null;
}

/**
 * Prepares the commit that takes a stage back: the files that the recipe counts, as they were on the earlier version's commit.
 * Nothing is staged or deployed here: that is the work of the pipeline when the commit lands, as for every other change.
 */
export async function rollback(world: World, project: Project, options: RollbackOptions): Promise<Rollback> {
  const registry = await readRegistry(world, project.spec.model, world.remote !== null);
  const { from, to } = decideRollback(registry.artifact, options.stage, options.to);
  const inputs = await readInputs(world, project);
  if (to.recipe === inputs.digest) throw alreadyThere(to);
  await haveCommit(world, to);
  const wanted = await pathsOf(world, inputs, to);
  const touched = [...new Set([...inputs.paths, ...wanted])].sort();
  const head = await committed(world, await present(world, touched));
  const branch = options.pullRequest
    ? `trunkline/rollback-${project.spec.model.replace(":", "-")}-${to.version}`
    : null;
  const before = (await world.git.head())?.branch ?? null;
  if (branch !== null) await world.git.switchToNewBranch(branch);
  await restore(world, inputs, to, head, { touched, wanted });
  const paths = await world.git.changedPaths(head, touched);
  const commit = await world.git.commitPaths(paths, message(project, options.stage, from, to));
  const opened =
    branch === null
      ? null
      : await openPullRequest(world, project, { branch, base: before, stage: options.stage, from, to });
  return { from: from.version, to: to.version, commit, branch, paths, pullRequest: opened };
}

/** The files that the earlier version's recipe counts. */
async function pathsOf(world: World, inputs: Inputs, to: Version): Promise<Set<string>> {
  const bundle = to.recipe === undefined ? null : await world.store.find(to.recipe, to.bundle);
  if (bundle === null) throw unknownRecipe(to);
  const { data, training } = bundle.recipe;
  const files = [...data.sources, ...("code" in training ? training.code : [])].map((file) => file.path);
  const tracked = await Promise.all(files.map((path) => trackedAs(world, path, to.commit)));
  const lock = lockPath(inputs.project);
  const locked = (await world.git.readFile(to.commit, lock)) !== null;
  return new Set([inputs.project.path, ...tracked, ...(locked ? [lock] : [])]);
}

/** What stands for a file in a commit: of one that DVC keeps, its pointer. */
async function trackedAs({ git }: World, path: string, commit: string): Promise<string> {
  if ((await git.readFile(commit, path)) !== null) return path;
  return (await git.readFile(commit, `${path}.dvc`)) === null ? path : `${path}.dvc`;
}

async function present(world: World, paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => world.files.real(`${world.git.root}/${path}`)));
  return paths.filter((_, index) => found[index] !== null);
}

/** Writes the files of the earlier recipe into the work tree, and puts all back when they do not give that recipe. */
async function restore(
  world: World,
  inputs: Inputs,
  to: Version,
  head: string,
  { touched, wanted }: { touched: readonly string[]; wanted: ReadonlySet<string> },
): Promise<void> {
  for (const path of touched) {
    // A file that the earlier recipe does not count stays when it was there then, and goes when it came later.
    const bytes = await world.git.readFile(to.commit, path);
    if (wanted.has(path) || bytes === null) await bring(world, path, bytes);
  }
  const { path } = inputs.project;
  const after = await loadProject(world, path)
    .then((project) => readInputs(world, project))
    .catch(() => null);
  if (after?.digest === to.recipe) return;
  for (const each of touched) await bring(world, each, await world.git.readFile(head, each));
  throw unknownRecipe(to);
}

async function bring(world: World, path: string, bytes: Uint8Array | null): Promise<void> {
  const absolute = `${world.git.root}/${path}`;
  if (bytes === null) await world.files.remove(absolute);
  else await world.files.write(absolute, bytes);
}

async function haveCommit(world: World, version: Version): Promise<void> {
  if ((await world.git.resolve(`${version.commit}^{commit}`)) !== null) return;
  if (world.remote !== null && (await world.git.fetchCommit(world.remote, version.commit))) return;
  throw badInput({
    code: "rollback-commit-missing",
    found: `no commit ${version.commit.slice(0, 12)} of ${version.version} in this clone`,
    expected: "the commit that made the version",
    next: "Run `git fetch --tags origin`, then this again.",
  });
}

function message(project: Project, stage: string, from: Version, to: Version): string {
  const { model } = project.spec;
  return `Roll ${model} ${stage} back from ${from.version} to ${to.version}\n\nRestores the files of the recipe as they were on ${to.commit}.\n`;
}

async function openPullRequest(
  world: World,
  project: Project,
  {
    branch,
    base,
    stage,
    from,
    to,
  }: { branch: string; base: string | null; stage: string; from: Version; to: Version },
) {
  if (world.remote === null || world.github === null || base === null) throw noPullRequest(branch);
  const commit = (await world.git.head())!.commit;
  await world.git.push(world.remote, [{ ref: `refs/heads/${branch}`, new: commit }]);
  const title = `Roll ${project.spec.model} ${stage} back to ${to.version}`;
  const body = `Takes ${stage} back from ${from.version} to ${to.version}: the same bytes, no training. Merging this is the rollback.`;
  return world.github.createPullRequest({ title, body, head: branch, base });
}

function alreadyThere(to: Version) {
  return refused({
    code: "rollback-already-there",
    found: `this commit has the recipe of ${to.version} already`,
    expected: "a commit to go back from",
    next: "Push it, or run `trunkline deploy`: the pipeline stages that version.",
  });
}

function unknownRecipe(to: Version) {
  return refused({
    code: "rollback-not-restorable",
    found: `the files on the commit of ${to.version} do not give its recipe: their paths, or data outside of Git, have changed`,
    expected: "a tree with the recipe of that version",
    next: "Revert the commits by hand with `git revert`. Nothing was changed here.",
  });
}

function noPullRequest(branch: string) {
  return badInput({
    code: "rollback-no-github",
    found: `no token, remote or branch to open a pull request with; the commit is ready on ${branch}`,
    expected: "GITHUB_TOKEN and GITHUB_REPOSITORY in the environment, and a remote named origin",
    next: `Push ${branch} and open the pull request by hand.`,
  });
}
