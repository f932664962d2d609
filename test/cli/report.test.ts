import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { invocation } from "../../src/cli/invocation.ts";
import { report } from "../../src/cli/report.ts";
import { byId, elementsIn, read, textOf } from "../reports/html/page.ts";

const example = fileURLToPath(new URL("../../examples/iris", import.meta.url));
const { PATH } = process.env;
let folder: string;

const git = (...words: string[]) => execFileSync("git", words, { cwd: folder, encoding: "utf8" });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-report-test-"));
  cpSync(example, folder, { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Flora");
  git("config", "user.email", "flora@example.com");
  git("add", "--all");
  git("commit", "--quiet", "--message", "first");
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.env.PATH = PATH;
});

const run = (values: Record<string, string | boolean>) =>
  report.run({ ...invocation({ quiet: true, ...values }, []), folder, world: world(values) });

function world(values: Record<string, string | boolean>) {
  return async () => {
    const { openWorld } = await import("../../src/adapters/world.ts");
    const { terminalConsole } = await import("../../src/adapters/terminal-console.ts");
    const console = terminalConsole(process.stderr, values.quiet !== false);
    const none = "https://api.example.invalid";
    return openWorld({ folder, console, apiUrl: none, serverUrl: none, mayRunCommands: true });
  };
}

/** A system's opener that notes what it was asked to open, and ends as it is told to. */
function opener(exit: number): () => string {
  const bin = mkdtempSync(join(folder, ".git", "bin-"));
  for (const name of ["xdg-open", "open"]) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "$1" > ${join(bin, "asked")}\nexit ${exit}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  process.env.PATH = `${bin}${delimiter}${PATH}`;
  return () => readFileSync(join(bin, "asked"), "utf8").trim();
}

test("--html writes the page beside the person, with the holdout's rows in it", async () => {
  const { text, json, exit } = await run({ html: "out/page.html" });
  expect(exit).toBe(0);
  expect(text).toMatch(/^Wrote out\/page\.html \(\d+ KB\)\.$/);
  expect(json).toMatchObject({ model: "iris", html: join(folder, "out/page.html") });
  const page = read(readFileSync(join(folder, "out/page.html"), "utf8"));
  expect(page.errors).toEqual([]);
  const heats = elementsIn(byId(page, "confusion")!).filter(({ attrs }) =>
    attrs.some(({ value }) => value.startsWith("heat ")),
  );
  const counts = heats.map((cell) => Number.parseInt(textOf(cell.childNodes[0]!), 10));
  const { evaluation } = json as { evaluation: { rows: number } };
  expect(counts.reduce((sum, number) => sum + number, 0)).toBe(evaluation.rows);
  expect(textOf(byId(page, "about")!)).toContain(git("rev-parse", "HEAD").trim());
});

test("without --html and --open it prints the comment", async () => {
  expect((await run({})).text).toContain("### ");
});

test("what is not committed is said, and no commit is named to reproduce it by", async () => {
  const spec = join(folder, "trunkline.yaml");
  const text = readFileSync(spec, "utf8");
  writeFileSync(spec, text.replace("seed: 42", "seed: 43"));
  const dirty = (await run({})).text!;
  writeFileSync(spec, text);
  expect(dirty).toContain("with 1 file not committed, which nobody else has");
  expect(dirty).toContain("```sh\nnpx trunkline run\n```");
  expect((await run({})).text).toContain(`\`\`\`sh\ngit checkout ${git("rev-parse", "HEAD")}`);
});

test("--open hands a temporary file to the system's opener", async () => {
  const asked = opener(0);
  const { text, json } = await run({ open: true });
  expect(text).toMatch(/ Opened it\.$/);
  const { html } = json as { html: string };
  expect(asked()).toBe(html);
  expect(readFileSync(html, "utf8")).toContain("<title>iris: Trunkline report</title>");
  rmSync(html);
});

test("--open without anything that opens says where the page is, and that is no failure", async () => {
  opener(3);
  const { text, exit } = await run({ open: true, html: "page.html" });
  expect(text).toMatch(/^Wrote page\.html .*\nNothing here can open it: open it yourself\.$/);
  expect(exit).toBe(0);
});
