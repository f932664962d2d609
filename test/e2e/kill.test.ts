import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeK, Workbench } from "./workbench.ts";

let trained: Workbench;
let registered: Workbench;
let wanted: Record<string, string>;

beforeAll(() => {
  trained = new Workbench();
  trained.round();
  trained.edit("trunkline.yaml", changeK(7));
  trained.commit("Ask seven neighbours");
  trained.trunkline("run");
  registered = new Workbench(trained);
  registered.trunkline("register", "--push");
  const whole = new Workbench(registered);
  whole.trunkline("deploy", "production", "--push");
  wanted = whole.deployed();
  whole.close();
});
afterAll(() => {
  trained.close();
  registered.close();
});

/** However it was ended before: after running again there is one version, one stage tag, the right deployment, and nothing else. */
function expectWhole(bench: Workbench): void {
  expect(bench.remoteTags()).toEqual([
    "iris#production#1",
    "iris#production#2",
    "iris@v1.0.0",
    "iris@v1.1.0",
  ]);
  const head = bench.git("rev-parse", "HEAD");
  expect(bench.remoteCommit("iris@v1.1.0")).toBe(head);
  expect(bench.remoteCommit("iris#production#2")).toBe(head);
  expect(bench.deployed()).toEqual(wanted);
  expect(bench.run("ls", ["-A", "deployed", "deployed/releases"]).out).toBe(
    "deployed:\ncurrent\nreleases\n\ndeployed/releases:\nv1.0.0\nv1.1.0\n",
  );
  expect(bench.run("git", ["fsck", "--no-dangling"], bench.remote).exit).toBe(0);
}

function killEverywhere(from: () => Workbench, words: string[]): void {
  const counted = new Workbench(from());
  const { moments, exit } = counted.killed(0, ...words);
  counted.close();
  expect(exit).toBe(0);
  expect(moments).toBeGreaterThan(5);
  for (let at = 1; at <= moments; at++) {
    const bench = new Workbench(from());
    try {
      expect(bench.killed(at, ...words).exit, `killed at ${at} of ${moments}`).toBeNull();
      bench.trunkline("register", "--push");
      bench.trunkline("deploy", "production", "--push");
      expectWhole(bench);
    } finally {
      bench.close();
    }
  }
}

describe("killed at every step that writes, then run again", () => {
  it("register", { timeout: 240_000 }, () => killEverywhere(() => trained, ["register", "--push"]));
  it("deploy", { timeout: 240_000 }, () =>
    killEverywhere(() => registered, ["deploy", "production", "--push"]),
  );
});
