import { outsideFailed } from "../../core/errors.ts";
import type { NewCommit, NewTag, Oid } from "../../ports/git.ts";
import { decode, type GitRunner } from "./run-git.ts";

const FILE_MODE = "100644";

/** The files of a commit by path, through one `cat-file` process. */
export async function readTree(git: GitRunner, commit: Oid): Promise<Map<string, Uint8Array>> {
  const entries = await treeEntries(git, commit);
  const files = entries.filter(({ type }) => type === "blob");
  if (files.length === 0) return new Map();
  const run = await git.try(["cat-file", "--batch"], files.map(({ oid }) => `${oid}\n`).join(""));
  if (run.exit !== 0) throw unreadable(commit, run.err);
  const contents = batchContents(run.out, commit);
  return new Map(files.map(({ path }, index) => [path, contents[index]!]));
}

export async function listTree(git: GitRunner, commit: Oid): Promise<string[]> {
  return (await treeEntries(git, commit)).map(({ path }) => path).sort();
}

async function treeEntries(git: GitRunner, commit: Oid) {
  const run = await git.try(["ls-tree", "-r", "-z", "--full-tree", commit]);
  if (run.exit !== 0) throw unreadable(commit, run.err);
  return decode(run.out)
    .split("\0")
    .filter(Boolean)
    .map((line) => {
      const [head, path] = [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)];
      const [, type, oid] = head.split(" ");
      return { type: type!, oid: oid!, path };
    });
}

/** `<oid> <type> <size>\n<bytes>\n`, one after the other. */
function batchContents(out: Uint8Array, commit: Oid): Uint8Array[] {
  const contents: Uint8Array[] = [];
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    const [, type, size] = decode(out.subarray(at, end)).split(" ");
    if (type === "missing" || size === undefined) throw unreadable(commit, "an object is missing");
    contents.push(new Uint8Array(out.subarray(end + 1, end + 1 + Number(size))));
    at = end + 1 + Number(size) + 1;
  }
  return contents;
}

/** A file of a commit; null when the commit has none of that path. Throws when the commit itself is not here. */
export async function readFile(git: GitRunner, commit: Oid, path: string): Promise<Uint8Array | null> {
  const run = await git.try(["cat-file", "blob", `${commit}:${path}`]);
  if (run.exit === 0) return run.out;
  if ((await git.try(["cat-file", "-e", `${commit}^{tree}`])).exit === 0) return null;
  throw unreadable(commit, run.err);
}

/** Blobs, trees and a commit, straight into the object store: no index, no work tree, no hook, no signature. */
export async function writeCommit(git: GitRunner, commit: NewCommit): Promise<Oid> {
  const tree = await writeTree(git, commit.files);
  const who = `${commit.author.name} <${commit.author.email}> ${commit.time} +0000`;
  const parents = commit.parents.map((parent) => `parent ${parent}\n`).join("");
  const text = `tree ${tree}\n${parents}author ${who}\ncommitter ${who}\n\n${ended(commit.message)}`;
  return (await git.text(["hash-object", "-t", "commit", "-w", "--stdin"], text)).trim();
}

async function writeTree(git: GitRunner, files: ReadonlyMap<string, Uint8Array>): Promise<Oid> {
  const lines: string[] = [];
  const folders = new Map<string, Map<string, Uint8Array>>();
  for (const [path, bytes] of files) {
    const slash = path.indexOf("/");
    if (slash < 0) {
      const oid = (
        await git.text(["hash-object", "-t", "blob", "-w", "--no-filters", "--stdin"], bytes)
      ).trim();
      lines.push(`${FILE_MODE} blob ${oid}\t${path}`);
      continue;
    }
    const folder = path.slice(0, slash);
    if (!folders.has(folder)) folders.set(folder, new Map());
    folders.get(folder)!.set(path.slice(slash + 1), bytes);
  }
  for (const [name, inside] of folders) lines.push(`040000 tree ${await writeTree(git, inside)}\t${name}`);
  return (await git.text(["mktree", "-z"], lines.map((line) => `${line}\0`).join(""))).trim();
}

export async function writeTag(git: GitRunner, tag: NewTag): Promise<Oid> {
  const who = `${tag.tagger.name} <${tag.tagger.email}> ${tag.time} +0000`;
  const text = `object ${tag.commit}\ntype commit\ntag ${tag.name}\ntagger ${who}\n\n${ended(tag.message)}`;
  return (await git.text(["mktag"], text)).trim();
}

export function ended(message: string): string {
  return message.endsWith("\n") ? message : `${message}\n`;
}

function unreadable(commit: Oid, detail: string) {
  return outsideFailed({
    code: "git-commit-unreadable",
    found: `commit ${commit.slice(0, 12)}: ${detail.trim().split("\n")[0]}`,
    expected: "the commit with its files in this clone",
    next: "Run `git fetch origin`, and `git fsck` if it stays so.",
  });
}
