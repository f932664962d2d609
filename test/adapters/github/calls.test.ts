import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { CheckRun, GitHub } from "../../../src/ports/github.ts";
import { answers, type RecordedGitHub, recordedGitHub } from "../../support/github.ts";
import { wrongWith } from "../../support/openapi.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";
let github: RecordedGitHub;
let api: GitHub;
let number: number;

beforeAll(async () => {
  github = await recordedGitHub();
  api = await github.api();
  number = await github.local.openPullRequest({ title: "More", branch: "more", sha: SHA, base: "main" });
});
afterAll(() => github?.close());
afterEach(() => expect(github.wrong()).toEqual([]));

test("a comment is written, changed, listed and removed", async () => {
  const created = await api.createComment(number, "first words");
  expect(created).toMatchObject({ body: "first words", trusted: true });
  expect(await api.updateComment(created!.id, "better words")).toMatchObject({ body: "better words" });
  expect((await api.comments(number))!.map(({ body }) => body)).toEqual(["better words"]);
  expect(await api.deleteComment(created!.id)).toBe(true);
  expect(await api.comments(number)).toEqual([]);
});

test("more comments than fit on a page are all listed", async () => {
  for (let index = 0; index < 120; index++) await api.createComment(number, `comment ${index}`);
  expect(await api.comments(number)).toHaveLength(120);
});

test("a stranger's comment is not trusted", async () => {
  const stranger = await github.api({ token: github.local.strangerToken });
  const { id } = (await stranger.createComment(number, "from nowhere"))!;
  expect((await api.comments(number))!.find((each) => each.id === id)!.trusted).toBe(false);
});

test("a pull request's head, and the pull request of a commit with its approvals", async () => {
  expect(await api.pullRequestHead(number)).toBe(SHA);
  const review = (state: string) =>
    fetch(`${github.local.url}/repos/${github.local.repository}/pulls/${number}/reviews`, {
      method: "POST",
      headers: { authorization: `Bearer ${github.local.strangerToken}`, "content-type": "application/json" },
      body: JSON.stringify({ event: state, body: "seen" }),
    });
  await review("APPROVE");
  await review("COMMENT");
  expect(await api.pullRequestOf(SHA)).toMatchObject({ number, title: "More", approvedBy: ["stranger"] });
  await review("REQUEST_CHANGES");
  expect((await api.pullRequestOf(SHA))!.approvedBy).toEqual([]);
  expect(await api.pullRequestOf(SHA.replaceAll("0", "f"))).toBeNull();
});

test("a pull request is opened", async () => {
  const opened = await api.createPullRequest({ title: "Back", body: "why", head: "back", base: "main" });
  expect(opened).toMatchObject({ title: "Back", approvedBy: [] });
});

test("a deployment is made, gets its states, and is listed with the newest", async () => {
  const payload = { version: "v1.0.0" };
  const made = await api.createDeployment({
    sha: SHA,
    environment: "production",
    description: "v1.0.0",
    production: true,
    payload,
  });
  await api.setDeploymentState(made!.id, "in_progress", "under way");
  await api.setDeploymentState(made!.id, "success", "done");
  expect(await api.deployments("production")).toEqual([
    { id: made!.id, environment: "production", sha: SHA, payload, state: "success" },
  ]);
  expect(await api.deployments("staging")).toEqual([]);
});

const checkRun = (annotations: number): CheckRun => ({
  name: "Trunkline: iris",
  sha: SHA,
  conclusion: "failure",
  title: "data refused, must not merge",
  summary: "### data refused",
  text: "details",
  url: "https://github.com/flora/iris/actions/runs/1",
  annotations: Array.from({ length: annotations }, (_, index) => ({
    file: "data/iris.csv",
    line: index + 2,
    column: index % 2 === 0 ? 4 : null,
    level: index % 3 === 0 ? "warning" : "failure",
    title: "data-max",
    message: `line ${index + 2}`,
  })),
});

test("a check run is written with its conclusion, and its annotations fifty a request", async () => {
  const from = github.sent.length;
  expect(await api.createCheckRun(checkRun(120))).toMatchObject({ url: expect.stringContaining("http") });
  const sent = github.sent.slice(from) as {
    method: string;
    url: string;
    body: { output: { annotations: object[] } };
  }[];
  expect(sent.map(({ method }) => method)).toEqual(["POST", "PATCH", "PATCH"]);
  expect(sent.map(({ body }) => body.output.annotations.length)).toEqual([50, 50, 20]);
  const lines = sent.flatMap(({ body }) => body.output.annotations as { start_line: number }[]);
  expect(lines.map(({ start_line }) => start_line)).toEqual(
    Array.from({ length: 120 }, (_, index) => index + 2),
  );
  const listed = await fetch(
    `${github.local.url}/repos/${github.local.repository}/commits/${SHA}/check-runs`,
    {
      headers: { authorization: `Bearer ${github.local.token}` },
    },
  );
  const { check_runs } = (await listed.json()) as { check_runs: { name: string; conclusion: string }[] };
  expect(check_runs).toMatchObject([{ name: "Trunkline: iris", conclusion: "failure" }]);
});

test("a check run that the token may not write, or that the server does not know, is null", async () => {
  const reader = await github.api({ token: github.local.readOnlyToken });
  expect(await reader.createCheckRun(checkRun(0))).toBeNull();
  github.faults.push(answers(404, "Not Found"));
  expect(await api.createCheckRun(checkRun(60))).toBeNull();
});

test("what a token may not write is null, and nothing is written", async () => {
  const reader = await github.api({ token: github.local.readOnlyToken });
  const before = (await api.comments(number))!.length;
  expect(await reader.createComment(number, "no")).toBeNull();
  expect(await reader.deleteComment(1)).toBe(false);
  expect(await reader.setDeploymentState(1, "failure", "no")).toBe(false);
  expect(await api.comments(number)).toHaveLength(before);
});

test("GitHub's description refuses what it should: a wrong path, parameter, value and body", () => {
  const repo = "/repos/flora/iris";
  expect(wrongWith({ method: "GET", url: `${repo}/nothing/of/this`, body: undefined })).toHaveLength(1);
  expect(wrongWith({ method: "GET", url: `${repo}/deployments?color=red`, body: undefined })).toHaveLength(1);
  expect(wrongWith({ method: "GET", url: `${repo}/pulls/one`, body: undefined })).toHaveLength(1);
  expect(wrongWith({ method: "POST", url: `${repo}/issues/1/comments`, body: {} })).toHaveLength(1);
  const state = { state: "splendid" };
  expect(wrongWith({ method: "POST", url: `${repo}/deployments/1/statuses`, body: state })).toHaveLength(1);
  const annotation = { path: "a", start_line: 1, end_line: 1, annotation_level: "failure", message: "m" };
  const run = { name: "n", head_sha: SHA, status: "completed", conclusion: "failure" };
  const output = { title: "t", summary: "s", annotations: Array(51).fill(annotation) };
  expect(wrongWith({ method: "POST", url: `${repo}/check-runs`, body: { ...run, output } })).not.toEqual([]);
  const more = { body: "words", colour: "red" };
  expect(wrongWith({ method: "POST", url: `${repo}/issues/1/comments`, body: more })).toHaveLength(1);
});
