import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { node24 } from "../../scripts/node-24.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const actions = readdirSync(join(root, "actions")).sort();

const nodes = [
  { name: "this Node", node: process.execPath },
  { name: "Node 24, which runs the actions", node: node24 },
];

let folder: string;

beforeAll(() => {
  // Away from node_modules: what is committed has to do without.
  folder = mkdtempSync(join(tmpdir(), "trunkline-bundle-"));
  for (const part of ["dist", "actions", "package.json"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(node: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { PATH } = process.env;
  return spawnSync(node, args, { cwd: folder, encoding: "utf8", env: { PATH, HOME: folder, ...env } });
}

it("holds the seven actions", () => {
  expect(actions).toEqual([
    "collect",
    "deploy",
    "evaluate",
    "pipeline",
    "register",
    "report",
    "train",
    "validate",
  ]);
});

it("holds no map of the sources, names no folder of the machine, and gives the licences", () => {
  for (const name of readdirSync(join(folder, "dist"))) {
    expect(name).toMatch(/^[\w-]+\.(js|cjs|txt)$/);
    expect(readFileSync(join(folder, "dist", name), "utf8")).not.toMatch(
      /sourceMappingURL|\/node_modules\/\.|file:\/\/\/\w/,
    );
  }
  expect(readFileSync(join(folder, "dist/licenses.txt"), "utf8")).toContain("valibot");
  expect(statSync(join(root, "dist/cli.js")).mode & 0o111).not.toBe(0);
});

describe.each(nodes)("on $name", ({ node }) => {
  it("the command says its version", () => {
    expect(run(node, ["dist/cli.js", "--version"])).toMatchObject({
      status: 0,
      stdout: `${version}\n`,
      stderr: "",
    });
  });

  it("the command explains itself", () => {
    const help = run(node, ["dist/cli.js", "--help"]);
    expect(help).toMatchObject({ status: 0, stderr: "" });
    for (const command of ["init", "run", "train", "evaluate", "register", "deploy", "rollback"])
      expect(help.stdout).toContain(command);
  });

  it("a command that does not exist is misuse", () => {
    const wrong = run(node, ["dist/cli.js", "trian"]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain("trian");
    expect(wrong.stderr).not.toMatch(/^\s+at /m);
  });

  it.each(actions)("the action %s starts, and says what is missing", (action) => {
    // A folder without a spec: whatever the action does, it has to begin by saying so.
    const started = run(node, [`actions/${action}/index.js`], {
      GITHUB_WORKSPACE: folder,
      RUNNER_TEMP: folder,
    });
    expect(started.stdout + started.stderr).toContain("::error");
    expect(started.stdout + started.stderr).not.toMatch(/ERR_MODULE_NOT_FOUND|SyntaxError|^\s+at /m);
    expect(started.status).not.toBe(0);
  });

  it("nothing happens on import", () => {
    const code = `const before = Object.keys(process.env).length;
      const bundle = await import(${JSON.stringify(pathToFileURL(join(folder, "dist/index.js")).href)});
      console.log(JSON.stringify({ names: Object.keys(bundle), active: process.getActiveResourcesInfo().filter((name) => /Timeout|TCP|FSReq/.test(name)), added: Object.keys(process.env).length - before, exitCode: process.exitCode ?? null }));`;
    const imported = run(node, ["--input-type=module", "--eval", code]);
    expect(imported.stderr).toBe("");
    expect(JSON.parse(imported.stdout)).toEqual({
      names: ["runAction", "runCommand"],
      active: [],
      added: 0,
      exitCode: null,
    });
  });
});
