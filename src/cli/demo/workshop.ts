import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../adapters/package-root.ts";
import { outsideFailed } from "../../core/errors.ts";

/** A bare remote with one clone of it in a temporary folder: what the demo plays in. */
export interface Workshop {
  readonly folder: string;
  readonly work: string;
  /** Where the model is served from; outside of every checkout, as a mount would be. */
  readonly server: string;
  git(...words: string[]): string;
  /** Changes a text file of the work tree. */
  edit(path: string, change: (text: string) => string): Promise<void>;
  /** Commits all and returns the commit. */
  commit(message: string): string;
  /** A fresh checkout, one commit deep, as a workflow's job begins with. */
  checkout(branch: string): Promise<string>;
  close(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  // Resolved, since Git tells paths with their links resolved.
  const folder = await realpath(await mkdtemp(join(tmpdir(), "trunkline-demo-")));
  const [remote, work, server] = ["origin.git", "iris", "server"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const git = (...words: string[]) => runGit(work, words);
  await cp(join(packageRoot(), "examples", "iris"), work, { recursive: true });
  await mkdir(server);
  runGit(folder, ["init", "--quiet", "--bare", "--initial-branch=main", remote]);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", remote);
  let checkouts = 0;
  return {
    folder,
    work,
    server,
    git,
    edit: async (path, change) => {
      const file = join(work, path);
      await writeFile(file, change(await readFile(file, "utf8")));
    },
    commit: (message) => {
      git("add", "--all");
      git("commit", "--quiet", "--message", message);
      return git("rev-parse", "HEAD");
    },
    checkout: async (branch) => {
      const path = join(folder, `checkout-${++checkouts}`);
      runGit(folder, [
        "clone",
        "--quiet",
        "--depth=1",
        "--no-tags",
        `--branch=${branch}`,
        `file://${remote}`,
        path,
      ]);
      return path;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Git with an identity of its own and without the person's settings, hooks or signing keys. */
export const GIT_ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Flora",
  GIT_AUTHOR_EMAIL: "flora@example.com",
  GIT_COMMITTER_NAME: "Flora",
  GIT_COMMITTER_EMAIL: "flora@example.com",
} as const;

function runGit(cwd: string, words: readonly string[]): string {
  const done = spawnSync("git", words, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...GIT_ENVIRONMENT },
  });
  if (done.status === 0) return done.stdout.trim();
  throw outsideFailed({
    code: "demo-git-failed",
    found: `git ${words.join(" ")}: ${done.error?.message ?? done.stderr.trim()}`,
    expected: "Git 2.34 or newer",
    next: "Install or update Git, then play the demo again.",
  });
}
