import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { badInput } from "../../core/errors.ts";
import type { Git } from "../../ports/git.ts";
import { toPattern } from "./command-tags.ts";
import { isomorphicObjects } from "./isomorphic-objects.ts";
import { isomorphicRemote } from "./isomorphic-remote.ts";
import type { Repository } from "./isomorphic-repository.ts";
import { isomorphicWorkTree } from "./isomorphic-work-tree.ts";
import type { Access } from "./run-git.ts";

/**
 * The Git port where there is no `git` command, over isomorphic-git. It pushes one ref at a time and has no leases: the remote is
 * asked just before. Remotes by HTTP only.
 */
export async function isomorphicGit(folder: string, access: Access): Promise<Git | null> {
  const [fs, git] = await Promise.all([import("node:fs"), import("isomorphic-git")]);
  const dir = await git.findRoot({ fs, filepath: folder }).catch(() => null);
  if (dir === null) return null;
  const repository: Repository = { fs, dir, gitdir: join(dir, ".git"), cache: {} };
  if (!(await stat(repository.gitdir)).isDirectory()) throw linkedWorkTree(dir);
  const objects = isomorphicObjects(repository);
  const remote = isomorphicRemote(repository, access);
  const workTree = isomorphicWorkTree(repository);
  const allRefs = () => readRefs(repository);
  return {
    root: dir,
    atomicPush: false,
    ...objects,
    ...remote,
    ...workTree,
    head: async () => {
      const commit = await git.resolveRef({ ...repository, ref: "HEAD" }).catch(() => null);
      const branch = (await git.currentBranch({ ...repository, fullname: false })) ?? null;
      return commit === null ? null : { commit, branch };
    },
    resolve: async (name) => {
      const [ref] = name.split("^{");
      const oid =
        (await allRefs()).get(ref!) ?? (await git.resolveRef({ ...repository, ref: ref! }).catch(() => null));
      return oid !== null && /^[0-9a-f]{40}$/.test(oid) ? objects.existing(oid) : null;
    },
    isShallow: async () =>
      (await readFile(join(repository.gitdir, "shallow"), "utf8").catch(() => "")) !== "",
    identity: async () => {
      const [name, email] = await Promise.all(
        ["user.name", "user.email"].map((path) => git.getConfig({ ...repository, path })),
      );
      const { GIT_COMMITTER_NAME: envName, GIT_COMMITTER_EMAIL: envEmail } = process.env;
      return (envName || name) && (envEmail || email)
        ? { name: envName || name, email: envEmail || email }
        : undefined;
    },
    tags: async (patterns) => {
      const matchers = patterns.map(toPattern);
      const wanted = [...(await allRefs())].filter(
        ([ref]) =>
          ref.startsWith("refs/tags/") &&
          matchers.some((matcher) => matcher.test(ref.slice("refs/tags/".length))),
      );
      const records = await Promise.all(
        wanted.map(([ref, oid]) => objects.tagRecord(ref.slice("refs/tags/".length), oid)),
      );
      return records.filter((record) => record !== null);
    },
    refs: async (prefix) => new Map([...(await allRefs())].filter(([ref]) => ref.startsWith(prefix))),
    updateRefs: async (updates) => {
      const present = await allRefs();
      const moved = updates.find(({ ref, old }) => old !== undefined && (present.get(ref) ?? null) !== old);
      if (moved)
        return { kind: "rejected", detail: `${moved.ref} is at ${present.get(moved.ref) ?? "nothing"}` };
      for (const { ref, new: to } of updates) {
        if (to === null) await git.deleteRef({ ...repository, ref });
        else await git.writeRef({ ...repository, ref, value: to, force: true });
      }
      return { kind: "pushed" };
    },
  };
}

/** All refs by one reading of `packed-refs` and the loose files; isomorphic-git's own way parses the packed ones anew for each. */
async function readRefs({ fs, gitdir }: Repository): Promise<Map<string, string>> {
  const packed = await readFile(join(gitdir, "packed-refs"), "utf8").catch(() => "");
  const lines = packed.split("\n").filter((line) => /^[0-9a-f]{40} /.test(line));
  const refs = new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
  const entries = await fs.promises.readdir(join(gitdir, "refs"), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const oid = (await readFile(path, "utf8")).trim();
    if (/^[0-9a-f]{40}$/.test(oid)) refs.set(path.slice(gitdir.length + 1).replaceAll("\\", "/"), oid);
  }
  return refs;
}

function linkedWorkTree(dir: string) {
  return badInput({
    code: "git-linked-work-tree",
    found: `${dir} is a linked work tree or a submodule`,
    expected: "an ordinary clone, or the `git` command on this machine",
    next: "Install Git, or work in the main clone.",
  });
}
