import type { TagRecord } from "../records/registry.ts";

export type Oid = string;

export interface Identity {
  readonly name: string;
  readonly email: string;
}

export interface Head {
  readonly commit: Oid;
  /** Without `refs/heads/`; null when detached. */
  readonly branch: string | null;
}

/** A ref that must be `old` (null: absent) before and becomes `new` (null: deleted) after. `old` undefined: whatever it was. */
export interface RefUpdate {
  readonly ref: string;
  readonly old?: Oid | null | undefined;
  readonly new: Oid | null;
}

export interface NewCommit {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly message: string;
  readonly author: Identity;
  /** Seconds since 1970; written as UTC. */
  readonly time: number;
  readonly parents: readonly Oid[];
}

export interface NewTag {
  readonly name: string;
  readonly commit: Oid;
  readonly message: string;
  readonly tagger: Identity;
  readonly time: number;
}

/** `rejected`: somebody else moved one of the refs first (a lease failed): read again and decide again. */
export type PushOutcome =
  | { readonly kind: "pushed" }
  | { readonly kind: "rejected"; readonly detail: string };

/**
 * A Git repository. Paths are from its root, with `/`. Missing is an answer (null, empty); everything else that
 * goes wrong is a TrunklineError with exit code 3 and a `git-…` code.
 */
export interface Git {
  /** The absolute path of the work tree's root. */
  readonly root: string;
  head(): Promise<Head | null>;
  resolve(name: string): Promise<Oid | null>;
  isShallow(): Promise<boolean>;
  /** Who signs: the configured user; undefined when none is configured. */
  identity(): Promise<Identity | undefined>;
  /** Annotated tags whose name matches one of the patterns (`*` stands for any text, also across `/`); lightweight ones are left out. */
  tags(patterns: readonly string[]): Promise<TagRecord[]>;
  /** Local refs below a prefix such as `refs/trunkline/`. */
  refs(prefix: string): Promise<ReadonlyMap<string, Oid>>;
  /** The remote's refs that match the patterns (full names, `*` allowed). Throws `git-no-remote` when there is no such remote. */
  remoteRefs(remote: string, patterns: readonly string[]): Promise<ReadonlyMap<string, Oid>>;
  hasRemote(remote: string): Promise<boolean>;
  /** Brings refs (full names, `*` allowed) under their own names, overwriting; what the remote lacks is no error. Never deepens more than it needs: in a shallow clone depth stays 1. */
  fetch(remote: string, refs: readonly string[]): Promise<void>;
  /** Brings one commit by id, one deep when the clone is shallow. False when the remote will not give it. */
  fetchCommit(remote: string, commit: Oid): Promise<boolean>;
  /** A file as it is in a commit; null when it is not there. */
  readFile(commit: Oid, path: string): Promise<Uint8Array | null>;
  /** All files of a commit. Throws when the commit is not there. */
  readTree(commit: Oid): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Paths of all files of a commit. */
  listTree(commit: Oid): Promise<string[]>;
  /** Tracked and untracked files of the work tree, not the ignored ones, that match pathspec globs (`*`, `**`, `?`) from the root. Sorted. */
  listFiles(globs: readonly string[]): Promise<string[]>;
  /** Which of these paths differ between the commit and the work tree (or are not in the commit). Sorted. */
  changedPaths(commit: Oid, paths: readonly string[]): Promise<string[]>;
  /** Makes objects only; touches no ref, index or work tree. The same input gives the same id. */
  writeCommit(commit: NewCommit): Promise<Oid>;
  writeTag(tag: NewTag): Promise<Oid>;
  /** All or none, each against its `old`. `rejected` when one is not as expected. */
  updateRefs(updates: readonly RefUpdate[]): Promise<PushOutcome>;
  /** All or none where the adapter can (`atomicPush`); else in the given order, stopping at the first that fails. Local refs are not touched. */
  push(remote: string, updates: readonly RefUpdate[]): Promise<PushOutcome>;
  readonly atomicPush: boolean;
  /** Makes a branch at HEAD and goes onto it; an older branch of that name is an error. */
  switchToNewBranch(name: string): Promise<void>;
  /** Commits these paths of the work tree (gone ones too), and no others, onto the current branch; returns the commit. */
  commitPaths(paths: readonly string[], message: string): Promise<Oid>;
  /** Brings files that Git LFS keeps, by their digests, to the remote's store. A push of refs alone leaves them here. */
  pushLargeFiles(remote: string, digests: readonly string[]): Promise<void>;
}
