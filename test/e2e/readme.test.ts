import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CLASSIFICATION_METRICS, REGRESSION_METRICS } from "../../src/records/metric-table.ts";
import { COMMAND_ENVIRONMENT } from "../../src/stages/training/command-files.ts";
import { changeK, ROOT, Workbench } from "./workbench.ts";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, text]) => text!);
const commands = blocks("sh").flatMap((text) =>
  text
    .split(/\n|&&/)
    .map((line) => line.replace(/ {2,}#.*$/, "").trim())
    .filter(Boolean),
);

/** Run elsewhere, for the reason that is given. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "git clone https://github.com/trunkline/trunkline": "this is that clone",
  "cd trunkline": "this is that folder",
  "npm test": "this is that run",
};

let bench: Workbench;
beforeAll(() => {
  bench = new Workbench();
});
afterAll(() => bench?.close());

describe("every command of the README works, in its order", () => {
  const here = commands.filter((command) => !(command in ELSEWHERE));

  test("the README still has what is run elsewhere", () => {
    for (const command of Object.keys(ELSEWHERE)) expect(commands).toContain(command);
    expect(here.length).toBeGreaterThan(8);
  });

  test.each(here)("%s", { timeout: 60_000 }, (command) => {
    if (command === "npm run demo") {
      const { status, stdout, stderr } = spawnSync("npm", ["run", "demo"], { cwd: ROOT, encoding: "utf8" });
      expect(status, stdout + stderr).toBe(0);
      expect(stdout).toContain("All of it held");
      return;
    }
    // A revert needs something to revert: the change that somebody made in between.
    if (command === "git revert HEAD") {
      bench.edit("trunkline.yaml", changeK(7));
      bench.commit("Ask more neighbours");
      for (const words of [["register"], ["deploy", "production"]]) bench.trunkline(...words, "--push");
      bench.git("revert", "--no-edit", "HEAD");
      return;
    }
    const line = command.replace(/^(npx )?trunkline\b/, `"${process.execPath}" "${ROOT}/dist/cli.js"`);
    const { exit, out, err } = bench.run("sh", ["-c", line]);
    expect(exit, out + err).toBe(0);
  });

  test("and after the revert the first version is back", () => {
    bench.trunkline("register", "--push");
    const { outcome, version } = bench.trunkline<{ outcome: string; version: string }>(
      "deploy",
      "production",
      "--push",
    );
    expect([outcome, version]).toEqual(["rolled-back", "v1.0.0"]);
  });
});

test("every npm script that it names is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const named = [...readme.matchAll(/`npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(3);
  for (const name of named) expect(scripts).toHaveProperty([name]);
});

test("the spec that it shows is the example's", () => {
  const [shown] = blocks("yaml");
  const example = readFileSync(join(ROOT, "examples", "iris", "trunkline.yaml"), "utf8");
  expect(parse(shown!)).toEqual(parse(example));
});

test("the variables of a training command are all there, with their meaning", () => {
  for (const [name, meaning] of Object.entries(COMMAND_ENVIRONMENT))
    expect(readme).toContain(`| \`${name}\` | ${meaning} |`);
});

test("every metric is named", () => {
  for (const metric of [...CLASSIFICATION_METRICS, ...REGRESSION_METRICS])
    expect(readme).toContain(`\`${metric}\``);
});

test("every file that it points at is there", () => {
  const targets = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path]) => path!);
  for (const path of targets) expect(() => readFileSync(join(ROOT, path)), path).not.toThrow("ENOENT");
  expect(() => readFileSync(join(ROOT, "src/stages/registry/rollback.ts"))).not.toThrow();
});
