import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { node24 } from "../../scripts/node-24.js";
import { runAction } from "../../src/cli/demo/run-action.ts";
import { PERSON, Workbench } from "../e2e/workbench.ts";
import { answers, type RecordedGitHub, recordedGitHub } from "../support/github.ts";

let bench: Workbench;
let github: RecordedGitHub;
let server: Server;
let content: string;
let stones: string;
let token: string | undefined;
let site: string;

const rows = (count: number, shift = 0) =>
  `id,length,species\n${Array.from({ length: count }, (_, row) => `${row},${(row % 13) + shift},${row % 2 ? "a" : "b"}`).join("\n")}\n`;

beforeEach(async () => {
  bench = new Workbench();
  github = await recordedGitHub();
  content = rows(300);
  stones = "";
  server = createServer((request, response) => {
    token = request.headers.authorization;
    if (request.url === "/stones.csv") response.writeHead(stones === "" ? 404 : 200).end(stones);
    else response.end(content);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${site}/flowers.csv`;
  const source = `{ name: flowers, from: { url: "${url}", token: FLOWERS_TOKEN }, to: data/flowers.csv }`;
  bench.edit("trunkline.yaml", (text) => `${text}\ncollect: [${source}]\n`);
  bench.commit("Collect flowers");
  bench.git("push", "--quiet");
});
afterEach(async () => {
  expect(github.wrong()).toEqual([]);
  await github.close();
  server.close();
  bench.close();
});

const BRANCH = "trunkline/collect-iris";
const remote = (ref: string) => bench.run("git", ["rev-parse", "--verify", ref], bench.remote).out.trim();

/** A run of the workflow: a fresh checkout of the default branch, without a person in it. */
async function run(environment: Record<string, string> = {}) {
  bench.git("switch", "--quiet", "--force", "main");
  bench.git("clean", "-fdq");
  if (bench.git("branch", "--list", BRANCH) !== "") bench.git("branch", "--quiet", "-D", BRANCH);
  const { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL, ...nobody } = PERSON;
  const done = await runAction({
    action: "collect",
    workspace: bench.work,
    scratch: bench.folder,
    event: {},
    node: node24,
    inputs: { spec: "trunkline.yaml", token: github.local.token },
    environment: {
      ...(nobody as Record<string, string>),
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: github.local.repository,
      GITHUB_REF: "refs/heads/main",
      GITHUB_SHA: bench.git("rev-parse", "HEAD"),
      FLOWERS_TOKEN: "t0psecret",
      ...environment,
    },
  });
  expect(done.log + done.summary).not.toContain("t0psecret");
  return done;
}

const requests = (method: string) =>
  github.sent.filter((each) => each.method === method && /\/pulls/.test(each.url));

test("new data come in one pull request, which is kept up to date and says what changed", {
  timeout: 120_000,
}, async () => {
  const main = remote("main");
  const first = await run();
  expect(first.exit, first.log).toBe(0);
  expect(token).toBe("Bearer t0psecret");
  expect(first.outputs.get("changed")).toBe("true");
  const number = first.outputs.get("pull-request");
  expect(number).toMatch(/^\d+$/);
  expect(first.summary).toContain("`data/flowers.csv`: new (300 rows, 3 columns).");
  expect(remote("main")).toBe(main);
  const commit = remote(BRANCH);
  expect(remote(`${BRANCH}^`)).toBe(main);
  const files = bench
    .run("git", ["show", "--name-only", "--format=%an", BRANCH], bench.remote)
    .out.trim()
    .split(/\n+/);
  expect(files).toEqual(["github-actions[bot]", "data/flowers.csv", "trunkline.lock"]);

  const again = await run();
  expect(again.outputs.get("pull-request"), again.log).toBe(number);
  expect(remote(BRANCH)).toBe(commit);

  bench.git("switch", "--quiet", "main");
  bench.git("clean", "-fdq");
  bench.git("merge", "--quiet", "--squash", commit);
  bench.commit("Collect flowers (#1)");
  bench.git("push", "--quiet");
  const none = await run();
  expect([none.exit, none.outputs.get("changed"), none.outputs.get("pull-request")]).toEqual([
    0,
    "false",
    "",
  ]);

  expect(none.log).toContain("collect-obsolete");
  content = rows(310, 9);
  const drifted = await run();
  expect(drifted.outputs.get("pull-request"), drifted.log).toBe(number);
  expect(drifted.summary).toContain("10 rows added");
  expect(drifted.summary).toMatch(/1 of \d columns? drifted from the old snapshot/);
  expect(remote(`${BRANCH}^`)).toBe(remote("main"));
  expect(requests("POST")).toHaveLength(1);
  const { title, body } = requests("PATCH").at(-1)!.body as {
    title: string;
    body: string;
  };
  expect(title).toBe("Collect flowers");
  expect(drifted.summary).toContain(body.split("\n")[0]);
});

test("a source that fails is a red step; nothing is pushed", async () => {
  content = "";
  const { exit, log } = await run();
  expect(exit).toBe(1);
  expect(log).toMatch(/::error.*an empty answer from/);
  expect(remote(BRANCH)).toBe("");
  expect(github.sent).toEqual([]);
});

test("a source that fails makes the step red and keeps back no other; what the branch has of it stays", {
  timeout: 60_000,
}, async () => {
  const second = `, { name: stones, from: { url: "${site}/stones.csv" }, to: data/stones.csv }]`;
  bench.edit("trunkline.yaml", (text) => text.replace(/\]\s*$/, `${second}\n`));
  bench.commit("Collect stones, too");
  bench.git("push", "--quiet");
  const first = await run();
  expect([first.exit, first.outputs.get("changed")], first.log).toEqual([1, "true"]);
  expect(first.log).toMatch(/::error title=collect-status::.*stones.csv: the answer 404/);
  expect(first.summary).toMatch(/\*\*stones\*\* could not be collected/);

  stones = rows(20);
  expect((await run()).exit).toBe(0);
  const [commit, asked] = [remote(BRANCH), requests("PATCH").length];
  stones = "";
  const third = await run();
  expect([third.exit, third.outputs.get("pull-request")]).toEqual([1, first.outputs.get("pull-request")]);
  expect([remote(BRANCH), requests("PATCH").length]).toEqual([commit, asked]);
});

/** Does of Git LFS what is asked of it here: makes a pointer, and says what it was told to bring to the remote. */
const GIT_LFS = `#!/bin/sh
if [ "$1" = clean ]; then
  cat > "$LFS_FOLDER/content"
  printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize %s\\n' \\
    "$(sha256sum < "$LFS_FOLDER/content" | cut -c1-64)" "$(wc -c < "$LFS_FOLDER/content" | tr -d ' ')"
else
  echo "$@" "$(git ls-remote origin '${BRANCH}' | wc -l | tr -d ' ')" >> "$LFS_FOLDER/told"
fi
`;

test("a snapshot that Git LFS keeps is brought to the remote's store before the branch", async () => {
  const tools = join(bench.folder, "tools");
  mkdirSync(tools);
  writeFileSync(join(tools, "git-lfs"), GIT_LFS, { mode: 0o755 });
  writeFileSync(join(bench.work, ".gitattributes"), "data/flowers.csv filter=lfs -text\n");
  bench.commit("Keep flowers in Git LFS");
  bench.git("push", "--quiet");
  bench.git("config", "filter.lfs.clean", "git-lfs clean -- %f");
  const done = await run({ PATH: `${tools}:${process.env.PATH}`, LFS_FOLDER: tools });
  expect(done.exit, done.log).toBe(0);
  const pointer = bench.run("git", ["show", `${BRANCH}:data/flowers.csv`], bench.remote).out;
  const digest = createHash("sha256").update(content).digest("hex");
  expect(pointer).toContain(`oid sha256:${digest}\n`);
  expect(readFileSync(join(tools, "told"), "utf8")).toBe(`push --object-id origin ${digest} 0\n`);
});

test("a token that may open no pull request: the branch is there, and the step says what to do", async () => {
  github.faults.push(() => null, answers(403, "Resource not accessible by integration"));
  const { exit, log } = await run();
  expect(exit).toBe(1);
  expect(log).toContain("Open it by hand");
  expect(remote(BRANCH)).not.toBe("");
});
