import { randomBytes } from "node:crypto";
import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { outsideFailed } from "../core/errors.ts";
import type { Files } from "../ports/files.ts";
import { openFile } from "./open-file.ts";

/** The disk of this machine. */
export function nodeFiles(): Files {
  return {
    read: (path) => missingAsNull(path, "read", () => readFile(path)),
    open: (path) => missingAsNull(path, "read", () => openFile(path)),
    write: (path, bytes) => named(path, "write", () => writeWhole(path, bytes)),
    list: (folder) => missingAsNull(folder, "list", () => listBelow(folder)),
    names: (folder) => missingAsNull(folder, "list", async () => (await readdir(folder)).sort()),
    rename: (from, to) => named(to, "rename", () => rename(from, to)),
    remove: (path) => named(path, "remove", () => rm(path, { recursive: true, force: true })),
    readLink: (path) => linkTarget(path),
    switchLink: (path, to) => named(path, "link", () => switchLink(path, to)),
    makeFolder: (path) => named(path, "make", async () => void (await mkdir(path, { recursive: true }))),
    temporary: (label) =>
      named(tmpdir(), "make", async () => realpath(await mkdtemp(join(tmpdir(), `trunkline-${label}-`)))),
    real: (path) => missingAsNull(path, "read", () => realpath(path)),
  };
}

/** A name beside the final one, so that the rename stays on one file system. */
function beside(path: string): string {
  return `${path}.${randomBytes(6).toString("hex")}.part`;
}

async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = beside(path);
  try {
    const file = await open(part, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function switchLink(path: string, to: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = beside(path);
  await symlink(to, part);
  await rename(part, path);
}

async function linkTarget(path: string): Promise<string | null> {
  try {
    return await readlink(path);
  } catch (error) {
    // EINVAL: it is there, but is no link.
    if (isCode(error, "ENOENT", "ENOTDIR", "EINVAL")) return null;
    throw failed(path, "read", error);
  }
}

async function listBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

async function missingAsNull<T>(path: string, what: string, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (isCode(error, "ENOENT", "ENOTDIR")) return null;
    throw failed(path, what, error);
  }
}

async function named<T>(path: string, what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw failed(path, what, error);
  }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException)?.code ?? "");
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ["permission denied", "Give this user the right to it, or choose another path."],
  EPERM: ["not permitted", "Give this user the right to it, or choose another path."],
  EROFS: ["the file system is read-only", "Choose a path that can be written."],
  ENOSPC: ["no space is left on the disk", "Free some space, then run again; nothing was half written."],
  EISDIR: ["it is a folder", "Name a file."],
  ENOTDIR: ["a part of the path is a file", "Choose another path."],
  EEXIST: ["something of that name is there", "Move it away, then run again."],
  ENOTEMPTY: ["a folder of that name is there and not empty", "Move it away, then run again."],
};

function failed(path: string, what: string, error: unknown) {
  const code = (error as NodeJS.ErrnoException)?.code ?? "";
  const [reason, next] = REASONS[code] ?? [(error as Error).message, "Look at the path, then run again."];
  return outsideFailed({ code: `files-cannot-${what}`, found: `${path}: ${reason}`, next }, error);
}
