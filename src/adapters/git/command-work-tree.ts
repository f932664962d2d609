import { ended } from "./command-objects.ts";
import { decode, type GitRunner, gitFailed } from "./run-git.ts";

/** Tracked and untracked files, not ignored ones, that match the globs from the root; gone ones are left out. */
export async function listFiles(git: GitRunner, globs: readonly string[]): Promise<string[]> {
  const specs = globs.map((glob) => `:(top,glob)${glob}`);
  const list = async (...words: string[]) =>
    names(await git.text(["ls-files", "-z", "--full-name", ...words, "--", ...specs]));
  const [present, gone] = await Promise.all([
    list("--cached", "--others", "--exclude-standard"),
    list("--deleted"),
  ]);
  const missing = new Set(gone);
  return [...new Set(present)].filter((path) => !missing.has(path)).sort();
}

/** Paths that differ between a commit and the work tree, or that the commit does not have though they are here. */
export async function changedPaths(
  git: GitRunner,
  commit: string,
  paths: readonly string[],
): Promise<string[]> {
  if (paths.length === 0) return [];
  const specs = paths.map((path) => `:(top,literal)${path}`);
  const [changed, untracked] = await Promise.all([
    git.text(["diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", commit, "--", ...specs]),
    // Ignored files too: a data file that Git ignores is in no commit.
    git.text(["ls-files", "--others", "-z", "--full-name", "--", ...specs]),
  ]);
  return [...new Set([...names(changed), ...names(untracked)])].sort();
}

export async function switchToNewBranch(git: GitRunner, name: string): Promise<void> {
  await git.text(["switch", "--quiet", "--create", name]);
}

/** Commits these paths alone, as a person would: with their identity, their hooks and their signature. */
export async function commitPaths(
  git: GitRunner,
  paths: readonly string[],
  message: string,
): Promise<string> {
  const specs = paths.map((path) => `:(top,literal)${path}`);
  await git.text(["add", "--all", "--", ...specs]);
  const run = await git.try(["commit", "--quiet", "--file=-", "--only", "--", ...specs], ended(message));
  if (run.exit !== 0) throw gitFailed(["commit"], run.err || decode(run.out));
  return (await git.text(["rev-parse", "HEAD"])).trim();
}

/** Git calls its LFS only where `git lfs install` has put a hook, which a fresh checkout has not. */
export async function pushLargeFiles(
  git: GitRunner,
  remote: string,
  digests: readonly string[],
): Promise<void> {
  if (digests.length > 0) await git.text(["lfs", "push", "--object-id", remote, ...digests]);
}

function names(text: string): string[] {
  return text.split("\0").filter(Boolean);
}
