import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../e2e/workbench.ts";
import { ActBench } from "./act-bench.ts";

const OLD = readFileSync(join(ROOT, "examples/iris/data/iris.csv"), "utf8");
const PIN = "0123456789abcdef0123456789abcdef01234567";
const BRANCH = "trunkline/collect-iris";

let bench: ActBench;
let server: Server;
let content = OLD;
const seen = new Set<string | undefined>();

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.add(request.headers.authorization);
    response.end(content);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/iris.csv`;
  bench = await ActBench.open();
  const source = `{ name: flowers, from: { url: "${url}", token: FLOWERS_TOKEN }, to: data/iris.csv }`;
  bench.edit("trunkline.yaml", (text) => `${text}\ncollect: [${source}]\n`);
  bench.trunkline("collect", "--workflow", "--pin", PIN);
  bench.commit("Begin");
  bench.git("push", "--quiet", "origin", "main");
});
afterAll(async () => {
  server.close();
  await bench.close();
});

const collecting = () => bench.start("collect.yml", "workflow_dispatch", { FLOWERS_TOKEN: "t0psecret" });
const open = () => bench.api<{ number: number; title: string; body: string }[]>("pulls?state=open");

test("collecting opens one pull request and keeps it up to date; the secret is told to the server alone", async () => {
  const first = await collecting();
  expect(first.exit, first.log).toBe(0);
  content = OLD.replace("5.1,3.5", "5.2,3.5");
  const second = await collecting();
  expect(second.exit, second.log).toBe(0);
  expect([...seen]).toEqual(["Bearer t0psecret"]);
  expect(first.log + second.log).not.toContain("t0psecret");
  const [request, ...others] = await open();
  expect([request?.title, others]).toEqual(["Collect flowers", []]);
  expect(request?.body).toContain("`data/iris.csv`: 1 row changed (in `sepal_length` 1).");
  expect(bench.remoteGit("show", `${BRANCH}:data/iris.csv`)).toBe(content.trim());
  expect(bench.remoteGit("rev-parse", `${BRANCH}^`)).toBe(bench.git("rev-parse", "main"));
});

test("the checks, started by hand on its branch, speak to that pull request", async () => {
  bench.git("fetch", "--quiet", bench.remote, `${BRANCH}:${BRANCH}`);
  bench.git("switch", "--quiet", BRANCH);
  const [request] = await open();
  bench.github.pushed(request!.number, bench.git("rev-parse", "HEAD"));
  const run = await bench.start("model-check.yml", "workflow_dispatch");
  expect(run.exit, run.log).toBe(0);
  const [comment] = await bench.comments(request!.number);
  expect(comment).toContain("### ✅ iris: first version, may merge");
  expect(await bench.checks()).toEqual(["success: first version, may merge"]);
});

test("the merge queue has the check of its commit, and no comment", async () => {
  bench.git("switch", "--quiet", "--create", "gh-readonly-queue/main/pr-1", BRANCH);
  bench.git("commit", "--quiet", "--allow-empty", "--message", "Merge");
  const run = await bench.start("model-check.yml", "merge_group");
  expect(run.exit, run.log).toBe(0);
  expect(run.log).toContain("The recipe was trained before");
  expect(await bench.checks()).toEqual(["success: first version, may merge"]);
});

test("a release started by hand on a branch that is not merged does nothing", async () => {
  const run = await bench.start("model-release.yml", "workflow_dispatch");
  expect(run.exit, run.log).toBe(0);
  expect(bench.remoteGit("tag")).toBe("");
  bench.git("switch", "--quiet", "main");
  bench.git("merge", "--quiet", "--ff-only", BRANCH);
  bench.git("push", "--quiet", "origin", "main");
  expect((await bench.start("model-release.yml", "workflow_dispatch")).exit).toBe(0);
  expect(bench.remoteGit("tag").split("\n")).toEqual(["iris#production#1", "iris@v1.0.0"]);
});
