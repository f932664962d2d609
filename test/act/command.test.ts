import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../e2e/workbench.ts";
import { ActBench } from "./act-bench.ts";

// A team's own training command, which refuses to run where it can see a token: trained in one job, written by another.
let bench: ActBench;

beforeAll(async () => {
  bench = await ActBench.open();
  cpSync(join(ROOT, "test", "support", "centroid"), join(bench.work, "model"), { recursive: true });
  bench.edit("trunkline.yaml", (text) =>
    text.replace(
      /train:\n(?: {2}.*\n)+/,
      `train:
  command: node model/train.mjs
  predict: node model/predict.mjs
  code: [model/**]
  params: { skip: [sepal_width] }
`,
    ),
  );
  bench.commit("Train by a command of our own");
});
afterAll(() => bench?.close());

test("a push trains by the command in the job that may only read, and the other one registers what it made", async () => {
  const run = await bench.push();
  expect(run.exit, run.log).toBe(0);
  // In turn trained once, and asked for what explains its answers and how it bears spoiled rows.
  const commands = run.log.match(/Running: .*/g)!.map((line) => line.trim());
  expect(commands.filter((command) => command === "Running: node model/train.mjs")).toHaveLength(1);
  expect(new Set(commands)).toEqual(
    new Set(["Running: node model/train.mjs", "Running: node model/predict.mjs"]),
  );
  expect(bench.remoteGit("tag").split("\n")).toEqual(["iris#production#1", "iris@v1.0.0"]);
  expect(Object.keys(bench.deployed()).some((path) => path.endsWith("centroids.json"))).toBe(true);
});

test("a pull request with new rows has the champion predict them by its own command", async () => {
  bench.git("switch", "--quiet", "--create", "both-sepals");
  bench.edit("trunkline.yaml", (text) => text.replace("skip: [sepal_width]", "skip: []"));
  bench.edit("data/iris.csv", (text) => {
    const [, ...rows] = text.trimEnd().split("\n");
    const more = rows.slice(0, 40).map((row, index) => row.replace(/^\d+/, String(1000 + index)));
    return `${text.trimEnd()}\n${more.join("\n")}\n`;
  });
  bench.commit("Use both sepals");
  const run = await bench.pullRequest("Use both sepals");
  expect(run.exit, run.log).toBe(0);
  expect(run.log).toContain("Running: node model/predict.mjs");
  const [comment, ...others] = await bench.comments(run.number);
  expect(others).toEqual([]);
  expect(comment).toContain("iris: inconclusive, may merge");
  expect(comment).toContain("v1.0.0 predicted through its own command");
  expect(comment).toContain("40 rows added");
});
