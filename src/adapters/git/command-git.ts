import type { Git } from "../../ports/git.ts";
import { listTree, readFile, readTree, writeCommit, writeTag } from "./command-objects.ts";
import { fetchRefs, localRefs, pushRefs, remoteRefs, updateRefs } from "./command-refs.ts";
import { readTags } from "./command-tags.ts";
import {
  changedPaths,
  commitPaths,
  listFiles,
  pushLargeFiles,
  switchToNewBranch,
} from "./command-work-tree.ts";
import { type Access, decode, type GitRunner, gitFailed, gitRunner } from "./run-git.ts";

/** The Git port over the `git` command; null when the folder is in no repository. */
export async function commandGit(folder: string, access: Access): Promise<Git | null> {
  const found = await gitRunner(folder, access).try(["rev-parse", "--show-toplevel"]);
  if (found.exit !== 0) {
    if (/not a git repository/i.test(found.err)) return null;
    throw gitFailed(["rev-parse"], found.err);
  }
  const git = gitRunner(decode(found.out).replace(/\n$/, ""), access);
  return {
    root: git.root,
    atomicPush: true,
    head: () => head(git),
    resolve: (name) => resolve(git, name),
    isShallow: () => isShallow(git),
    identity: () => identity(git),
    tags: (patterns) => readTags(git, patterns),
    refs: (prefix) => localRefs(git, prefix),
    remoteRefs: (remote, patterns) => remoteRefs(git, remote, patterns),
    hasRemote: async (remote) => (await git.try(["config", "--get", `remote.${remote}.url`])).exit === 0,
    fetch: async (remote, refs) => fetchRefs(git, remote, refs, await isShallow(git)),
    fetchCommit: (remote, commit) => fetchCommit(git, remote, commit),
    readFile: (commit, path) => readFile(git, commit, path),
    readTree: (commit) => readTree(git, commit),
    listTree: (commit) => listTree(git, commit),
    listFiles: (globs) => listFiles(git, globs),
    changedPaths: (commit, paths) => changedPaths(git, commit, paths),
    writeCommit: (commit) => writeCommit(git, commit),
    writeTag: (tag) => writeTag(git, tag),
    updateRefs: (updates) => updateRefs(git, updates),
    push: (remote, updates) => pushRefs(git, remote, updates),
    switchToNewBranch: (name) => switchToNewBranch(git, name),
    commitPaths: (paths, message) => commitPaths(git, paths, message),
    pushLargeFiles: (remote, digests) => pushLargeFiles(git, remote, digests),
  };
}

async function head(git: GitRunner) {
  const commit = await resolve(git, "HEAD");
  if (commit === null) return null;
  const branch = await git.try(["symbolic-ref", "--quiet", "--short", "HEAD"]);
  return { commit, branch: branch.exit === 0 ? decode(branch.out).trim() : null };
}

async function resolve(git: GitRunner, name: string) {
  const run = await git.try(["rev-parse", "--verify", "--quiet", "--end-of-options", name]);
  return run.exit === 0 ? decode(run.out).trim() : null;
}

async function isShallow(git: GitRunner) {
  return (await git.text(["rev-parse", "--is-shallow-repository"])).trim() === "true";
}

/** The configured user; Git's own guesses from the machine's name do not count. */
async function identity(git: GitRunner) {
  const run = await git.try(["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"]);
  const [, name, email] =
    run.exit === 0 ? (/^(.*) <(.*)> \d+ [+-]\d+$/.exec(decode(run.out).trim()) ?? []) : [];
  return name && email ? { name, email } : undefined;
}

async function fetchCommit(git: GitRunner, remote: string, commit: string) {
  const depth = (await isShallow(git)) ? ["--depth=1"] : [];
  const run = await git.try([
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-write-fetch-head",
    ...depth,
    remote,
    commit,
  ]);
  if (run.exit === 0) return true;
  if (/not our ref|couldn't find remote ref|unadvertised object|no such ref/i.test(run.err)) return false;
  throw gitFailed(["fetch"], run.err);
}
