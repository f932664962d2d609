import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Nobody's settings, so that nobody's settings are measured. */
export const environment = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Flora",
  GIT_AUTHOR_EMAIL: "flora@example.com",
  GIT_COMMITTER_NAME: "Flora",
  GIT_COMMITTER_EMAIL: "flora@example.com",
};

/** A copy of examples/iris as a repository with a bare remote, in a temporary folder. */
export function openWorkbench() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "trunkline-bench-")));
  const [work, remote] = [join(folder, "iris"), join(folder, "origin.git")];
  const run = (command, words, cwd, input) => {
    const done = spawnSync(command, words, {
      cwd,
      env: environment,
      encoding: "utf8",
      input,
      maxBuffer: 1 << 28,
    });
    if (done.status !== 0) throw new Error(`${command} ${words.join(" ")}: ${done.stderr}${done.stdout}`);
    return done.stdout.trim();
  };
  const git = (...words) => run("git", words, work);
  cpSync(join(root, "examples", "iris"), work, { recursive: true });
  run("git", ["init", "--quiet", "--bare", "--initial-branch=main", remote], folder);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", remote);
  git("add", "--all");
  git("commit", "--quiet", "--message", "Begin");
  git("push", "--quiet", "--set-upstream", "origin", "main");
  return {
    folder,
    work,
    git,
    gitWith: (input, ...words) => run("git", words, work, input),
    /** `trunkline WORDS`, as a program to be timed. */
    command: (...words) => ({
      command: process.execPath,
      words: [join(root, "dist", "cli.js"), ...words, "--quiet"],
      cwd: work,
      env: environment,
    }),
    trunkline: (...words) => run(process.execPath, [join(root, "dist", "cli.js"), ...words, "--quiet"], work),
    setNeighbours: (k) => {
      const file = join(work, "trunkline.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace(/k: \d+/, `k: ${k}`));
      git("commit", "--quiet", "--all", "--message", `Ask ${k} neighbours`);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
