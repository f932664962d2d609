import type { Annotation } from "./local-github/check-runs.ts";
import { type ActionResult, runAction } from "./run-action.ts";
import type { Stage } from "./stage.ts";
import { GIT_ENVIRONMENT } from "./workshop.ts";

export interface PullRequestRun {
  readonly passed: boolean;
  readonly result: ActionResult;
}

export interface Release {
  /** `registered`, `candidate` or `trained`. */
  readonly training: string;
  readonly version: string;
  /** What deployment came to. */
  readonly outcome: string;
  readonly lines: readonly string[];
}

/** The workflow of a pull request: one job with the `pipeline` action on a fresh checkout of its branch. */
export async function pullRequestRun(stage: Stage, branch: string, number: number): Promise<PullRequestRun> {
  const { workshop, github } = stage;
  const sha = workshop.git("rev-parse", branch);
  const repository = { full_name: github.repository };
  const event = {
    pull_request: { number, head: { sha, repo: repository }, base: { repo: repository } },
    repository,
  };
  const inputs = {
    spec: "trunkline.yaml",
    token: github.token,
    download: "false",
    comment: "true",
    check: "true",
  };
  const result = await step(stage, "pipeline", branch, `refs/pull/${number}/merge`, inputs, event);
  return { passed: result.exit === 0, result };
}

const RELEASE_STEPS = ["validate", "train", "register", "deploy"] as const;

/** The workflow of a push: train or find, register, deploy, on a fresh checkout of the default branch. */
export async function releaseRun(stage: Stage): Promise<Release> {
  const { token } = stage.github;
  const event = { repository: { full_name: stage.github.repository } };
  const inputs = { spec: "trunkline.yaml", token, upload: "false", download: "false", stage: "production" };
  const workspace = await stage.workshop.checkout("main");
  const results: ActionResult[] = [];
  for (const action of RELEASE_STEPS) {
    const result = await step(stage, action, "main", "refs/heads/main", inputs, event, workspace);
    stage.expect(result.exit === 0, `the action ${action} ends well:\n${result.log}`);
    results.push(result);
  }
  const [, train, register, deploy] = results as [ActionResult, ActionResult, ActionResult, ActionResult];
  const lines = results.flatMap(({ log }, index) =>
    log
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("::"))
      .map((line) => `${RELEASE_STEPS[index]!.padEnd(8)} │ ${line}`),
  );
  return {
    training: train.outputs.get("outcome") ?? "",
    version: register.outputs.get("version") ?? "",
    outcome: deploy.outputs.get("outcome") ?? "",
    lines: lines.map((line) => line.replaceAll(`${stage.workshop.folder}/`, "…/")),
  };
}

async function step(
  stage: Stage,
  action: string,
  branch: string,
  ref: string,
  inputs: Readonly<Record<string, string>>,
  event: unknown,
  workspace?: string,
): Promise<ActionResult> {
  const { workshop, github } = stage;
  return runAction({
    action,
    workspace: workspace ?? (await workshop.checkout(branch)),
    inputs,
    event,
    scratch: workshop.folder,
    environment: {
      ...GIT_ENVIRONMENT,
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: github.repository,
      GITHUB_REF: ref,
      GITHUB_SHA: workshop.git("rev-parse", branch),
      GITHUB_RUN_ID: "1",
    },
  });
}

/** Opens a pull request by the API, as a person's client would. */
export async function openPullRequest(
  { workshop, github }: Stage,
  branch: string,
  title: string,
): Promise<number> {
  return github.openPullRequest({
    title,
    branch,
    sha: workshop.git("rev-parse", branch),
    base: workshop.git("rev-parse", "main"),
  });
}

async function ask<T>({ github }: Stage, path: string): Promise<T> {
  const response = await fetch(`${github.url}/repos/${github.repository}${path}`, {
    headers: { authorization: `Bearer ${github.token}` },
  });
  return (await response.json()) as T;
}

export interface CheckRunShown {
  readonly name: string;
  readonly conclusion: string;
  readonly title: string;
  /** On the lines of files, as `file:line  title: message`. */
  readonly annotations: readonly string[];
}

/** The newest check run of a commit with its annotations, read back from the API. */
export async function checkRunOf(stage: Stage, sha: string): Promise<CheckRunShown> {
  const { check_runs } = await ask<{
    check_runs: { id: number; name: string; conclusion: string; output: { title: string } }[];
  }>(stage, `/commits/${sha}/check-runs`);
  const run = check_runs.at(-1);
  if (!run) throw new Error(`no check run of ${sha}`);
  const annotations = await ask<Annotation[]>(stage, `/check-runs/${run.id}/annotations`);
  return {
    name: run.name,
    conclusion: run.conclusion,
    title: run.output.title,
    annotations: annotations.map(
      ({ path, start_line, title, message }) =>
        `${path}:${start_line}  ${title}\n  ${message.replaceAll("\n", "\n  ")}`,
    ),
  };
}

/** The comment on a pull request, read back from the API. */
export async function commentOf(stage: Stage, number: number): Promise<string> {
  const comments = await ask<{ body: string }[]>(stage, `/issues/${number}/comments`);
  return comments
    .map(({ body }) => body.replace(/^<!--.*?-->\s*/, ""))
    .join("\n\n— and another comment —\n\n");
}
