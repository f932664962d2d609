import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeK, PERSON, ROOT, Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.close());

function start(cwd: string, ...words: string[]): Promise<{ exit: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, "dist", "cli.js"), ...words], { cwd, env: PERSON });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      err += text;
    });
    child.on("close", (exit) => resolve({ exit, out, err }));
  });
}

function cloneOf(name: string): string {
  const path = join(bench.folder, name);
  bench.run("git", ["clone", "--quiet", bench.remote, path], bench.folder);
  return path;
}

describe("two registrations at once against one remote", () => {
  it("of one commit: one version, and both are fine", async () => {
    const clones = ["a", "b", "c"].map(cloneOf);
    const results = await Promise.all(
      clones.map((path) => start(path, "register", "--push", "--json", "--quiet")),
    );
    expect(results.map(({ exit }) => exit)).toEqual([0, 0, 0]);
    const said = results.map(({ out }) => JSON.parse(out) as { version: string; outcome: string });
    expect(said.map(({ version }) => version)).toEqual(["v1.0.0", "v1.0.0", "v1.0.0"]);
    // Within one second two runs make the very same tag, byte for byte: then the second push finds it done.
    expect(said.some(({ outcome }) => outcome === "registered")).toBe(true);
    expect(bench.remoteTags()).toEqual(["iris@v1.0.0"]);
  });

  it("of two commits: two versions, in turn", async () => {
    bench.trunkline("register", "--push");
    const clones = [7, 9].map((k) => {
      const path = cloneOf(`k${k}`);
      const other = Object.assign(Object.create(Object.getPrototypeOf(bench)), bench, {
        work: path,
      }) as Workbench;
      other.edit("trunkline.yaml", changeK(k));
      return { path, commit: other.commit(`Ask ${k}`) };
    });
    const results = await Promise.all(
      clones.map(({ path }) => start(path, "register", "--push", "--json", "--quiet")),
    );
    expect(results.map(({ exit, err }) => [exit, err])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    expect(bench.remoteTags()).toEqual(["iris@v1.0.0", "iris@v1.1.0", "iris@v1.2.0"]);
    const commits = ["iris@v1.1.0", "iris@v1.2.0"].map((tag) => bench.remoteCommit(tag)).sort();
    expect(commits).toEqual(clones.map(({ commit }) => commit).sort());
  });

  it("of a stage: every tag a number of its own", async () => {
    bench.trunkline("register", "--push");
    const clones = ["a", "b"].map(cloneOf);
    const results = await Promise.all(
      clones.map((path) => start(path, "deploy", "production", "--push", "--json", "--quiet")),
    );
    expect(results.map(({ exit }) => exit)).toEqual([0, 0]);
    expect(bench.remoteTags()).toEqual(["iris#production#1", "iris@v1.0.0"]);
  });
});
