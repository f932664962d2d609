import { afterAll, beforeAll, expect, test } from "vitest";
import { ActBench } from "./act-bench.ts";

// The project's own workflow of its example, which takes the actions from the checkout that it runs in.
let bench: ActBench;

beforeAll(async () => {
  bench = await ActBench.openProduct();
  bench.commit("Begin");
});
afterAll(() => bench?.close());

test("a push to main gives the example its version and its deployment", async () => {
  const run = await bench.push();
  expect(run.exit, run.log).toBe(0);
  expect(bench.remoteGit("tag").split("\n")).toEqual(["iris#production#1", "iris@v1.0.0"]);
});

test("a pull request to the example gets its comment from one job", async () => {
  bench.git("switch", "--quiet", "--create", "petals");
  bench.edit("examples/iris/trunkline.yaml", (text) => text.replace(/\nfeatures:\n(?: {2}.*\n)+/, "\n"));
  bench.commit("Use the petals, too");
  const run = await bench.pullRequest("Use the petals, too");
  expect(run.exit, run.log).toBe(0);
  const [comment, ...others] = await bench.comments(run.number);
  expect(others).toEqual([]);
  expect(comment).toContain("### ✅ iris: improved, may merge");
});
