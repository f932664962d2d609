import { afterAll, beforeAll, expect, test } from "vitest";
import { ActBench, type ActRun } from "./act-bench.ts";

// One story, in order: each test goes on from where the one before it ended.
let bench: ActBench;
let first: Record<string, string>;
let petals = 0;

beforeAll(async () => {
  bench = await ActBench.open();
  bench.commit("Begin");
});
afterAll(() => bench?.close());

const usePetals = (text: string) => text.replace(/\nfeatures:\n(?: {2}.*\n)+/, "\n");
const candidates = () => bench.remoteGit("for-each-ref", "--format=%(refname)", "refs/trunkline/bundles");

test("the first push trains, registers v1.0.0 and deploys it", async () => {
  const run = await bench.push();
  succeeded(run, "Model release/train", "Model release/release");
  expect(run.log).toContain("Training iris on");
  expect(bench.remoteGit("tag").split("\n")).toEqual(["iris#production#1", "iris@v1.0.0"]);
  expect(await bench.deployments()).toEqual(["v1.0.0 success"]);
  first = bench.deployed();
  expect(Object.keys(first)).toContain("manifest.json");
});

test("a pull request gets one comment with the verdict, and its candidate is stored", async () => {
  const before = candidates().split("\n").length;
  bench.git("switch", "--quiet", "--create", "petals");
  bench.edit("trunkline.yaml", usePetals);
  bench.commit("Use the petals, too");
  const run = await bench.pullRequest("Use the petals, too");
  petals = run.number;
  succeeded(run, "Model check/train", "Model check/report");
  const [comment, ...others] = await bench.comments(petals);
  expect(others).toEqual([]);
  expect(comment).toContain("### ✅ iris: improved, may merge");
  expect(comment).toContain("| **f1_macro** ↑ |");
  expect(await bench.checks()).toEqual(["success: improved, may merge"]);
  expect(comment).toContain(bench.git("rev-parse", "HEAD"));
  expect(candidates().split("\n")).toHaveLength(before + 1);
});

test("the next commit on it updates the same comment", async () => {
  bench.edit("trunkline.yaml", (text) => `${text}\n# Measured with a ruler.\n`);
  const commit = bench.commit("Say how it was measured");
  const run = await bench.pullRequestAgain(petals);
  succeeded(run, "Model check/train", "Model check/report");
  expect(run.log).toContain("The recipe was trained before");
  const comments = await bench.comments(petals);
  expect(comments).toHaveLength(1);
  expect(comments[0]).toContain(commit);
});

test("spoiled rows fail the run: each on its own line, named in the comment, and nothing else ran", async () => {
  bench.git("switch", "--quiet", "--create", "spoiled", "main");
  const lines: Record<number, (cells: string[]) => void> = {
    24: (cells) => cells.splice(3, 1, "-1.0"),
    58: (cells) => cells.splice(5, 1, "Versicolor"),
    101: (cells) => cells.splice(1, 1, ""),
    133: (cells) => cells.splice(2, 1, "3,1"),
    151: (cells) => cells.splice(0, 1, "149"),
  };
  const spoil = (line: string, index: number) => {
    const cells = line.split(",");
    lines[index + 1]?.(cells);
    return cells.map((cell) => (cell.includes(",") ? `"${cell}"` : cell)).join(",");
  };
  bench.edit("data/iris.csv", (text) => {
    return `${text.split("\n").map(spoil).join("\n")}151,5.1,3.4,151,0.2,setosa\n`;
  });
  bench.commit("Add a flower");
  const before = bench.remoteGit("for-each-ref");
  const run = await bench.pullRequest("Add a flower");
  expect(run.exit).not.toBe(0);
  const named = [
    ["data-min", 24, 4],
    ["data-in", 58, 6],
    ["data-missing", 101, 2],
    ["data-type", 133, 3],
    ["data-key-duplicate", 151, 1],
    ["data-max", 152, 4],
  ] as const;
  // The check run shows them, once: no step does as well.
  expect(run.log).not.toMatch(/::error title=data-/);
  const [comment] = await bench.comments(run.number);
  expect(comment).toContain("### ❌ iris: data refused, must not merge");
  for (const [, line, column] of named) expect(comment).toContain(`data/iris.csv:${line}:${column}`);
  // Nothing was trained, compared, stored, tagged or deployed.
  expect(run.log).not.toContain("Training iris on");
  expect(comment).not.toContain("f1_macro");
  const after = bench.remoteGit("for-each-ref").split("\n");
  expect(after.filter((ref) => !ref.endsWith("refs/heads/spoiled")).join("\n")).toBe(before);
  expect(await bench.deployments()).toEqual(["v1.0.0 success"]);
  const [check, ...onLines] = await bench.checks();
  expect(check).toBe("failure: data refused, must not merge");
  expect(onLines.sort()).toEqual(named.map(([code, line]) => `data/iris.csv:${line} ${code}`).sort());
});

test("a worse model fails the run by the gate", async () => {
  bench.git("switch", "--quiet", "--create", "worse", "main");
  bench.edit("trunkline.yaml", (text) =>
    text.replace(/algorithm: knn\n {2}params: .*\n/, "algorithm: baseline\n"),
  );
  bench.commit("Try the simplest model");
  const run = await bench.pullRequest("Try the simplest model");
  expect(run.exit).not.toBe(0);
  const [comment] = await bench.comments(run.number);
  expect(comment).toContain("### ❌ iris: regressed, must not merge");
  expect(await bench.checks()).toEqual(["failure: regressed, must not merge"]);
});

test("a fork's pull request has the report in its summary, writes nothing and passes", async () => {
  bench.git("switch", "--quiet", "--create", "from-a-fork", "main");
  bench.edit("trunkline.yaml", (text) => usePetals(text).replace(/k: \d+/, "k: 7"));
  bench.commit("Use the petals and more neighbours");
  const before = candidates();
  const run = await bench.pullRequest("Use the petals and more neighbours", "stranger/iris");
  succeeded(run, "Model check/train", "Model check/report");
  expect(run.log).toContain("### ✅ iris: improved, may merge");
  expect(await bench.comments(run.number)).toEqual([]);
  expect(await bench.checks()).toEqual([]);
  expect(candidates()).toBe(before);
});

test("the squash merge ships the candidate that was reviewed, without training", async () => {
  bench.git("switch", "--quiet", "main");
  bench.git("merge", "--quiet", "--squash", "petals");
  bench.github.merged(petals, bench.commit("Use the petals, too (#1)"));
  const run = await bench.push();
  succeeded(run, "Model release/train", "Model release/release");
  expect(run.log).not.toContain("Training iris on");
  expect(bench.remoteGit("rev-parse", "iris@v2.0.0^{commit}")).toBe(bench.git("rev-parse", "HEAD"));
  expect(await bench.deployments()).toEqual(["v2.0.0 success", "v1.0.0 inactive"]);
  expect(bench.deployed()).not.toEqual(first);
});

test("the revert brings the first version back, byte for byte, without training", async () => {
  bench.git("revert", "--no-edit", "HEAD");
  const run = await bench.push();
  succeeded(run, "Model release/train", "Model release/release");
  expect(run.log).not.toContain("Training iris on");
  expect(run.log).toContain("Rolled production back: iris v2.0.0 → v1.0.0");
  expect(bench.remoteGit("rev-parse", "iris#production#3^{commit}")).toBe(
    bench.remoteGit("rev-parse", "iris@v1.0.0^{commit}"),
  );
  expect(bench.deployed()).toEqual(first);
  expect((await bench.deployments())[0]).toBe("v1.0.0 success");
});

function succeeded({ exit, log }: ActRun, ...jobs: readonly string[]): void {
  expect(exit, log).toBe(0);
  for (const job of jobs) expect(log).toMatch(new RegExp(`\\[${job} *\\].*Job succeeded`));
}
