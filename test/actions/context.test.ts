import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runContext } from "../../src/actions/context.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const surroundings = (event: string) => {
  const path = join(folder, "event.json");
  writeFileSync(path, event);
  return {
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: "flora/iris",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: "f".repeat(40),
    GITHUB_REF: "refs/heads/main",
    GITHUB_RUN_ID: "7",
  };
};
const request = (repository: string | null) =>
  JSON.stringify({
    pull_request: { number: 3, head: { sha: "a".repeat(40), repo: repository && { full_name: repository } } },
  });

test("a push: the branch, the commit, the run", async () => {
  expect(await runContext(surroundings("{}"))).toEqual({
    event: "push",
    branch: "main",
    commit: "f".repeat(40),
    runUrl: "https://github.com/flora/iris/actions/runs/7",
    pullRequest: null,
  });
});

test("a pull request: the branch's commit, not the merge that was checked out", async () => {
  const run = await runContext({ ...surroundings(request("flora/iris")), GITHUB_REF: "refs/pull/3/merge" });
  expect(run).toMatchObject({ branch: null, commit: "a".repeat(40) });
  expect(run.pullRequest).toEqual({ number: 3, head: "a".repeat(40), fork: false });
});

test("a fork's, also when the fork is gone", async () => {
  for (const repository of ["stranger/iris", null])
    expect((await runContext(surroundings(request(repository)))).pullRequest?.fork).toBe(true);
});

test("an event that cannot be read says so", async () => {
  for (const event of ["not JSON", ""])
    await expect(runContext(surroundings(event))).rejects.toThrow("actions-event-unreadable");
  const gone = { ...surroundings("{}"), GITHUB_EVENT_PATH: join(folder, "nowhere.json") };
  await expect(runContext(gone)).rejects.toThrow("actions-event-unreadable");
});
