import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeK, Workbench } from "./workbench.ts";

let bench: Workbench;
let first: Record<string, string>;
let firstCommit: string;

beforeEach(() => {
  bench = new Workbench();
  expect(bench.round()).toMatchObject({
    run: { training: { outcome: "trained" }, passed: true },
    register: { outcome: "registered", version: "v1.0.0" },
    deploy: { outcome: "staged", tag: "iris#production#1" },
  });
  first = bench.deployed();
  firstCommit = bench.git("rev-parse", "HEAD");
});
afterEach(() => bench.close());

/** After any kind of way back: the first version is staged again, by the same bytes, and nothing was trained. */
function expectRollback(round: ReturnType<Workbench["round"]>, tag = "iris#production#3"): void {
  expect(round).toMatchObject({
    run: { training: { outcome: "registered" }, passed: true },
    register: { outcome: "already", version: "v1.0.0" },
    deploy: { outcome: "rolled-back", version: "v1.0.0", tag },
  });
  expect(bench.remoteCommit(tag)).toBe(bench.remoteCommit("iris@v1.0.0"));
  expect(bench.remoteCommit(tag)).toBe(firstCommit);
  expect(bench.deployed()).toEqual(first);
}

function second(): void {
  expect(bench.round()).toMatchObject({
    run: { training: { outcome: "trained" } },
    register: { outcome: "registered", version: "v1.1.0" },
    deploy: { outcome: "staged", version: "v1.1.0", tag: "iris#production#2" },
  });
  expect(bench.deployed()).not.toEqual(first);
}

describe("a revert is a rollback", () => {
  it("of a plain commit", () => {
    bench.edit("trunkline.yaml", changeK(7));
    bench.commit("Ask seven neighbours");
    second();
    bench.git("revert", "--no-edit", "HEAD");
    expectRollback(bench.round());
  });

  it("of a squash merge", () => {
    bench.git("switch", "--quiet", "--create", "seven");
    bench.edit("trunkline.yaml", changeK(9));
    bench.commit("Ask nine neighbours");
    bench.edit("trunkline.yaml", changeK(7));
    bench.commit("No, seven");
    bench.git("switch", "--quiet", "main");
    bench.git("merge", "--quiet", "--squash", "seven");
    bench.commit("Ask seven neighbours (#1)");
    second();
    bench.git("revert", "--no-edit", "HEAD");
    expectRollback(bench.round());
  });

  it("of a merge commit, with -m 1", () => {
    bench.git("switch", "--quiet", "--create", "seven");
    bench.edit("trunkline.yaml", changeK(7));
    bench.commit("Ask seven neighbours");
    bench.git("switch", "--quiet", "main");
    bench.git("merge", "--quiet", "--no-ff", "--no-edit", "seven");
    second();
    bench.git("revert", "--no-edit", "-m", "1", "HEAD");
    expectRollback(bench.round());
  });

  it("and a revert of the revert brings the second version back", () => {
    bench.edit("trunkline.yaml", changeK(7));
    bench.commit("Ask seven neighbours");
    second();
    const later = bench.deployed();
    bench.git("revert", "--no-edit", "HEAD");
    expectRollback(bench.round());
    bench.git("revert", "--no-edit", "HEAD");
    expect(bench.round()).toMatchObject({
      run: { training: { outcome: "registered" } },
      register: { outcome: "already", version: "v1.1.0" },
      deploy: { outcome: "staged", version: "v1.1.0", tag: "iris#production#4" },
    });
    expect(bench.deployed()).toEqual(later);
    expect(bench.remoteTags().filter((tag) => tag.includes("@"))).toEqual(["iris@v1.0.0", "iris@v1.1.0"]);
  });

  it("in a shallow clone", () => {
    bench.edit("trunkline.yaml", changeK(7));
    bench.commit("Ask seven neighbours");
    second();
    bench.git("revert", "--no-edit", "HEAD");
    bench.git("push", "--quiet");
    const clone = `${bench.folder}/shallow`;
    bench.run(
      "git",
      ["clone", "--quiet", "--depth=1", "--no-tags", `file://${bench.remote}`, clone],
      bench.folder,
    );
    bench.work = clone;
    expect(bench.git("rev-list", "--count", "HEAD")).toBe("1");
    const run = bench.trunkline<{ training: { outcome: string } }>("run", "--sync");
    expect(run.training.outcome).toBe("registered");
    expect(bench.trunkline("register", "--push")).toMatchObject({ outcome: "already", version: "v1.0.0" });
    expect(bench.trunkline("deploy", "production", "--push")).toMatchObject({
      outcome: "rolled-back",
      version: "v1.0.0",
    });
    expect(bench.remoteCommit("iris#production#3")).toBe(firstCommit);
    expect(bench.deployed()).toEqual(first);
    expect(bench.git("rev-parse", "--is-shallow-repository")).toBe("true");
  });

  it("by hand, too: the files as they were, without a word of revert", () => {
    bench.edit("trunkline.yaml", changeK(7));
    bench.commit("Ask seven neighbours");
    second();
    bench.git("checkout", firstCommit, "--", "trunkline.yaml");
    bench.commit("Back to what worked");
    expectRollback(bench.round());
  });
});

describe("trunkline rollback", () => {
  it("prepares the commit, and the pipeline does the rest", () => {
    bench.edit("trunkline.yaml", changeK(7));
    bench.edit("data/iris.csv", (text) => `${text}151,5.0,3.4,1.5,0.2,setosa\n`);
    bench.commit("Seven neighbours, one more flower");
    second();
    const done = bench.trunkline<{ from: string; to: string; paths: string[] }>("rollback", "production");
    expect(done).toMatchObject({ from: "v1.1.0", to: "v1.0.0", paths: ["data/iris.csv", "trunkline.yaml"] });
    expect(bench.git("status", "--porcelain")).toBe("");
    expect(bench.git("log", "-1", "--format=%s")).toBe("Roll iris production back from v1.1.0 to v1.0.0");
    expectRollback(bench.round());
  });

  it("refuses to run over work that is not committed, and loses nothing", () => {
    bench.edit("trunkline.yaml", changeK(7));
    bench.commit("Ask seven neighbours");
    second();
    bench.edit("trunkline.yaml", (text) => `${text}# a thought\n`);
    const { exit, err } = bench.try("rollback", "production");
    expect(exit).toBe(2);
    expect(err).toContain("registry-uncommitted at trunkline.yaml");
    expect(bench.git("diff", "--stat")).toContain("trunkline.yaml");
  });
});

it("is not held up by data that have grown too old since, while a new model of them is", () => {
  const today = new Date().toISOString().slice(0, 10);
  bench.edit("data/iris.csv", (text) =>
    text.replace(/^(\d+,.*)$/gm, `$1,${today}`).replace("species", "species,measured"),
  );
  bench.edit("trunkline.yaml", (text) =>
    text
      .replace("  split:", "    measured: { type: date, max_age: 3d }\n  split:")
      .replace("features:", "features:\n  measured: false"),
  );
  bench.commit("Note when it was measured");
  expect(bench.round()).toMatchObject({ register: { outcome: "registered" } });
  const fresh = bench.deployed();
  bench.edit("trunkline.yaml", changeK(7));
  bench.commit("Ask seven neighbours");
  expect(bench.round()).toMatchObject({ register: { outcome: "registered" } });
  bench.daysLater = 30;
  bench.git("revert", "--no-edit", "HEAD");
  const { run, deploy } = bench.round();
  expect(run).toMatchObject({
    training: { outcome: "registered" },
    passed: true,
    validation: { problems: [], warnings: [{ code: "data-passed-before" }, { code: "data-stale" }] },
  });
  expect(deploy).toMatchObject({ outcome: "rolled-back" });
  expect(bench.deployed()).toEqual(fresh);
  // Asked for itself, the data are what they are; and nothing new is made of them.
  expect(bench.try("validate")).toMatchObject({ exit: 1, out: expect.stringContaining("data-stale") });
  bench.edit("trunkline.yaml", changeK(9));
  bench.commit("Ask nine neighbours");
  const refused = bench.try("run");
  expect(refused.exit).toBe(1);
  expect(refused.out).toContain("data-stale");
});

describe("what changes nothing about the model", () => {
  it("is told so, and writes nothing", () => {
    const tags = bench.remoteTags();
    bench.edit("trunkline.yaml", (text) => `# A note for readers.\n${text}`);
    bench.commit("Say more");
    expect(bench.round()).toMatchObject({
      run: { training: { outcome: "registered" } },
      register: { outcome: "already", version: "v1.0.0" },
      deploy: { outcome: "already", version: "v1.0.0" },
    });
    expect(bench.remoteTags()).toEqual(tags);
  });
});
