import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROOT, Workbench } from "./workbench.ts";

// A model that a team's own command trains: two small programs that refuse to run where they can see the answers or a token.
let bench: Workbench;
const PREDICT = "predict: node model/predict.mjs";

beforeEach(() => {
  bench = new Workbench();
  cpSync(join(ROOT, "test", "support", "centroid"), join(bench.work, "model"), { recursive: true });
  train(`command: node model/train.mjs
  ${PREDICT}
  code: [model/**]
  params: { skip: [sepal_width] }`);
  bench.commit("Train by a command of our own");
});
afterEach(() => bench.close());

function train(section: string): void {
  bench.edit("trunkline.yaml", (text) => text.replace(/train:\n(?: {2}.*\n)+/, `train:\n  ${section}\n`));
}

interface Run {
  readonly training: { readonly outcome: string; readonly bundle: string; readonly recipe: string };
  readonly evaluation: { readonly verdict: string; readonly rows: number };
  readonly gate: { readonly passed: boolean };
}

const addRows = () =>
  bench.edit("data/iris.csv", (text) => {
    const [, ...rows] = text.trimEnd().split("\n");
    const more = rows.slice(0, 60).map((row, index) => row.replace(/^\d+/, String(1000 + index)));
    return `${text.trimEnd()}\n${more.join("\n")}\n`;
  });

test("run, register, deploy, revert: as with an algorithm of Trunkline's", () => {
  const first = bench.round();
  expect([first.run.training.outcome, first.register.version]).toEqual(["trained", "v1.0.0"]);
  const files = bench.deployed();
  expect(Object.keys(files).filter((path) => path.endsWith("centroids.json"))).toHaveLength(1);
  bench.edit("trunkline.yaml", (text) => text.replace("skip: [sepal_width]", "skip: []"));
  bench.commit("Use both sepals");
  expect(bench.round().register.version).toBe("v1.1.0");
  bench.git("revert", "--no-edit", "HEAD");
  const back = bench.round();
  expect(back.run.training.outcome).toBe("registered");
  expect(back.deploy.outcome).toBe("rolled-back");
  expect(bench.deployed()).toEqual(files);
});

test("training twice gives the same bundle, byte for byte", () => {
  const { training } = bench.trunkline<Run>("run");
  const other = new Workbench(bench);
  try {
    for (const ref of other.git("for-each-ref", "--format=%(refname)", "refs/trunkline").split("\n"))
      other.git("update-ref", "-d", ref);
    const again = other.trunkline<Run>("run").training;
    expect(again).toMatchObject({ outcome: "trained", bundle: training.bundle, recipe: training.recipe });
  } finally {
    other.close();
  }
});

test("the code counts in the recipe, the documentation does not", () => {
  const { training } = bench.trunkline<Run>("run");
  writeFileSync(join(bench.work, "NOTES.md"), "measured in spring\n");
  expect(bench.trunkline<Run>("run").training).toMatchObject({ recipe: training.recipe });
  bench.edit("model/centroid.mjs", (text) => `${text}\n// tidied\n`);
  const changed = bench.trunkline<Run>("run").training;
  expect(changed.outcome).toBe("trained");
  expect(changed.recipe).not.toBe(training.recipe);
});

describe("a holdout with new rows", () => {
  test("the champion predicts them by its own command", () => {
    bench.round();
    addRows();
    const { out, err } = bench.try("run");
    expect(err).toContain("Running: node model/predict.mjs");
    expect(out.replace(/\s+/g, " ")).toContain("v1.0.0 predicted through its own command");
  });

  test("without that command its stored predictions serve, and the report says for how many rows", () => {
    bench.edit("trunkline.yaml", (text) => text.replace(`  ${PREDICT}\n`, ""));
    bench.commit("Do without predict");
    bench.round();
    addRows();
    const { out, err } = bench.try("run");
    expect(err).not.toContain("predict.mjs");
    const [, shared, all] = /(\d+) of the (\d+) holdout rows/.exec(out.replace(/\s+/g, " ")) ?? [];
    expect(Number(shared), out).toBeGreaterThan(0);
    expect(Number(all)).toBeGreaterThan(Number(shared));
  });
});

describe("a command that goes wrong is told, and nothing is stored", () => {
  const cases: readonly (readonly [string, string, string, number])[] = [
    ["fails", "echo sorry >&2; exit 4", "training-command-failed", 3],
    ["does not exist", "no-such-program", "training-command-failed", 3],
    ["leaves nothing", "true", "predictions-missing", 2],
    [
      "leaves half a table",
      "printf 'id,prediction\\n' > $TRUNKLINE_OUTPUT/predictions.csv",
      "predictions-absent",
      2,
    ],
  ];
  test.each(cases)("%s", (_name, command, code, exit) => {
    train(`command: ${JSON.stringify(command)}\n  code: [model/**]`);
    const ran = bench.try("run");
    expect(ran.err).toContain(code);
    expect(ran.exit, ran.err).toBe(exit);
    expect(ran.err).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(bench.git("for-each-ref", "refs/trunkline/bundles")).toBe("");
  });

  test("runs too long", () => {
    train(`command: "sleep 60"\n  code: [model/**]\n  timeout: 1`);
    const { err, exit } = bench.try("run");
    expect(err).toContain("training-command-timeout");
    expect(exit).toBe(1);
  });

  test("what it says last is shown", () => {
    train(`command: "echo the disk is full >&2; exit 4"\n  code: [model/**]`);
    expect(bench.try("run").err).toContain("the disk is full");
  });
});

test("code that is not there is an error, not an empty digest", () => {
  train("command: node model/train.mjs\n  code: [modell/**]");
  const { err, exit } = bench.try("run");
  expect(exit, err).toBe(2);
  expect(err).toContain("modell/**");
});
