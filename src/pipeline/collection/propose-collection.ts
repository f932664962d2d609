import { badInput, outsideFailed } from "../../core/errors.ts";
import type { World } from "../../ports/world.ts";
import type { CollectedSource, Collection } from "../../records/collection.ts";
import { type Lock, parseLock } from "../../records/lock.ts";
import { collectionMarkdown } from "../../reports/collection.ts";
import { parseLfsPointer } from "../../stages/data/pointers/lfs-pointer.ts";
import { readLock } from "../data/lock.ts";
import type { Project } from "../project.ts";

export interface Proposal {
  readonly branch: string;
  /** Null where the token may not open one. */
  readonly pullRequest: { readonly number: number; readonly url: string } | null;
}

export const collectionBody = collectionMarkdown;

/**
 * Commits what was collected onto a branch of its own, which is always one commit on top of where this run stands, and opens or
 * updates its one pull request. New data that the branch has already are not pushed again. Null when there are none.
 */
export async function proposeCollection(
  world: World,
  project: Project,
  collection: Collection,
): Promise<Proposal | null> {
  const changed = collection.sources.filter(({ outcome }) => outcome !== "unchanged");
  if (changed.length === 0) return null;
  const { git, github, remote } = world;
  const base = (await git.head())?.branch ?? null;
  if (remote === null || github === null || base === null) throw noPullRequest();
  const branch = branchOf(project);
  const names = changed.map(({ name }) => name).join(", ");
  const title = `Collect ${names.length > 60 ? `${changed.length} sources` : names}`;
  const ref = `refs/heads/${branch}`;
  const there = (await git.remoteRefs(remote, [ref])).get(ref) ?? null;
  const known = there && (await lockAt(world, there, collection.lock));
  const failed = new Set(collection.failed.map(({ name }) => name));
  const kept = known && sameData(known, await readLock(world, project), failed);
  if (!kept) {
    await git.switchToNewBranch(branch);
    const commit = await git.commitPaths([...changed.map(({ to }) => to), collection.lock], `${title}\n`);
    // Before the branch: a server refuses pointers to what it does not have.
    await git.pushLargeFiles(remote, await largeFiles(world, commit, changed));
    const outcome = await git.push(remote, [{ ref, old: there, new: commit }]);
    if (outcome.kind === "rejected") throw raced(branch);
  }
  const body = collectionMarkdown(collection);
  const open = await github.pullRequestFrom(branch);
  // What the branch has of a source that failed today is told by the text that came with it.
  const told = open !== null && kept && failed.size > 0;
  const pullRequest = told
    ? open
    : open
      ? await github.updatePullRequest(open.number, { title, body })
      : await github.createPullRequest({ title, body, head: branch, base });
  return { branch, pullRequest: pullRequest && { number: pullRequest.number, url: pullRequest.url } };
}

/** The pull request that is still open though the sources have what stands here already: another way brought it, or they took it back. */
export async function obsoleteProposal({ github }: World, project: Project, { failed }: Collection) {
  if (github === null || failed.length > 0) return null;
  return github.pullRequestFrom(branchOf(project));
}

function branchOf({ spec }: Project): string {
  return `trunkline/collect-${spec.model.replace(":", "-")}`;
}

/** Digests of the snapshots that the commit holds as pointers of Git LFS. */
async function largeFiles({ git }: World, commit: string, sources: readonly CollectedSource[]) {
  const committed = await Promise.all(sources.map(({ to }) => git.readFile(commit, to)));
  return committed.flatMap((bytes) => (bytes && parseLfsPointer(bytes)?.oid) ?? []);
}

async function lockAt({ git, remote }: World, commit: string, path: string): Promise<Lock | null> {
  if (remote === null || !(await git.fetchCommit(remote, commit))) return null;
  const bytes = await git.readFile(commit, path);
  return bytes && parseLock(path, bytes);
}

/** The moment of collecting differs between two runs that found the same. A source that failed says nothing of what it has. */
function sameData(one: Lock, other: Lock, failed: ReadonlySet<string>): boolean {
  const facts = ({ sources }: Lock) => {
    const asked = sources.filter(({ name }) => !failed.has(name));
    return JSON.stringify(asked.map(({ name, to, digest }) => [name, to, digest]).sort());
  };
  return facts(one) === facts(other);
}

function noPullRequest() {
  return badInput({
    code: "collect-no-github",
    found: "new data, and no token, remote or branch to open a pull request with",
    expected: "a run on a branch, with a token and a remote named origin",
    next: "Run `trunkline collect` on your machine, and commit what came.",
  });
}

function raced(branch: string) {
  return outsideFailed({
    code: "collect-raced",
    found: `somebody else pushed to ${branch} at the same moment`,
    next: "Run again; it begins with what is there now.",
  });
}
