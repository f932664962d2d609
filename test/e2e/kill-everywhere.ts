import { expect } from "vitest";
import { changeK, Workbench } from "./workbench.ts";

/** A workbench with v1.0.0 on production and, of the commit after it, a model that is trained and nothing else. */
export function trainedOnly(): Workbench {
  const bench = new Workbench();
  // Hundreds of commands follow: none needs to know why the model answers as it does.
  bench.edit("trunkline.yaml", (text) => `${text}\nevaluate: { explanation: off, robustness: off }\n`);
  bench.commit("Ask for the comparison alone");
  bench.round();
  bench.edit("trunkline.yaml", changeK(7));
  bench.commit("Ask seven neighbours");
  bench.trunkline("run");
  return bench;
}

/** What is deployed when that model is registered and deployed without being ended. */
function deployedWhole(from: Workbench): Record<string, string> {
  const whole = new Workbench(from);
  finish(whole);
  const deployed = whole.deployed();
  whole.close();
  return deployed;
}

function finish(bench: Workbench): void {
  bench.trunkline("register", "--push");
  bench.trunkline("deploy", "production", "--push");
}

/** However it was ended before: after running again there is one version, one stage tag, the right deployment, and nothing else. */
function expectWhole(bench: Workbench, wanted: Record<string, string>): void {
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

/** Ends a command at each moment at which it changes something, then runs again: all must be as if nothing had happened. */
export function killEverywhere(from: Workbench, ...words: string[]): void {
  const wanted = deployedWhole(from);
  const counted = new Workbench(from);
  const { moments, exit } = counted.killed(0, ...words);
  counted.close();
  expect(exit).toBe(0);
  expect(moments).toBeGreaterThan(5);
  for (let at = 1; at <= moments; at++) {
    const bench = new Workbench(from);
    try {
      expect(bench.killed(at, ...words).exit, `killed at ${at} of ${moments}`).toBeNull();
      finish(bench);
      expectWhole(bench, wanted);
    } finally {
      bench.close();
    }
  }
}
