import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { node24 } from "../../scripts/node-24.js";
import { type ActionResult, runAction } from "../../src/cli/demo/run-action.ts";
import { changeK, PERSON, Workbench } from "../e2e/workbench.ts";
import { answers, cutOff, type Fault, type RecordedGitHub, recordedGitHub } from "../support/github.ts";

const NODES = [
  { name: "this Node", node: process.execPath },
  { name: "Node 24, which runs the actions", node: node24 },
];
let bench: Workbench;
let github: RecordedGitHub;

beforeEach(async () => {
  bench = new Workbench();
  github = await recordedGitHub();
});
afterEach(async () => {
  expect(github.wrong()).toEqual([]);
  await github.close();
  bench.close();
});

interface Step {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: unknown;
  readonly ref?: string;
  readonly node?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function step(action: string, given: Step = {}): Promise<ActionResult> {
  const { inputs, event = {}, ref = "refs/heads/main", node, environment } = given;
  return runAction({
    action,
    workspace: bench.work,
    scratch: bench.folder,
    event,
    ...(node && { node }),
    inputs: {
      spec: "trunkline.yaml",
      token: github.local.token,
      upload: "false",
      download: "false",
      annotate: "true",
      ...inputs,
    },
    environment: {
      ...(PERSON as Record<string, string>),
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: github.local.repository,
      GITHUB_REF: ref,
      GITHUB_SHA: bench.git("rev-parse", "HEAD"),
      GITHUB_RUN_ID: "7",
      ...environment,
    },
  });
}

async function pullRequest(branch: string, repository = github.local.repository) {
  const sha = bench.git("rev-parse", "HEAD");
  const number = await github.local.openPullRequest({ title: branch, branch, sha, base: "main" });
  const head = { sha, repo: { full_name: repository } };
  return { number, event: { pull_request: { number, head } }, ref: `refs/pull/${number}/merge` };
}

async function release(node?: string) {
  const more = node ? { node } : {};
  const train = await step("train", more);
  const register = await step("register", more);
  const deploy = await step("deploy", { ...more, inputs: { stage: "production" } });
  for (const { exit, log } of [train, register, deploy]) expect(exit, log).toBe(0);
  return { train, register, deploy };
}

const api = async () => github.api();
const errorsOf = ({ log }: ActionResult) => log.split("\n").filter((line) => line.startsWith("::error"));

describe.each(NODES)("$name", ({ node }) => {
  test("a push releases, a pull request is commented, a revert rolls back", async () => {
    const first = await release(node);
    expect(first.register.outputs.get("version")).toBe("v1.0.0");
    expect(first.deploy.outputs.get("outcome")).toBe("staged");
    bench.git("switch", "--quiet", "--create", "more");
    bench.edit("trunkline.yaml", changeK(7));
    bench.commit("More neighbours");
    const request = await pullRequest("more");
    const checked = await step("pipeline", { ...request, node, inputs: { comment: "true" } });
    expect(checked.exit, checked.log).toBe(0);
    expect(checked.summary).toContain("may merge");
    const comments = (await (await api()).comments(request.number))!;
    expect(comments).toHaveLength(1);
    expect(checked.outputs.get("comment-url")).toBe(comments[0]!.url);
    bench.git("switch", "--quiet", "main");
    bench.git("merge", "--quiet", "--squash", "more");
    github.local.merged(request.number, bench.commit("More neighbours (#1)"));
    bench.git("push", "--quiet");
    const second = await release(node);
    expect(second.train.outputs.get("outcome")).toBe("candidate");
    bench.git("revert", "--no-edit", "HEAD");
    bench.git("push", "--quiet");
    const back = await release(node);
    expect(back.train.outputs.get("outcome")).toBe("registered");
    expect(back.deploy.outputs.get("outcome")).toBe("rolled-back");
    const deployments = (await (await api()).deployments("production"))!;
    expect(deployments.map(({ state }) => state)).toEqual(["success", "inactive", "inactive"]);
    expect(new Set(github.sent.map(({ method }) => method))).toContain("POST");
  });
});

test("the version's tag names the pull request and who approved it", async () => {
  const request = await pullRequest("more");
  await fetch(`${github.local.url}/repos/${github.local.repository}/pulls/${request.number}/reviews`, {
    method: "POST",
    headers: { authorization: `Bearer ${github.local.strangerToken}`, "content-type": "application/json" },
    body: JSON.stringify({ event: "APPROVE", body: "good" }),
  });
  github.local.merged(request.number, bench.git("rev-parse", "HEAD"));
  await release();
  const message = bench.git("tag", "--list", "--format=%(contents)", "iris@v1.0.0");
  expect(message).toContain(`#${request.number}`);
  expect(message).toContain("stranger");
});

test("a fork's pull request: the report in the summary, no comment, a step that passes", async () => {
  const request = await pullRequest("more", "stranger/iris");
  const token = github.local.readOnlyToken;
  const { exit, log, summary } = await step("pipeline", {
    ...request,
    inputs: { token, comment: "true", check: "true" },
  });
  expect(exit, log).toBe(0);
  expect(log).toContain("may only read");
  expect(summary).toContain("first version, may merge");
  expect(github.sent.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("spoiled data: an annotation on the line of the file, the comment says so, and the step fails", async () => {
  bench.edit("data/iris.csv", (text) => `${text}151,5.1,3.4,151,0.2,setosa\n`);
  bench.commit("Add a flower");
  const request = await pullRequest("more");
  const result = await step("pipeline", { ...request, inputs: { comment: "true" } });
  expect(result.exit).toBe(1);
  expect(errorsOf(result)[0]).toContain("file=data/iris.csv,line=152,col=4");
  const [comment] = (await (await api()).comments(request.number))!;
  expect(comment!.body).toContain("data refused, must not merge");
});

async function checkRunsOf(sha: string) {
  const base = `${github.local.url}/repos/${github.local.repository}`;
  const headers = { authorization: `Bearer ${github.local.token}` };
  const listed = await fetch(`${base}/commits/${sha}/check-runs`, { headers });
  const { check_runs } = (await listed.json()) as {
    check_runs: { id: number; conclusion: string; output: { title: string; summary: string } }[];
  };
  return Promise.all(
    check_runs.map(async ({ id, conclusion, output }) => ({
      conclusion,
      ...output,
      annotations: await (await fetch(`${base}/check-runs/${id}/annotations`, { headers })).json(),
    })),
  );
}

test("the gate's conclusion is a check run on the pull request's commit", async () => {
  const request = await pullRequest("more");
  const { exit, log } = await step("pipeline", { ...request, inputs: { check: "true" } });
  expect(exit, log).toBe(0);
  expect(await checkRunsOf(request.event.pull_request.head.sha)).toMatchObject([
    { conclusion: "success", title: "first version, may merge", annotations: [] },
  ]);
});

test("spoiled data on its lines by the check run, and then not a second time by the step", async () => {
  bench.edit("data/iris.csv", (text) => `${text}151,5.1,3.4,151,0.2,setosa\n`);
  bench.commit("Add a flower");
  const request = await pullRequest("more");
  const result = await step("pipeline", { ...request, inputs: { check: "true" } });
  expect(result.exit).toBe(1);
  expect(errorsOf(result)).toEqual([]);
  expect(result.log).toContain("data-max at data/iris.csv:152:4");
  const [found] = await checkRunsOf(request.event.pull_request.head.sha);
  expect(found).toMatchObject({ conclusion: "failure", title: "data refused, must not merge" });
  expect(found!.annotations).toMatchObject([
    {
      path: "data/iris.csv",
      start_line: 152,
      start_column: 4,
      annotation_level: "failure",
      title: "data-max",
    },
  ]);
});

test("a workflow without `checks: write`: said, annotated by the step, and the comment is written all the same", async () => {
  bench.edit("data/iris.csv", (text) => `${text}151,5.1,3.4,151,0.2,setosa\n`);
  bench.commit("Add a flower");
  const request = await pullRequest("more");
  const refused: Fault = (sent, response) =>
    sent.url.endsWith("/check-runs")
      ? answers(403, "Resource not accessible by integration")(sent, response)
      : null;
  github.faults.push(refused);
  const result = await step("pipeline", { ...request, inputs: { check: "true", comment: "true" } });
  expect(result.log).toContain("with `checks: write` in the job's permissions");
  expect(errorsOf(result)[0]).toContain("file=data/iris.csv,line=152,col=4");
  expect(await (await api()).comments(request.number)).toHaveLength(1);
});

test("GitHub that has a fault with check runs fails nothing: it is a warning", async () => {
  const request = await pullRequest("more");
  github.faults.push((sent, response) =>
    sent.url.endsWith("/check-runs") ? answers(422, "Validation Failed")(sent, response) : null,
  );
  const { exit, log } = await step("pipeline", { ...request, inputs: { check: "true", comment: "true" } });
  expect(exit, log).toBe(0);
  expect(log).toMatch(/^::warning title=github-invalid::.*writing the check run/m);
  expect(await (await api()).comments(request.number)).toHaveLength(1);
});

test("a run that somebody starts by hand speaks to the pull request of its branch, one on another branch to none", async () => {
  bench.git("switch", "--quiet", "--create", "by-hand");
  bench.edit("trunkline.yaml", changeK(7));
  bench.commit("More neighbours");
  const { number } = await pullRequest("by-hand");
  const byHand = (branch: string) =>
    step("pipeline", {
      ref: `refs/heads/${branch}`,
      environment: { GITHUB_EVENT_NAME: "workflow_dispatch" },
      inputs: { comment: "true" },
    });
  const elsewhere = await byHand("main");
  expect([elsewhere.exit, elsewhere.outputs.get("comment-url")]).toEqual([0, undefined]);
  const here = await byHand("by-hand");
  expect(here.exit, here.log).toBe(0);
  const comments = (await (await api()).comments(number))!;
  expect(comments.map(({ url }) => url)).toEqual([here.outputs.get("comment-url")]);
});

test("of more faults than a step may show, the first of each kind is on its line", async () => {
  bench.edit("data/iris.csv", (text) => {
    const [header, ...rows] = text.trim().split("\n");
    const spoiled = rows.map((row, index) => (index < 20 ? row.replace(/,/, ",-") : row));
    return `${[header, ...spoiled].join("\n")}\n151,5.1,3.4,1.5,0.2,tulip\n`;
  });
  bench.commit("Spoil many rows");
  const errors = errorsOf(await step("validate"));
  expect(errors).toHaveLength(10);
  expect(errors[0]).toContain("title=data-min,file=data/iris.csv,line=2,");
  expect(errors[1]).toContain("title=data-in,file=data/iris.csv,line=152,");
  expect(errors.at(-1)).toContain("12 more like these");
});

test("a workflow that shows the faults elsewhere has them in the step's log alone", async () => {
  bench.edit("data/iris.csv", (text) => `${text}151,5.1,3.4,151,0.2,setosa\n`);
  bench.commit("Add a flower");
  const result = await step("validate", { inputs: { annotate: "false" } });
  expect([result.exit, errorsOf(result)]).toEqual([1, []]);
  expect(result.log).toContain("data-max at data/iris.csv:152:4");
});

test("a warning is an annotation that fails nothing", async () => {
  bench.edit("trunkline.yaml", (text) =>
    text.replace(
      "  split:",
      "  rules: [{ rule: sepal_length > sepal_width + 1, severity: warning }]\n  split:",
    ),
  );
  bench.commit("Expect more");
  const { exit, log, outputs } = await step("validate");
  expect(exit, log).toBe(0);
  const warnings = log.split("\n").filter((line) => line.startsWith("::warning"));
  expect(warnings[0]).toMatch(/title=data-rule,file=data\/iris\.csv,line=\d+,col=2/);
  expect(outputs.get("warnings")).toBe("1");
});

describe("what goes wrong is an annotation, never a stack trace", () => {
  const cases: readonly (readonly [string, string, () => Promise<ActionResult>])[] = [
    [
      "a spec with a slip",
      "spec-unknown-key",
      () => {
        bench.edit("trunkline.yaml", (text) => text.replace("  target: species", "  tarjet: species"));
        return step("validate");
      },
    ],
    ["no spec", "spec-missing", () => step("train", { inputs: { spec: "elsewhere.yaml" } })],
    ["a flag that is neither", "actions-flag", () => step("train", { inputs: { upload: "perhaps" } })],
    [
      "GitHub that knows no such token",
      "github-unauthorized",
      async () => {
        const request = await pullRequest("more");
        github.faults.push(answers(401, "Bad credentials"));
        return step("pipeline", { ...request, inputs: { comment: "true" } });
      },
    ],
    [
      "GitHub that breaks the connection again and again",
      "github-unreachable",
      async () => {
        const request = await pullRequest("more");
        github.faults.push(cutOff, cutOff, cutOff);
        return step("pipeline", { ...request, inputs: { comment: "true" } });
      },
    ],
  ];
  test.each(cases)("%s", async (_name, code, run) => {
    const result = await run();
    expect(result.exit).toBe(1);
    expect(errorsOf(result).join("\n")).toContain(`title=${code}`);
    // What the runner hides unless somebody debugs does not count.
    const shown = result.log.replace(/^::(debug|add-mask)::.*$/gm, "");
    expect(shown).not.toMatch(/\bat .*:\d+:\d+/);
    expect(shown).not.toContain(github.local.token);
  });
});

test("a server without deployments: said, and the deployment goes on", async () => {
  await step("train");
  await step("register");
  const none: Fault = (request, response) =>
    request.url.includes("/deployments") ? answers(404, "Not Found")(request, response) : null;
  github.faults.push(none, none, none, none);
  const { exit, log } = await step("deploy", { inputs: { stage: "production" } });
  expect(exit, log).toBe(0);
  expect(log).toContain("This server has no deployments");
  expect(bench.remoteTags()).toContain("iris#production#1");
});
