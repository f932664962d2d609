import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
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

/** Headings as GitHub names them in an address: in small letters, spaces as hyphens, without punctuation. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/ /g, "-"),
  );
}

const pages = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)];
test.each(pages.filter((path) => path.endsWith(".md")))("every place that %s points at is there", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  for (const [, target] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
    const [path, anchor] = target!.split("#");
    const file = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path!);
    expect(existsSync(file), target).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(readFileSync(file, "utf8")), target).toContain(anchor);
  }
});

test("the file that it names is there", () => {
  expect(existsSync(join(ROOT, "src/stages/registry/rollback.ts"))).toBe(true);
});
