import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** An identity and no other settings: a person's own Git configuration must not decide a test. */
export const ISOLATED = {
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Flora",
  GIT_AUTHOR_EMAIL: "flora@example.com",
  GIT_COMMITTER_NAME: "Flora",
  GIT_COMMITTER_EMAIL: "flora@example.com",
};

export interface TemporaryRepository {
  readonly folder: string;
  readonly path: string;
  readonly remote: string;
  git(...words: string[]): string;
  gitIn(folder: string, ...words: string[]): string;
  commit(files: Readonly<Record<string, string>>, message: string): string;
  remove(): void;
}

/** A real repository with one commit and a bare remote that has it. */
export function temporaryRepository(
  files: Readonly<Record<string, string>> = { "README.md": "Iris\n" },
): TemporaryRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "trunkline-test-")));
  const [path, remote] = [join(folder, "work"), join(folder, "origin.git")];
  const gitIn = (cwd: string, ...words: string[]) => {
    const done = spawnSync("git", words, { cwd, encoding: "utf8", env: { ...process.env, ...ISOLATED } });
    if (done.status !== 0) throw new Error(`git ${words.join(" ")}: ${done.stderr}`);
    return done.stdout.trim();
  };
  const git = (...words: string[]) => gitIn(path, ...words);
  gitIn(folder, "init", "--quiet", "--bare", "--initial-branch=main", remote);
  gitIn(folder, "init", "--quiet", "--initial-branch=main", path);
  git("config", "user.name", "Flora");
  git("config", "user.email", "flora@example.com");
  git("remote", "add", "origin", remote);
  const commit = (changed: Readonly<Record<string, string>>, message: string) => {
    for (const [name, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  };
  commit(files, "Begin");
  git("push", "--quiet", "--set-upstream", "origin", "main");
  return {
    folder,
    path,
    remote,
    git,
    gitIn,
    commit,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
