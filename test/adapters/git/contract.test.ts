import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openGit } from "../../../src/adapters/git/index.ts";
import type { Git } from "../../../src/ports/git.ts";
import { type TemporaryRepository, temporaryRepository } from "../../support/git.ts";
import { type GitServer, gitHttpServer, PASSWORD } from "../../support/git-http-server.ts";

const FLORA = { name: "Flora", email: "flora@example.com" };
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array | null | undefined) => (data ? new TextDecoder().decode(data) : null);

const cases = [
  { adapter: "command", remote: "local" },
  { adapter: "command", remote: "http" },
  { adapter: "isomorphic", remote: "http" },
] as const;

describe.each(cases)("the Git port by $adapter, remote by $remote", ({ adapter, remote }) => {
  let repository: TemporaryRepository;
  let server: GitServer | null;
  let git: Git;
  const open = async (path: string, token = PASSWORD) =>
    (await openGit(path, { adapter, token, ...(server && { serverUrl: server.origin }) }))!;

  beforeEach(async () => {
    repository = temporaryRepository({
      "README.md": "Iris\n",
      "data/iris.csv": "a\n1\n",
      "src/lib/x.py": "x\n",
    });
    repository.gitIn(repository.remote, "config", "http.receivepack", "true");
    repository.gitIn(repository.remote, "config", "uploadpack.allowAnySHA1InWant", "true");
    server = remote === "http" ? await gitHttpServer(repository.folder) : null;
    if (server) repository.git("remote", "set-url", "origin", server.url("origin.git"));
    git = await open(repository.path);
  });
  afterEach(async () => {
    await server?.close();
    repository.remove();
  });

  const tag = async (name: string, time = 100, message = "subject\n\nRecipe: x\n") => {
    const commit = repository.git("rev-parse", "HEAD");
    return git.writeTag({ name, commit, message, tagger: FLORA, time });
  };

  it("knows where it is", async () => {
    expect(git.root).toBe(repository.path);
    expect(await git.head()).toEqual({ commit: repository.git("rev-parse", "HEAD"), branch: "main" });
    expect(await git.identity()).toEqual(FLORA);
    expect(await git.isShallow()).toBe(false);
    expect(await git.hasRemote("origin")).toBe(true);
    expect(await git.hasRemote("upstream")).toBe(false);
    expect(await git.resolve("refs/heads/none")).toBeNull();
    expect(await git.resolve("refs/heads/main")).toBe(repository.git("rev-parse", "HEAD"));
    expect(await openGit(repository.folder, { adapter })).toBeNull();
  });

  it("makes objects that are the same every time, and the same by either adapter", async () => {
    const files = new Map([
      ["manifest.json", bytes("{}\n")],
      ["model/a.bin", new Uint8Array([0, 255, 10])],
      ["model/deep/b", bytes("b")],
    ]);
    const commit = await git.writeCommit({ files, message: "Bundle", author: FLORA, time: 1, parents: [] });
    expect(
      await git.writeCommit({
        files: new Map([...files].reverse()),
        message: "Bundle",
        author: FLORA,
        time: 1,
        parents: [],
      }),
    ).toBe(commit);
    const other = (await openGit(repository.path, {
      adapter: adapter === "command" ? "isomorphic" : "command",
    }))!;
    expect(await other.writeCommit({ files, message: "Bundle", author: FLORA, time: 1, parents: [] })).toBe(
      commit,
    );
    const head = repository.git("rev-parse", "HEAD");
    const one = { name: "iris@v1.0.0", commit: head, message: "s\n\nRecipe: x", tagger: FLORA, time: 7 };
    expect(await other.writeTag(one)).toBe(await git.writeTag(one));
    expect(await git.readTree(commit)).toEqual(files);
    expect(repository.git("status", "--porcelain")).toBe("");
    expect(repository.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  it("reads tags, packed and loose, annotated ones of commits only", async () => {
    repository.git("tag", "iris@v0.0.1");
    const updates = [];
    for (const name of [
      "iris@v1.0.0",
      "iris#production#1",
      "lab/iris@v1.0.0",
      "a=iris@v1.0.0",
      "irises@v1.0.0",
    ]) {
      updates.push({ ref: `refs/tags/${name}`, old: null, new: await tag(name) });
    }
    expect(await git.updateRefs(updates)).toEqual({ kind: "pushed" });
    repository.git("pack-refs", "--all");
    await git.updateRefs([{ ref: "refs/tags/iris@v1.1.0", old: null, new: await tag("iris@v1.1.0", 200) }]);
    const found = await git.tags(["iris@*", "iris#*"]);
    expect(found.map(({ name }) => name).sort()).toEqual(["iris#production#1", "iris@v1.0.0", "iris@v1.1.0"]);
    expect(found.find(({ name }) => name === "iris@v1.1.0")).toEqual({
      name: "iris@v1.1.0",
      oid: repository.git("rev-parse", "refs/tags/iris@v1.1.0"),
      commit: repository.git("rev-parse", "HEAD"),
      time: 200,
      tagger: FLORA,
      message: "subject\n\nRecipe: x\n",
    });
    expect((await git.tags(["*"])).length).toBe(6);
    expect((await git.tags(["lab/*"])).map(({ name }) => name)).toEqual(["lab/iris@v1.0.0"]);
  });

  it("reads files of a commit, and tells missing from unreadable", async () => {
    const head = repository.git("rev-parse", "HEAD");
    expect(text(await git.readFile(head, "data/iris.csv"))).toBe("a\n1\n");
    expect(await git.readFile(head, "data/none.csv")).toBeNull();
    expect(await git.listTree(head)).toEqual(["README.md", "data/iris.csv", "src/lib/x.py"]);
    await expect(git.readFile("1".repeat(40), "data/iris.csv")).rejects.toThrow("git-commit-unreadable");
    await expect(git.readTree("1".repeat(40))).rejects.toThrow("git-commit-unreadable");
  });

  it("lists and compares files of the work tree", async () => {
    const head = repository.git("rev-parse", "HEAD");
    writeFileSync(join(repository.path, ".gitignore"), "*.log\n");
    writeFileSync(join(repository.path, "src/new.py"), "new\n");
    writeFileSync(join(repository.path, "src/noise.log"), "noise\n");
    appendFileSync(join(repository.path, "data/iris.csv"), "2\n");
    rmSync(join(repository.path, "README.md"));
    expect(await git.listFiles(["src/**"])).toEqual(["src/lib/x.py", "src/new.py"]);
    expect(await git.listFiles(["src/*.py", "README.md"])).toEqual(["src/new.py"]);
    const paths = [
      "README.md",
      "data/iris.csv",
      "src/lib/x.py",
      "src/new.py",
      "src/noise.log",
      "src/none.py",
    ];
    expect(await git.changedPaths(head, paths)).toEqual([
      "README.md",
      "data/iris.csv",
      "src/new.py",
      "src/noise.log",
    ]);
    expect(await git.changedPaths(head, [])).toEqual([]);
  });

  it("commits the paths that it is told, and no others", async () => {
    await git.switchToNewBranch("trunkline/back");
    writeFileSync(join(repository.path, "src/lib/x.py"), "y\n");
    writeFileSync(join(repository.path, "other.txt"), "other\n");
    rmSync(join(repository.path, "data/iris.csv"));
    const commit = await git.commitPaths(["src/lib/x.py", "data/iris.csv"], "Roll back");
    expect(repository.git("rev-parse", "refs/heads/trunkline/back")).toBe(commit);
    expect(repository.git("show", "--format=%s", "--name-status", commit)).toBe(
      "Roll back\n\nD\tdata/iris.csv\nM\tsrc/lib/x.py",
    );
    expect(repository.git("status", "--porcelain")).toBe("?? other.txt");
  });

  it("changes local refs all or none, each against what it was", async () => {
    const [a, b] = [await tag("a@v1.0.0"), await tag("a@v1.0.0", 101)];
    expect(await git.updateRefs([{ ref: "refs/tags/a@v1.0.0", old: null, new: a }])).toEqual({
      kind: "pushed",
    });
    const both = await git.updateRefs([
      { ref: "refs/tags/a@v2.0.0", old: null, new: a },
      { ref: "refs/tags/a@v1.0.0", old: null, new: b },
    ]);
    expect(both.kind).toBe("rejected");
    expect((await git.refs("refs/tags/")).get("refs/tags/a@v2.0.0")).toBeUndefined();
    expect((await git.updateRefs([{ ref: "refs/tags/a@v1.0.0", old: a, new: b }])).kind).toBe("pushed");
    expect((await git.updateRefs([{ ref: "refs/tags/a@v1.0.0", old: b, new: null }])).kind).toBe("pushed");
    expect((await git.refs("refs/tags/")).size).toBe(0);
  });

  it("pushes once and only once, and a lease that fails is no error", async () => {
    const [a, b] = [await tag("iris@v1.0.0"), await tag("iris@v1.0.0", 101)];
    const ref = "refs/tags/iris@v1.0.0";
    expect(await git.push("origin", [{ ref, old: null, new: a }])).toEqual({ kind: "pushed" });
    expect((await git.push("origin", [{ ref, old: null, new: b }])).kind).toBe("rejected");
    expect((await git.push("origin", [{ ref, old: b, new: b }])).kind).toBe("rejected");
    expect(await git.remoteRefs("origin", ["refs/tags/iris@*"])).toEqual(new Map([[ref, a]]));
    expect(await git.push("origin", [{ ref, old: a, new: b }])).toEqual({ kind: "pushed" });
    expect(await git.push("origin", [{ ref, old: b, new: null }])).toEqual({ kind: "pushed" });
    expect((await git.remoteRefs("origin", ["refs/tags/*"])).size).toBe(0);
  });

  it("pushes several refs all or none, where it says that it can", async () => {
    const a = await tag("iris@v1.0.0");
    await git.push("origin", [{ ref: "refs/trunkline/registry/iris", old: null, new: a }]);
    const b = await tag("iris@v1.0.0", 101);
    const outcome = await git.push("origin", [
      { ref: "refs/trunkline/registry/iris", old: null, new: b },
      { ref: "refs/tags/iris@v1.0.0", old: null, new: b },
    ]);
    expect(outcome.kind).toBe("rejected");
    expect((await git.remoteRefs("origin", ["refs/tags/*"])).size).toBe(0);
    expect(git.atomicPush).toBe(adapter === "command");
  });

  it("lets one of two at once win", async () => {
    const [a, b] = [await tag("iris@v1.0.0"), await tag("iris@v1.0.0", 101)];
    const ref = "refs/tags/iris@v1.0.0";
    const outcomes = await Promise.all(
      [a, b].map((oid) => git.push("origin", [{ ref, old: null, new: oid }])),
    );
    expect(outcomes.filter(({ kind }) => kind === "pushed").length).toBe(1);
  });

  it("fetches refs by name, what is missing is no error, in a shallow clone one deep", async () => {
    repository.commit({ "README.md": "Iris, again\n" }, "More");
    repository.git("push", "--quiet", repository.remote, "main");
    const oid = await tag("iris@v1.0.0");
    const files = new Map([["manifest.json", bytes("{}\n")]]);
    const bundle = await git.writeCommit({ files, message: "B", author: FLORA, time: 1, parents: [] });
    await git.push("origin", [
      { ref: "refs/tags/iris@v1.0.0", old: null, new: oid },
      { ref: "refs/trunkline/bundles/abc", old: null, new: bundle },
    ]);
    const path = join(repository.folder, "shallow");
    repository.gitIn(
      repository.folder,
      "clone",
      "--quiet",
      "--depth=1",
      "--no-tags",
      `file://${repository.remote}`,
      path,
    );
    if (server) repository.gitIn(path, "remote", "set-url", "origin", server.url("origin.git"));
    const clone = await open(path);
    await clone.fetch("origin", ["refs/tags/iris@v1.0.0", "refs/trunkline/bundles/none"]);
    await clone.fetch("origin", ["refs/trunkline/bundles/*"]);
    await clone.fetch("origin", ["refs/trunkline/bundles/none"]);
    expect((await clone.tags(["iris@*"])).map(({ name }) => name)).toEqual(["iris@v1.0.0"]);
    expect(await clone.readTree((await clone.resolve("refs/trunkline/bundles/abc"))!)).toEqual(files);
    expect(await clone.isShallow()).toBe(true);
    expect(repository.gitIn(path, "rev-list", "--count", "HEAD")).toBe("1");
  });

  it("keeps the history of a full clone when it fetches", async () => {
    repository.commit({ "README.md": "2\n" }, "Two");
    await git.push("origin", [{ ref: "refs/tags/iris@v1.0.0", old: null, new: await tag("iris@v1.0.0") }]);
    await git.fetch("origin", ["refs/tags/iris@*"]);
    expect(await git.isShallow()).toBe(false);
    expect(repository.git("rev-list", "--count", "HEAD")).toBe("2");
  });

  it("says what is wrong with a remote", async () => {
    repository.git(
      "remote",
      "set-url",
      "origin",
      server ? server.url("none.git") : join(repository.folder, "none.git"),
    );
    await expect(git.remoteRefs("origin", ["refs/*"])).rejects.toThrow(/git-no-remote|git-unreachable/);
    await expect(git.remoteRefs("upstream", ["refs/*"])).rejects.toThrow("git-no-remote");
  });

  if (remote === "http") {
    it("says when the token is refused, and never shows it", async () => {
      const stranger = await open(repository.path, "wrong-t0ken");
      const error = await stranger.remoteRefs("origin", ["refs/*"]).catch((caught: Error) => caught);
      expect(String(error)).toContain("git-unauthorized");
      expect(String(error)).not.toContain("wrong-t0ken");
      expect(String(error)).not.toContain(Buffer.from("x-access-token:wrong-t0ken").toString("base64"));
    });

    it("gets along with the header that a checkout has left", async () => {
      const basic = Buffer.from(`x-access-token:${PASSWORD}`).toString("base64");
      repository.git("config", `http.${server!.origin}/.extraheader`, `AUTHORIZATION: basic ${basic}`);
      expect((await git.remoteRefs("origin", ["refs/heads/*"])).size).toBe(1);
    });

    it("says when nobody answers", async () => {
      await server!.close();
      await expect(git.remoteRefs("origin", ["refs/*"])).rejects.toThrow("git-unreachable");
    });
  }
});
