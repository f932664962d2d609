import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packageTemplates } from "../../../src/adapters/templates.ts";
import { writeCollectWorkflow } from "../../../src/pipeline/collection/collect-workflow.ts";
import { loadProject } from "../../../src/pipeline/project.ts";
import type { World } from "../../../src/ports/world.ts";
import { type TemporaryRepository, temporaryRepository } from "../../support/git.ts";
import { quietWorld } from "../../support/quiet-world.ts";
import { faultsOf, stepsOf, workflowOf } from "../../support/workflows.ts";

const PIN = "0123456789abcdef0123456789abcdef01234567";
const PATH = ".github/workflows/collect.yml";
let repository: TemporaryRepository;
let world: World;
beforeEach(async () => {
  repository = temporaryRepository();
  world = await quietWorld(repository.path);
});
afterEach(() => repository.remove());

async function write(collect: readonly object[] | undefined, force = false) {
  const spec = {
    model: "m",
    problem: { task: "classification", target: "y" },
    data: { sources: ["a.csv"] },
    train: { algorithm: "baseline" },
    ...(collect && { collect }),
  };
  writeFileSync(join(repository.path, "trunkline.yaml"), JSON.stringify(spec));
  const project = await loadProject(world, "trunkline.yaml");
  return writeCollectWorkflow(world, packageTemplates(), project, {
    repository: "flora/trunkline",
    pin: PIN,
    force,
  });
}

const read = () => readFileSync(join(repository.path, PATH), "utf8");
const source = (name: string, from: object) => ({ name, from, to: `${name}.csv` });

test("a workflow that GitHub accepts, with the least permissions and the secrets that the spec names", async () => {
  const written = await write([
    source("a", { url: "https://a.org/x", token: "A_TOKEN", headers: { "X-Key": "A_KEY" } }),
    source("b", { postgres: "B_DATABASE", query: "SELECT 1" }),
    source("c", { api: "https://a.org/y", token: "A_TOKEN" }),
  ]);
  expect(written).toEqual({ path: PATH, state: "written" });
  expect(await faultsOf(PATH, read())).toEqual([]);
  const workflow = workflowOf(read());
  expect(workflow.permissions).toEqual({});
  expect(Object.keys(workflow.on)).toEqual(["schedule", "workflow_dispatch"]);
  expect(workflow.jobs.collect?.permissions).toEqual({ contents: "write", "pull-requests": "write" });
  const [checkout, collect] = stepsOf(workflow);
  expect(checkout).toMatchObject({ with: { "persist-credentials": false } });
  expect(collect).toMatchObject({
    uses: `flora/trunkline/actions/collect@${PIN}`,
    with: { spec: "trunkline.yaml" },
  });
  const secret = (name: string) => "$".concat(`{{ secrets.${name} }}`);
  expect(collect).toHaveProperty("env", {
    A_TOKEN: secret("A_TOKEN"),
    A_KEY: secret("A_KEY"),
    B_DATABASE: secret("B_DATABASE"),
  });
});

test("without secrets it has none; what a person changed stays, unless it is told otherwise", async () => {
  const sources = [source("a", { url: "https://a.org/x" })];
  await write(sources);
  expect(await faultsOf(PATH, read())).toEqual([]);
  expect(read()).not.toMatch(/env:|secrets|\{\{[a-z]/);
  const original = read();
  writeFileSync(join(repository.path, PATH), `${original}# mine\n`);
  expect(await write(sources)).toMatchObject({ state: "kept" });
  expect(await write(sources, true)).toMatchObject({ state: "written" });
  expect(read()).toBe(original);
});

test("a spec that collects nothing needs none", async () => {
  await expect(write(undefined)).rejects.toMatchObject({ exit: 2, problems: [{ code: "collect-nothing" }] });
});
