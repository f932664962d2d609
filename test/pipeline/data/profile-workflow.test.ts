import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { packageTemplates } from "../../../src/adapters/templates.ts";
import { mergeProfileFiles, profileText } from "../../../src/pipeline/data/profile-file.ts";
import { writeProfileWorkflow } from "../../../src/pipeline/data/profile-workflow.ts";
import { parseShard } from "../../../src/pipeline/data/shard.ts";
import { profileFiles } from "../../../src/pipeline/profile.ts";
import type { World } from "../../../src/ports/world.ts";
import { type TemporaryRepository, temporaryRepository } from "../../support/git.ts";
import { quietWorld } from "../../support/quiet-world.ts";
import { faultsOf, stepsOf, workflowOf } from "../../support/workflows.ts";

const PIN = "0123456789abcdef0123456789abcdef01234567";
const PATH = ".github/workflows/profile.yml";
let repository: TemporaryRepository;
let world: World;
beforeEach(async () => {
  repository = temporaryRepository();
  world = await quietWorld(repository.path);
});
afterEach(() => repository.remove());

const write = (files: readonly string[]) =>
  writeProfileWorkflow(world, packageTemplates(), files, {
    repository: "flora/trunkline",
    pin: PIN,
    force: false,
  });
const read = () => readFileSync(join(repository.path, PATH), "utf8");

test("a workflow that GitHub accepts: a job a shard, and one that merges, which may only read", async () => {
  expect(await write(["data/*.csv", "more.csv.gz"])).toEqual({ path: PATH, state: "written" });
  expect(await faultsOf(PATH, read())).toEqual([]);
  expect(read()).not.toMatch(/(?<!\$)\{\{/);
  const workflow = workflowOf(read());
  expect(workflow.permissions).toEqual({});
  for (const job of Object.values(workflow.jobs)) expect(job.permissions).toEqual({ contents: "read" });
  const lines = read().split("\n");
  for (const line of lines.filter((each) => each.includes("uses:")))
    expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  for (const { uses, run, with: given } of stepsOf(workflow)) {
    if (uses?.startsWith("actions/checkout@")) expect(given).toMatchObject({ "persist-credentials": false });
    expect(run ?? "").not.toContain("$".concat("{{"));
  }
  const toolkit = stepsOf(workflow).filter(({ with: given }) => given?.path === ".trunkline");
  expect(toolkit).toHaveLength(2);
  for (const { with: given } of toolkit)
    expect(given).toMatchObject({ repository: "flora/trunkline", ref: PIN });
});

test("its scripts, run by a shell with a command that stands for Trunkline, ask for each part of all files", async () => {
  await write(["a*.csv"]);
  const folder = mkdtempSync(join(tmpdir(), "trunkline-matrix-"));
  try {
    const rows = Array.from({ length: 500 }, (_, row) => `${row},${row % 7}`);
    writeFileSync(join(folder, "a1.csv"), `id,x\n${rows.slice(0, 200).join("\n")}\n`);
    writeFileSync(join(folder, "a2.csv"), `id,x\n${rows.slice(200).join("\n")}\n`);
    const [part] = stepsOf(workflowOf(read())).filter(({ run }) => run?.includes("--shard"));
    const named = (...names: string[]) => names.map((name) => ({ name, path: join(folder, name) }));
    for (let index = 1; index <= 8; index++) {
      const script = part!.run!.replace("node .trunkline/dist/cli.js", "printf '%s\\n'");
      const env = {
        PATH: process.env.PATH,
        FILES: "a*.csv",
        SHARD: `${index}/8`,
        OUT: `profile-${index}.json`,
      };
      const words = spawnSync("bash", ["-ec", script], { cwd: folder, env, encoding: "utf8" }).stdout.split(
        "\n",
      );
      expect(words.slice(0, 7)).toEqual([
        "profile",
        "a1.csv",
        "a2.csv",
        "--shard",
        `${index}/8`,
        "--out",
        env.OUT,
      ]);
      const profile = await profileFiles(nodeFiles(), named("a1.csv", "a2.csv"), parseShard(words[4]!));
      writeFileSync(join(folder, words[6]!), profileText(profile));
    }
    const outs = Array.from({ length: 8 }, (_, index) => `profile-${index + 1}.json`);
    expect(await mergeProfileFiles(nodeFiles(), named(...outs))).toMatchObject({ rows: 500 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(["a b.csv", "$(id).csv", "a;b", "--out", "/etc/passwd", "`id`", ""])(
  "%j is nothing to hand to a shell",
  async (file) => {
    await expect(write([file])).rejects.toMatchObject({
      exit: 2,
      problems: [{ code: "profile-workflow-file" }],
    });
  },
);
