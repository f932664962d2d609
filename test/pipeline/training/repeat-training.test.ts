import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { findingsByCommand } from "../../../src/pipeline/evaluation/findings.ts";
import type { Repeats } from "../../../src/records/repeats.ts";
import { repeatsSection } from "../../../src/reports/words/repeats-text.ts";
import { temporaryProject } from "../../support/project.ts";

/** Credits: granted by income and debt, and one in ten by nobody knows what. */
function credits(rows: number): string {
  const random = seededRandom(9);
  const lines = Array.from({ length: rows }, (_, row) => {
    const [income, debt] = [random.below(1000), random.below(1000)];
    const granted = random.below(10) === 0 ? random.below(2) === 0 : income > debt;
    return `c${row},${income},${debt},${2000 + (row % 20)},${granted ? "yes" : "no"}`;
  });
  return `id,income,debt,year,granted\n${lines.join("\n")}\n`;
}

const spec = (train: string, repeat = "repeat: { folds: 4, repeats: 2 }", split = "") => `model: credit
problem: { task: classification, target: granted, success: [{ metric: accuracy, regression: 0.02 }] }
data: { sources: [credits.csv], key: id${split} }
train: ${train}
evaluate: { explanation: off, robustness: off, ${repeat} }
`;
const knn = (k: number) => `{ algorithm: knn, params: { k: ${k} } }`;

const read = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../support/centroid/${name}`, import.meta.url)), "utf8");
const COMMAND = Object.fromEntries(["train.mjs", "centroid.mjs"].map((name) => [name, read(name)]));
const centroid = (params = "{}") =>
  `{ command: node train.mjs, code: [train.mjs, centroid.mjs], params: ${params} }`;

const repeatsOf = (found: unknown) => found as Repeats;

describe("a recipe that is trained again", () => {
  test("is compared with the champion's on the same folds, and nothing else changes by it", async () => {
    const plain = temporaryProject({
      "trunkline.yaml": spec(knn(1), "confidence: 0.99"),
      "credits.csv": credits(300),
    });
    const project = temporaryProject({ "trunkline.yaml": spec(knn(1)), "credits.csv": credits(300) });
    try {
      const [first, without] = [await project.check(), await plain.check()];
      expect(first.inputs.digest).toBe(without.inputs.digest);
      expect(first.training!.bundle.digest).toBe(without.training!.bundle.digest);
      expect(without.evaluation!.repeats).toBeUndefined();
      const alone = repeatsOf(first.evaluation!.repeats);
      expect(alone.metrics).toMatchObject([{ metric: "accuracy", champion: null, difference: null }]);
      expect(alone.rows).toBe(300 - first.evaluation!.rows);

      await project.register();
      project.commit({ "trunkline.yaml": spec(knn(15)) });
      const { evaluation, gate } = await project.check();
      const [metric] = repeatsOf(evaluation!.repeats).metrics;
      expect(metric).toMatchObject({ champion: alone.metrics[0]!.challenger });
      const { mean, interval, p_value } = metric!.difference!;
      expect(mean).toBeCloseTo(metric!.challenger.mean - metric!.champion!.mean, 12);
      expect(mean).toBeGreaterThan(0.03);
      expect(interval[0] + interval[1]).toBeCloseTo(2 * mean, 12);
      expect(p_value).toBeLessThan(0.1);
      expect(gate!.reasons.some(({ metric: of }) => of === "repeats")).toBe(false);
      const again = await project.check();
      expect(again.evaluation).toEqual(evaluation);
      expect(repeatsSection(evaluation!)).toContain("Trained again for each of 4 folds");
    } finally {
      project.remove();
      plain.remove();
    }
  });

  test("is not trained when the change goes back to a version", async () => {
    const project = temporaryProject({ "trunkline.yaml": spec(knn(1)), "credits.csv": credits(200) });
    try {
      await project.register();
      project.commit({ "trunkline.yaml": spec(knn(15)) });
      await project.register();
      project.commit({ "trunkline.yaml": spec(knn(1)) });
      project.said.length = 0;
      const { evaluation } = await project.check();
      expect(evaluation!.champion!.version).toBe("v1.1.0");
      expect(evaluation!.repeats).toBeUndefined();
      expect(project.said.join()).not.toContain("more models");
    } finally {
      project.remove();
    }
  });

  test.each([
    ["rows that are split by time", ", split: { time: year }", undefined, /split by time/],
    ["too few rows", "", "repeat: { folds: 20 }", /too few for 20 folds/],
  ])("not with %s, and says so", async (_, split, repeat, why) => {
    const project = temporaryProject({
      "trunkline.yaml": spec(knn(1), repeat, split),
      "credits.csv": credits(40),
    });
    try {
      const { evaluation } = await project.check();
      expect((evaluation!.repeats as { unasked: string }).unasked).toMatch(why);
    } finally {
      project.remove();
    }
  });
});

describe("a command that is run again", () => {
  test("with the champion's parameters where the code is the same, and alone where it is not", async () => {
    const short = "repeat: { folds: 2, repeats: 1 }";
    const project = temporaryProject({
      ...COMMAND,
      "trunkline.yaml": spec(centroid("{ skip: [income] }"), short),
      "credits.csv": credits(200),
    });
    try {
      await project.register();
      project.commit({ "trunkline.yaml": spec(centroid(), short) });
      const better = await project.check();
      const [metric] = repeatsOf(better.evaluation!.repeats).metrics;
      expect(metric!.challenger.mean).toBeGreaterThan(metric!.champion!.mean);

      const { inputs, registry, training, data } = better;
      const world = await project.world();
      const handed = await findingsByCommand(world, inputs, registry.artifact, training!.bundle, data);
      expect(handed!.repeats).toEqual(better.evaluation!.repeats);
      const elsewhere = await project.check({ mayRunCommands: false });
      expect(elsewhere.evaluation!.repeats).toEqual({
        unasked: "the model is trained by a command, and none may run here",
      });

      project.commit({ "train.mjs": `// another\n${COMMAND["train.mjs"]}` });
      const alone = repeatsOf((await project.check()).evaluation!.repeats);
      expect(alone.alone).toMatch(/code that is not here/);
      expect(alone.metrics).toMatchObject([{ champion: null, difference: null }]);
    } finally {
      project.remove();
    }
  });
});
