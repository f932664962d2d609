import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/core/random.ts";
import { findingsByCommand } from "../../src/pipeline/evaluation/findings.ts";
import { handOver, takeOver } from "../../src/pipeline/training/hand-over.ts";
import type { Artifacts } from "../../src/ports/artifacts.ts";
import { temporaryProject } from "../support/project.ts";

/** Credits: granted by income and debt; the town says nothing. */
function credits(rows: number): string {
  const random = seededRandom(9);
  const lines = Array.from({ length: rows }, (_, row) => {
    const [income, debt] = [random.below(1000), random.below(1000)];
    return `c${row},${income},${debt},${["Oslo", "Riga"][random.below(2)]},${income > debt ? "yes" : "no"}`;
  });
  return `id,income,debt,town,granted\n${lines.join("\n")}\n`;
}

const spec = (robustness: string, train = "algorithm: knn, params: { k: 7 }") => `model: credit
problem: { task: classification, target: granted }
data: { sources: [credits.csv], key: id }
train: { ${train} }
evaluate: { explanation: off, robustness: ${robustness} }
`;

const checked = async (robustness: string) => {
  const project = temporaryProject({ "trunkline.yaml": spec(robustness), "credits.csv": credits(500) });
  try {
    return await project.check();
  } finally {
    project.remove();
  }
};

describe("the gate of a change", () => {
  test("holds the drop and the expectations that the spec declares", async () => {
    const { gate, evaluation } = await checked(
      "{ drop: { noise: 0.1, times_1000: 0.1 }, monotonic: { income: increasing }, invariant: [town], breaks: 0.5 }",
    );
    const rules = gate!.reasons.filter(({ rule }) => rule === "robustness");
    expect(rules.map(({ passed, bound }) => [passed, bound])).toEqual([
      [true, 0.1],
      [false, 0.1],
      [true, 0.5],
      [true, 0.5],
    ]);
    expect(gate!.passed).toBe(false);
    const { robustness } = evaluation!;
    expect(robustness).toMatchObject({ metric: "f1_macro", of: evaluation!.rows });
    const own = evaluation!.metrics.find(({ metric }) => metric === "f1_macro")!.challenger;
    expect(robustness).toMatchObject({ figure: own, rows: evaluation!.rows });
  });

  test("has nothing of it where nothing is declared, and nothing is asked where it is off", async () => {
    const plain = await checked("{ rows: 50 }");
    expect(plain.gate!.reasons.some(({ rule }) => rule === "robustness")).toBe(false);
    expect(plain.evaluation!.robustness).toMatchObject({ rows: 50 });
    expect((await checked("off")).evaluation!.robustness).toBeUndefined();
  });

  test("an expectation that no model could keep is refused before anything is trained", async () => {
    await expect(checked("{ monotonic: { town: increasing }, invariant: [towns] }")).rejects.toThrow(
      /robustness-no-order[\s\S]*robustness-unknown-column[\s\S]*did you mean "town"/,
    );
  });
});

describe("a model that a command trained", () => {
  const read = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../support/centroid/${name}`, import.meta.url)), "utf8");
  const files = {
    "credits.csv": credits(200),
    "train.mjs": read("train.mjs"),
    "predict.mjs": read("predict.mjs"),
    "centroid.mjs": read("centroid.mjs"),
  };
  const asked = (predict: string) =>
    spec("{ rows: 40, invariant: [town] }", `command: node train.mjs, code: ["*.mjs"]${predict}`);

  test("fails what it is asked where it cannot be asked", async () => {
    const project = temporaryProject({ ...files, "trunkline.yaml": asked("") });
    try {
      const { gate, evaluation } = await project.check();
      expect(evaluation!.robustness).toHaveProperty("unasked");
      expect(gate!.reasons.find(({ rule }) => rule === "robustness")).toMatchObject({
        passed: false,
        text: expect.stringContaining("no train.predict"),
      });
    } finally {
      project.remove();
    }
  });

  test("is asked in the job that may run commands, and the other job takes over what was found", async () => {
    const project = temporaryProject({ ...files, "trunkline.yaml": asked(", predict: node predict.mjs") });
    const kept = mkdtempSync(join(tmpdir(), "trunkline-artifacts-"));
    // As a workflow run keeps them: what is left under a name is found under it.
    const artifacts: Artifacts = {
      async upload(name, folder, paths) {
        for (const path of paths) cpSync(path, join(kept, name, relative(folder, path)));
        return 1;
      },
      async download(name, folder) {
        cpSync(join(kept, name), folder, { recursive: true });
        return true;
      },
    };
    try {
      const { inputs, registry, training, data, evaluation, gate } = await project.check();
      const world = await project.world();
      const findings = await findingsByCommand(world, inputs, registry.artifact, training!.bundle, data);
      expect(findings!.robustness).toEqual(evaluation!.robustness);
      await handOver(world, artifacts, "credit", { bundle: null, championPredictions: null, findings });
      const handed = await takeOver(world, artifacts, "credit");
      const elsewhere = await project.check({ mayRunCommands: false, handed });
      expect(elsewhere.evaluation!.robustness).toEqual(evaluation!.robustness);
      expect(elsewhere.gate).toEqual(gate);
      const nothing = await project.check({ mayRunCommands: false });
      expect(nothing.evaluation!.robustness).toHaveProperty("unasked");
      // Findings of another model say nothing of this one.
      const other = { ...handed, findings: { ...handed.findings!, bundle: "0".repeat(64) } };
      const mixed = await project.check({ mayRunCommands: false, handed: other });
      expect(mixed.evaluation!.robustness).toHaveProperty("unasked");
    } finally {
      project.remove();
      rmSync(kept, { recursive: true, force: true });
    }
  });
});
