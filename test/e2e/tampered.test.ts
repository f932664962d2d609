import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changeK, Workbench } from "./workbench.ts";

// Somebody, or a disk, changed what the registry speaks of. Nothing that is not what its digest says is ever deployed.
let bench: Workbench;
let ref: string;

beforeEach(() => {
  bench = new Workbench();
  bench.trunkline("register", "--push");
  ref = bench.git("for-each-ref", "--format=%(refname)", "refs/trunkline/bundles");
});
afterEach(() => bench.close());

/** Puts another tree under the bundle's ref, here and on the remote. */
function tamper(change: (folder: string) => void): void {
  const folder = mkdtempSync(join(bench.folder, "bundle-"));
  const index = { GIT_INDEX_FILE: join(bench.folder, "index"), GIT_WORK_TREE: folder };
  const git = (...words: string[]) => {
    const { exit, out, err } = bench.run(
      "git",
      ["--git-dir", join(bench.work, ".git"), ...words],
      folder,
      index,
    );
    if (exit !== 0) throw new Error(err);
    return out.trim();
  };
  git("read-tree", ref);
  git("checkout-index", "--all");
  change(folder);
  git("add", "--all");
  const commit = git("commit-tree", "-m", "another", git("write-tree"));
  bench.git("update-ref", ref, commit);
  bench.git("push", "--quiet", "--force", "origin", `${ref}:${ref}`);
  rmSync(folder, { recursive: true });
}

function refused(code: string, ...words: string[]): void {
  const { exit, err } = bench.try(...words);
  expect(err).toContain(code);
  expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(exit).not.toBe(0);
}

test("a model file with another byte is not deployed", () => {
  tamper((folder) => {
    const model = readdirSync(folder).find((name) => name.startsWith("model"))!;
    expect(model).toBeDefined();
    const path = join(folder, model);
    rmSync(path, { recursive: true });
    writeFileSync(path, "{}");
  });
  refused("bundle-", "deploy", "production", "--push");
  expect(bench.remoteTags()).toEqual(["iris@v1.0.0"]);
  expect(() => bench.deployed()).toThrow("ENOENT");
});

test("a file too many is not deployed either", () => {
  tamper((folder) => writeFileSync(join(folder, "extra.sh"), "#!/bin/sh\n"));
  refused("bundle-", "deploy", "production", "--push");
});

test("a bundle of another recipe is not taken for this one's", () => {
  const first = ref;
  bench.edit("trunkline.yaml", changeK(7));
  bench.commit("Ask seven");
  bench.trunkline("register", "--push");
  const other = bench
    .git("for-each-ref", "--format=%(refname)", "refs/trunkline/bundles")
    .split("\n")
    .find((each) => each !== first)!;
  bench.git("update-ref", other, bench.git("rev-parse", first));
  refused("bundle-", "deploy", "production", "--push");
});

test("a bundle that is gone says which, and what to do", () => {
  bench.git("update-ref", "-d", ref);
  bench.run("git", ["update-ref", "-d", ref], bench.remote);
  const { exit, err } = bench.try("deploy", "production", "--push");
  expect(exit).not.toBe(0);
  expect(err).toMatch(/bundle/);
  expect(err).toMatch(/next {2,}\S/);
});

test("deployed files that somebody changed are put right by the next run", () => {
  bench.trunkline("deploy", "production", "--push");
  const whole = bench.deployed();
  const current = join(bench.work, "deployed", "current");
  writeFileSync(join(current, "manifest.json"), "{}");
  const { exit, out, err } = bench.try("deploy", "production", "--push");
  expect(exit, err).toBe(0);
  expect(err).toContain("is damaged");
  expect(out).toContain("Repaired: the release of iris v1.0.0 was damaged and was placed anew");
  expect(bench.deployed()).toEqual(whole);
});
