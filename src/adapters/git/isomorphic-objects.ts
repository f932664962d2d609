import { outsideFailed } from "../../core/errors.ts";
import type { NewCommit, NewTag, Oid } from "../../ports/git.ts";
import type { TagRecord } from "../../records/registry.ts";
import { ended } from "./command-objects.ts";
import type { Repository } from "./isomorphic-repository.ts";

/** Reading and making objects; nothing here touches a ref, the index or the work tree. */
export function isomorphicObjects(repository: Repository) {
  const load = () => import("isomorphic-git");

  const existing = async (oid: Oid): Promise<Oid | null> => {
    const git = await load();
    return git.readObject({ ...repository, oid, format: "content" }).then(
      () => oid,
      () => null,
    );
  };

  const readTree = async (commit: Oid): Promise<Map<string, Uint8Array>> => {
    const git = await load();
    const files = new Map<string, Uint8Array>();
    for (const path of await listTree(commit)) {
      files.set(path, (await git.readBlob({ ...repository, oid: commit, filepath: path })).blob);
    }
    return files;
  };

  const listTree = async (commit: Oid): Promise<string[]> => {
    const git = await load();
    await mustExist(commit);
    const walk = async (oid: Oid, prefix: string): Promise<string[]> => {
      const { tree } = await git.readTree({ ...repository, oid });
      const parts = tree.map((entry) =>
        entry.type === "tree" ? walk(entry.oid, `${prefix}${entry.path}/`) : [`${prefix}${entry.path}`],
      );
      return (await Promise.all(parts)).flat();
    };
    return (await walk(commit, "")).sort();
  };

  const mustExist = async (commit: Oid): Promise<void> => {
    if ((await existing(commit)) !== null) return;
    throw outsideFailed({
      code: "git-commit-unreadable",
      found: `commit ${commit.slice(0, 12)}: it is not here`,
      expected: "the commit with its files in this clone",
      next: "Run `git fetch origin`.",
    });
  };

  const readFile = async (commit: Oid, path: string): Promise<Uint8Array | null> => {
    const git = await load();
    await mustExist(commit);
    return git.readBlob({ ...repository, oid: commit, filepath: path }).then(
      ({ blob }) => blob,
      () => null,
    );
  };

  const writeTree = async (files: ReadonlyMap<string, Uint8Array>): Promise<Oid> => {
    const git = await load();
    const folders = new Map<string, Map<string, Uint8Array>>();
    const tree: { mode: string; path: string; oid: string; type: "blob" | "tree" }[] = [];
    for (const [path, blob] of files) {
      const [name, ...rest] = path.split("/");
      if (rest.length === 0) {
        tree.push({ mode: "100644", path, oid: await git.writeBlob({ ...repository, blob }), type: "blob" });
        continue;
      }
      if (!folders.has(name!)) folders.set(name!, new Map());
      folders.get(name!)!.set(rest.join("/"), blob);
    }
    for (const [path, inside] of folders)
      tree.push({ mode: "040000", path, oid: await writeTree(inside), type: "tree" });
    return git.writeTree({ ...repository, tree });
  };

  const writeCommit = async ({ files, message, author, time, parents }: NewCommit): Promise<Oid> => {
    const git = await load();
    const who = { ...author, timestamp: time, timezoneOffset: 0 };
    const tree = await writeTree(files);
    const commit = { tree, parent: [...parents], author: who, committer: who, message: ended(message) };
    return git.writeCommit({ ...repository, commit });
  };

  const writeTag = async ({ name, commit, message, tagger, time }: NewTag): Promise<Oid> => {
    const git = await load();
    const tag = {
      object: commit,
      type: "commit" as const,
      tag: name,
      tagger: { ...tagger, timestamp: time, timezoneOffset: 0 },
      // isomorphic-git ends it with a line break of its own.
      message: message.replace(/\n$/, ""),
    };
    return git.writeTag({ ...repository, tag });
  };

  const tagRecord = async (name: string, oid: Oid): Promise<TagRecord | null> => {
    const git = await load();
    const object = await git.readObject({ ...repository, oid, format: "parsed" }).catch(() => null);
    if (object?.type !== "tag") return null;
    const { tag } = await git.readTag({ ...repository, oid });
    if (tag.type !== "commit" || !tag.tagger) return null;
    const tagger = { name: tag.tagger.name, email: tag.tagger.email };
    return { name, oid, commit: tag.object, time: tag.tagger.timestamp, tagger, message: ended(tag.message) };
  };

  return { existing, readTree, listTree, readFile, writeCommit, writeTag, tagRecord };
}
