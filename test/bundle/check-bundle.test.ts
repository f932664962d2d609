import { execFileSync } from "node:child_process";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundle, writeBundle } from "../../scripts/bundle.js";
import { differences } from "../../scripts/check-bundle.js";
import { node24 } from "../../scripts/node-24.js";

const fresh = new Map([
  ["a.js", Buffer.from("a")],
  ["b.js", Buffer.from("b")],
]);
let repository: string;
let dist: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "trunkline-check-"));
  dist = join(repository, "dist");
  writeBundle(dist, fresh);
  writeFileSync(join(repository, ".gitignore"), "*.log\n");
  git("init", "-q");
  git("add", ".");
  git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "all");
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

const git = (...args: string[]): string => execFileSync("git", args, { cwd: repository, encoding: "utf8" });

describe("the check of the committed bundle", () => {
  it("accepts what a build gives, when it is committed", () => {
    expect(differences(dist, fresh)).toEqual([]);
  });

  it("names a file that differs", () => {
    writeFileSync(join(dist, "a.js"), "c");
    expect(differences(dist, fresh)).toEqual(["differs        a.js", "not committed   M dist/a.js"]);
  });

  it("names a file that is missing and one that is left over", () => {
    renameSync(join(dist, "a.js"), join(dist, "c.js"));
    expect(differences(dist, fresh)).toEqual(
      expect.arrayContaining(["missing        a.js", "left over      c.js", "not committed  ?? dist/c.js"]),
    );
  });

  it("names a file that is right but not committed, also where it is ignored", () => {
    for (const name of ["c.js", "d.log"]) writeFileSync(join(dist, name), name);
    const more = new Map([...fresh, ["c.js", Buffer.from("c.js")], ["d.log", Buffer.from("d.log")]] as const);
    expect(differences(dist, more)).toEqual(["not committed  ?? dist/c.js", "not committed  !! dist/d.log"]);
  });
});

it("a build gives the same bytes again, on Node 24 too", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const entry = "test/bundle/entries/github-client.ts";
  const script = `const { bundle } = await import("./scripts/bundle.js");
    console.log(JSON.stringify([...await bundle(${JSON.stringify(entry)})].map(([name, bytes]) => [name, bytes.toString("base64")])));`;
  const other = execFileSync(node24, ["--input-type=module", "--eval", script], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const here = [...(await bundle(entry))].map(([name, bytes]) => [name, bytes.toString("base64")]);
  expect(JSON.parse(other)).toEqual(here);
});
