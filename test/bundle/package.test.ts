import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writePackage } from "../../scripts/package.js";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
let folder: string;
let project: string;

function run(command: string, words: readonly string[], cwd: string) {
  const env = { PATH: process.env.PATH, HOME: folder, npm_config_offline: "true", npm_config_audit: "false" };
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: "utf8", env });
  if (status !== 0) throw new Error(`${command} ${words.join(" ")}: ${stderr}${stdout}`);
  return stdout;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-package-"));
  writePackage(join(folder, "package"), COMMIT);
  run("npm", ["pack", "--silent", "./package"], folder);
  project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}");
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  run("npm", ["install", "--silent", `../${tarball}`], project);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("installs without a network and brings no other package", () => {
  expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
    "trunkline",
  ]);
});

it("sets up a repository, with the actions pinned at the commit of the release", () => {
  run("git", ["init", "--quiet", "--initial-branch=main"], project);
  const rows = Array.from({ length: 40 }, (_, index) => `${index},${index % 7},${index % 2 ? "a" : "b"}\n`);
  writeFileSync(join(project, "data.csv"), `id,size,kind\n${rows.join("")}`);
  run("npx", ["trunkline", "init", "--target", "kind"], project);
  const { version } = JSON.parse(readFileSync(join(folder, "package", "package.json"), "utf8"));
  const workflow = readFileSync(join(project, ".github", "workflows", "model-check.yml"), "utf8");
  expect(workflow).toContain(`trunkline/trunkline/actions/train@${COMMIT} # v${version}`);
  expect(run("npx", ["trunkline", "validate"], project)).toContain("40 rows");
});
