import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Annotation } from "../../src/cli/demo/local-github/check-runs.ts";
import { type LocalGitHub, startLocalGitHub } from "../../src/cli/demo/local-github/index.ts";
import { PERSON, ROOT } from "../e2e/workbench.ts";
import { type GitServer, gitHttpServer } from "../support/git-http-server.ts";
import { type ArtifactServer, artifactServer } from "./artifact-server.ts";

/** Stands for the commit of a release; act is told that this checkout is what it names. */
const PIN = "0123456789abcdef0123456789abcdef01234567";
/** Only what a release holds: act copies it for every step. */
const PRODUCT = ["actions", "dist", "templates", "package.json"];
const ACT = process.env.ACT_BINARY ?? "act";

export interface ActRun {
  readonly exit: number;
  readonly log: string;
}

/**
 * A repository with what `trunkline init` writes, a remote over HTTP that asks for the token, GitHub's API, and act in
 * host mode for the workflows. Each run gets a copy of the work tree, as a runner's checkout would be.
 */
export class ActBench {
  readonly work: string;
  readonly remote: string;
  /** Where the model is served from: outside of every checkout. */
  readonly server: string;
  readonly github: LocalGitHub;
  private readonly folder: string;
  private readonly product: string;
  private readonly artifacts: ArtifactServer;
  private readonly remotes: GitServer;

  private constructor(
    folder: string,
    servers: { github: LocalGitHub; artifacts: ArtifactServer; remotes: GitServer },
  ) {
    this.folder = folder;
    this.github = servers.github;
    this.artifacts = servers.artifacts;
    this.remotes = servers.remotes;
    const within = (name: string) => join(folder, name);
    [this.work, this.remote] = [within("iris"), within("served/flora/iris")];
    [this.server, this.product] = [within("server"), within("product")];
  }

  /** A repository that `trunkline init` has set up. */
  static async open(): Promise<ActBench> {
    const bench = await ActBench.begin();
    cpSync(join(ROOT, "examples", "iris"), bench.work, { recursive: true });
    bench.edit("trunkline.yaml", (text) => text.replace("./deployed", bench.server));
    bench.trunkline(
      "init",
      "--data",
      "data/iris.csv",
      "--target",
      "species",
      "--model",
      "iris",
      "--pin",
      PIN,
    );
    return bench;
  }

  /** The product's own repository, with its example and the workflow for that. */
  static async openProduct(): Promise<ActBench> {
    const bench = await ActBench.begin();
    for (const part of [...PRODUCT, "examples"])
      cpSync(join(ROOT, part), join(bench.work, part), { recursive: true });
    bench.write(
      ".github/workflows/model.yml",
      readFileSync(join(ROOT, ".github", "workflows", "model.yml"), "utf8"),
    );
    bench.edit("examples/iris/trunkline.yaml", (text) => text.replace("./deployed", bench.server));
    return bench;
  }

  private static async begin(): Promise<ActBench> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "trunkline-act-")));
    const github = await startLocalGitHub();
    const remotes = await gitHttpServer(join(folder, "served"), github.token, github.readOnlyToken);
    const bench = new ActBench(folder, { github, artifacts: await artifactServer(), remotes });
    mkdirSync(bench.remote, { recursive: true });
    mkdirSync(bench.server);
    bench.run("git", ["init", "--quiet", "--bare", "--initial-branch=main", bench.remote], folder);
    bench.run("git", ["config", "http.receivepack", "true"], bench.remote);
    for (const part of PRODUCT) cpSync(join(ROOT, part), join(bench.product, part), { recursive: true });
    mkdirSync(bench.work);
    bench.git("init", "--quiet", "--initial-branch=main");
    bench.git("remote", "add", "origin", `${bench.serverUrl}/flora/iris`);
    // A person pushes to the same repository, but not by the workflow's rights.
    bench.git("config", "remote.origin.pushurl", bench.remote);
    return bench;
  }

  /** Below `localhost`, since the client for artifacts takes any other name for a server that has none. */
  private get serverUrl(): string {
    return this.remotes.origin.replace("127.0.0.1", "github.localhost");
  }

  git(...words: string[]): string {
    return this.run("git", words, this.work);
  }

  /** Plain git in the bare remote. */
  remoteGit(...words: string[]): string {
    return this.run("git", words, this.remote);
  }

  edit(path: string, change: (text: string) => string): void {
    this.write(path, change(readFileSync(join(this.work, path), "utf8")));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.work, path)), { recursive: true });
    writeFileSync(join(this.work, path), text);
  }

  commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  trunkline(...words: string[]): string {
    return this.run(process.execPath, [join(ROOT, "dist", "cli.js"), ...words], this.work);
  }

  /** Pushes main and runs what a push runs. */
  async push(): Promise<ActRun> {
    this.git("push", "--quiet", "origin", "main");
    return this.act("push", this.event({ ref: "refs/heads/main" }));
  }

  /** Pushes the branch that is checked out, opens its pull request and runs what that runs. */
  async pullRequest(title: string, fork?: string): Promise<ActRun & { readonly number: number }> {
    const branch = this.git("branch", "--show-current");
    const sha = this.git("rev-parse", "HEAD");
    this.git("push", "--quiet", "origin", branch);
    const base = { ref: "main", sha: this.git("rev-parse", "main"), repo: { full_name: "flora/iris" } };
    const number = await this.github.openPullRequest({ title, branch, sha, base: "main" });
    const head = { ref: branch, sha, repo: { full_name: fork ?? "flora/iris" } };
    const event = this.event({ pull_request: { number, title, head, base }, number });
    const run = await this.act("pull_request", event, fork ? this.github.readOnlyToken : undefined);
    return { ...run, number };
  }

  /** The branch has moved on: what the pull request's workflow does then. */
  async pullRequestAgain(number: number): Promise<ActRun> {
    const branch = this.git("branch", "--show-current");
    const sha = this.git("rev-parse", "HEAD");
    this.git("push", "--quiet", "origin", branch);
    this.github.pushed(number, sha);
    const head = { ref: branch, sha, repo: { full_name: "flora/iris" } };
    return this.act("pull_request", this.event({ pull_request: { number, head }, number }));
  }

  /** One workflow on the branch that is checked out, as a schedule, a person or the merge queue starts it. */
  async start(workflow: string, event: string, secrets: Readonly<Record<string, string>> = {}) {
    const ref = `refs/heads/${this.git("branch", "--show-current")}`;
    return this.act(event, this.event({ ref }), this.github.token, { workflow, secrets });
  }

  async comments(number: number): Promise<string[]> {
    const comments = await this.api<{ body: string }[]>(`issues/${number}/comments`);
    return comments.map(({ body }) => body);
  }

  /** The checks of the commit that is checked out: the conclusion and title of each, and a line for each of its failures on files. */
  async checks(): Promise<string[]> {
    const { check_runs } = await this.api<{
      check_runs: { id: number; conclusion: string; output: { title: string } }[];
    }>(`commits/${this.git("rev-parse", "HEAD")}/check-runs`);
    const shown = check_runs.map(async ({ id, conclusion, output }) => {
      const annotations = await this.api<Annotation[]>(`check-runs/${id}/annotations`);
      const failures = annotations.filter(({ annotation_level }) => annotation_level === "failure");
      return [
        `${conclusion}: ${output.title}`,
        ...failures.map(({ path, start_line, title }) => `${path}:${start_line} ${title}`),
      ];
    });
    return (await Promise.all(shown)).flat();
  }

  /** What GitHub knows of production, newest first: the version and the newest state of each deployment. */
  async deployments(): Promise<string[]> {
    const all = await this.api<{ id: number; payload: { version: string } }[]>("deployments");
    const states = await Promise.all(
      all.map(({ id }) => this.api<{ state: string }[]>(`deployments/${id}/statuses`)),
    );
    return all.map(({ payload }, index) => `${payload.version} ${states[index]![0]!.state}`);
  }

  /** The digest of every deployed file by its path. */
  deployed(): Record<string, string> {
    const current = realpathSync(join(this.server, "current"));
    const files = readdirSync(current, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const paths = files.map((each) => join(each.parentPath, each.name)).sort();
    return Object.fromEntries(
      paths.map((path) => [
        path.slice(current.length + 1),
        createHash("sha256").update(readFileSync(path)).digest("hex"),
      ]),
    );
  }

  async api<T>(path: string): Promise<T> {
    const { url, repository, token } = this.github;
    const response = await fetch(`${url}/repos/${repository}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return (await response.json()) as T;
  }

  async close(): Promise<void> {
    await Promise.all([this.github.close(), this.artifacts.close(), this.remotes.close()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private act(
    event: string,
    payload: object,
    token = this.github.token,
    { workflow = "", secrets = {} as Readonly<Record<string, string>> } = {},
  ): Promise<ActRun> {
    // act's schema does not know `queue` yet (nektos/act#6095), and act has no concurrency.
    const workflows = join(this.folder, "workflows");
    cpSync(join(this.work, ".github", "workflows"), workflows, { recursive: true });
    for (const file of readdirSync(workflows).map((name) => join(workflows, name)))
      writeFileSync(file, readFileSync(file, "utf8").replace(/^ +queue: max\n/m, ""));
    writeFileSync(join(this.folder, "event.json"), JSON.stringify(payload));
    const { artifacts, github } = this;
    const kept = join(this.folder, "artifacts");
    rmSync(kept, { recursive: true, force: true });
    // act falls over when it is asked for the artifacts of a run that has none.
    mkdirSync(join(kept, "1"), { recursive: true });
    const words = [
      event,
      ...["-P", "ubuntu-latest=-self-hosted"],
      ...["--workflows", join(workflows, workflow)],
      ...["--eventpath", join(this.folder, "event.json")],
      ...["--local-repository", `trunkline/trunkline@${PIN}=${this.product}`],
      ...["--artifact-server-addr", "127.0.0.1", "--artifact-server-port", String(artifacts.actPort)],
      ...["--artifact-server-path", kept, "--no-cache-server"],
      ...["--env", `GITHUB_API_URL=${github.url}`, "--env", `GITHUB_REPOSITORY=${github.repository}`],
      ...["--env", `GITHUB_SERVER_URL=${this.serverUrl}`],
      ...Object.entries({ GITHUB_TOKEN: token, ...secrets }).flatMap(([name, value]) => [
        "--secret",
        `${name}=${value}`,
      ]),
    ];
    const home = join(this.folder, "home");
    mkdirSync(home, { recursive: true });
    const env = { ...PERSON, HOME: home, XDG_CACHE_HOME: home, ACTIONS_RUNTIME_URL: artifacts.url };
    return new Promise((resolve, reject) => {
      const child = spawn(ACT, words, { cwd: this.work, env, stdio: ["ignore", "pipe", "pipe"] });
      let log = "";
      const hear = (text: Buffer) => {
        log += text.toString();
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.on("error", ({ message }) =>
        reject(new Error(`no act (${message}): set ACT_BINARY to its path`)),
      );
      child.on("close", (exit) => resolve({ exit: exit ?? 1, log }));
    });
  }

  private event(rest: object): object {
    const repository = {
      full_name: "flora/iris",
      name: "iris",
      owner: { login: "flora" },
      default_branch: "main",
    };
    return { repository, ...rest };
  }

  private run(command: string, words: readonly string[], cwd: string): string {
    const done = spawnSync(command, words, { cwd, encoding: "utf8", env: PERSON });
    if (done.status !== 0) throw new Error(`${command} ${words.join(" ")}: ${done.stderr}${done.stdout}`);
    return done.stdout.trim();
  }
}
