import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** The surroundings of a person with an identity and no other settings. */
export const PERSON: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  TMPDIR: process.env.TMPDIR,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Flora",
  GIT_AUTHOR_EMAIL: "flora@example.com",
  GIT_COMMITTER_NAME: "Flora",
  GIT_COMMITTER_EMAIL: "flora@example.com",
};

export interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** A copy of an example that is a repository with a bare remote; the command line is the committed bundle. */
export class Workbench {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "trunkline-e2e-")));
  readonly remote = join(this.folder, "origin.git");
  work: string;
  /** By how many days the clock of the commands is ahead. */
  daysLater = 0;

  /** Begins anew, or goes on from a copy of another one. */
  constructor(from?: Workbench, example = "iris") {
    this.work = join(this.folder, example);
    if (from) {
      cpSync(from.folder, this.folder, { recursive: true, verbatimSymlinks: true });
      this.git("remote", "set-url", "origin", this.remote);
      return;
    }
    this.run("git", ["init", "--quiet", "--bare", "--initial-branch=main", this.remote], this.folder);
    cpSync(join(ROOT, "examples", example), this.work, { recursive: true });
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("remote", "add", "origin", this.remote);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", "Begin with the example");
    this.git("push", "--quiet", "--set-upstream", "origin", "main");
  }

  run(command: string, words: readonly string[], cwd = this.work, env: NodeJS.ProcessEnv = {}): Ran {
    const done = spawnSync(command, words, { cwd, encoding: "utf8", env: { ...PERSON, ...env } });
    if (done.error) throw done.error;
    return { exit: done.status, out: done.stdout, err: done.stderr };
  }

  git(...words: string[]): string {
    const { exit, out, err } = this.run("git", words);
    if (exit !== 0) throw new Error(`git ${words.join(" ")}: ${err}`);
    return out.trim();
  }

  /** `trunkline WORDS` by the committed bundle, whatever it says. */
  try(...words: string[]): Ran {
    const clock = this.daysLater === 0 ? [] : ["--import", join(ROOT, "test", "support", "later.mjs")];
    return this.run(process.execPath, [...clock, join(ROOT, "dist", "cli.js"), ...words], this.work, {
      LATER_DAYS: String(this.daysLater),
    });
  }

  /** The command, ended by SIGKILL at its Nth change of something outside; with 0 it runs whole and the changes are counted. */
  killed(at: number, ...words: string[]): Ran & { readonly moments: number } {
    const count = join(this.folder, "moments");
    const preload = join(ROOT, "test", "support", "kill-at.mjs");
    const node = ["--import", preload, join(ROOT, "dist", "cli.js"), ...words];
    const ran = this.run(process.execPath, node, this.work, { KILL_AT: String(at), KILL_COUNT: count });
    return { ...ran, moments: at === 0 ? Number(readFileSync(count, "utf8")) : at };
  }

  /** `trunkline WORDS --json`, which must be fine. */
  trunkline<T = Record<string, unknown>>(...words: string[]): T {
    const { exit, out, err } = this.try(...words, "--json", "--quiet");
    if (exit !== 0) throw new Error(`trunkline ${words.join(" ")} ended with ${exit}: ${err}${out}`);
    return JSON.parse(out) as T;
  }

  edit(path: string, change: (text: string) => string): void {
    const file = join(this.work, path);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }

  commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  /** One round as the README has it: run, register, deploy; returns what each said. */
  round() {
    const run = this.trunkline<{ training: { outcome: string }; passed: boolean }>("run");
    const register = this.trunkline<{ outcome: string; version: string }>("register", "--push");
    const deploy = this.trunkline<{ outcome: string; version: string; tag: string }>(
      "deploy",
      "production",
      "--push",
    );
    return { run, register, deploy };
  }

  /** The digest of every deployed file by its path. */
  deployed(): Record<string, string> {
    const current = realpathSync(join(this.work, "deployed", "current"));
    const files = readdirSync(current, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return Object.fromEntries(
      files
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => [
          path.slice(current.length + 1),
          createHash("sha256").update(readFileSync(path)).digest("hex"),
        ]),
    );
  }

  /** Where a tag of the remote stands, by plain git. */
  remoteCommit(tag: string): string {
    return this.run("git", ["rev-parse", `refs/tags/${tag}^{commit}`], this.remote).out.trim();
  }

  remoteTags(): string[] {
    return this.run("git", ["tag", "--list"], this.remote).out.trim().split("\n").filter(Boolean).sort();
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const changeK = (k: number) => (text: string) => text.replace(/k: \d+/, `k: ${k}`);
