import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/core/random.ts";
import type { Check } from "../../src/pipeline/check.ts";
import { reportMarkdown } from "../../src/pipeline/report.ts";
import { temporaryProject } from "../support/project.ts";

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
const MODELS = JSON.parse(read("../records/reference/xgboost_models.json"));

/** Columns as the models read them, `b` with holes; what is true is what they were trained on, about. */
function data(target: (signal: number) => string | number): string {
  const random = seededRandom(21);
  const lines = Array.from({ length: 240 }, (_, row) => {
    const [a, b, c, d, e] = Array.from({ length: 5 }, () => (random.next() - 0.5) * 4) as number[];
    const hole = random.next() < 0.15;
    return [
      row,
      a,
      hole ? "" : b,
      c,
      d,
      e,
      target(a! * c! + (hole ? -1 : b!) - Math.max(d!, 0) + random.next() / 3),
    ].join(",");
  });
  return `id,a,b,c,d,e,y\n${lines.join("\n")}\n`;
}

const spec = (
  task: string,
  params: string,
  more: { features?: string; predict?: boolean } = {},
) => `model: shop
problem: { task: ${task}, target: y }
data: { sources: [data.csv], key: id, split: { test: 0.3 } }
features: { ${more.features ?? '"*": { missing: keep, scale: none }'} }
train:
  command: node train.mjs
  code: ["*.mjs", saved.json]
  params: { ${params} }${more.predict === false ? "" : "\n  predict: node predict.mjs"}
evaluate: { robustness: off, explanation: { rows: 30, rounds: 2 } }
`;

const files = (model: string, target: (signal: number) => string | number) => ({
  "data.csv": data(target),
  "saved.json": JSON.stringify(MODELS[model].model),
  "train.mjs": read("../support/trees/train.mjs"),
  "predict.mjs": read("../support/trees/predict.mjs"),
  "trees.mjs": read("../support/trees/trees.mjs"),
});
const binary = files("binary", (signal) => (signal > 0 ? "yes" : "no"));
const amount = files("amount", (signal) => 10 + 3 * signal);

/** The change is trained where commands may run, and explained there, or where none may. */
async function compared(
  given: Record<string, string>,
  [before, after]: readonly [string, string],
  mayRunCommands = true,
): Promise<{ checked: Check; said: readonly string[] }> {
  const project = temporaryProject({ ...given, "trunkline.yaml": before });
  try {
    await project.register();
    project.commit({ "trunkline.yaml": after });
    const checked = await project.check();
    return {
      checked: mayRunCommands ? checked : await project.check({ mayRunCommands }),
      said: project.said,
    };
  } finally {
    project.remove();
  }
}

function expectSums({ evaluation }: Check): void {
  const { disagreements } = evaluation!.explanation!;
  expect(disagreements.length).toBeGreaterThan(0);
  for (const { output, base, parts } of disagreements)
    for (const side of ["challenger", "champion"] as const) {
      const sum = parts.reduce((total, part) => total + part[side], 0);
      expect(sum).toBeCloseTo(output[side] - base[side], 10);
    }
}

describe("a command that leaves XGBoost's model.json", () => {
  test.each([
    ["as the columns are", undefined],
    ["filled and standardised, as is the default", ""],
  ])("is explained exactly, in log odds, where no command may run: %s", async (_, features) => {
    const more = { predict: false, ...(features !== undefined && { features }) };
    const specs = [1, 6].map((trees) => spec("classification", `trees: ${trees}`, more)) as [string, string];
    const { checked } = await compared(binary, specs, false);
    const { explanation } = checked.evaluation!;
    expect(explanation!.shapley).toEqual({ exact: true, trees: "log odds", background: 100 });
    expect(explanation!.importance.map(({ column }) => column).sort()).toEqual(["a", "b", "c", "d", "e"]);
    expectSums(checked);
    for (const { class: name, challenger, output } of explanation!.disagreements) {
      expect(name).toBe(challenger);
      // Above zero for the class that a model names, below for the other one.
      expect(output.challenger).toBeGreaterThan(0);
      expect(output.champion).toBeLessThan(0);
    }
    expect(reportMarkdown(checked, { commit: null, candidateStored: true }).comment).toContain(
      "By exact Shapley values, from the trees, in log odds, against 100 training rows.",
    );
  });

  test("of amounts, in the amount", async () => {
    const specs = [2, 6].map((trees) => spec("regression", `trees: ${trees}`)) as [string, string];
    const { checked, said } = await compared(amount, specs);
    const { explanation } = checked.evaluation!;
    expect(explanation!.shapley).toEqual({ exact: true, trees: "amount", background: 100 });
    expectSums(checked);
    for (const { challenger, champion, output } of explanation!.disagreements) {
      expect(output.challenger).toBeCloseTo(Number(challenger), 5);
      expect(output.champion).toBeCloseTo(Number(champion), 5);
    }
    // Its predict command is started for the champion's answers on this holdout alone.
    expect(said.filter((line) => line === "Running: node predict.mjs")).toHaveLength(1);
    expect(said.filter((line) => line.includes("Shapley"))).toEqual([]);
  });
});

describe("trees that do not tell it are said to, and the command is asked", () => {
  const asked = async (given: Record<string, string>, params: string, features?: string) => {
    const more = features === undefined ? {} : { features };
    const specs = ["trees: 1", params].map((each) => spec("classification", each, more)) as [string, string];
    return (await compared(given, specs)).checked.evaluation!.explanation!.shapley!;
  };

  test("other trees than those that predict", async () => {
    const shapley = await asked(binary, "trees: 6, other: true");
    expect(shapley).toMatchObject({ exact: true, coalitions: 32, background: 30 });
    expect(shapley.trees).toBeUndefined();
    expect(shapley.not_trees).toMatch(
      /^model\.json does not tell the Shapley values: it answers otherwise than the command on \d+ of \d+ rows of the holdout\.$/,
    );
  });

  test("a feature of several columns", async () => {
    const saved = JSON.parse(binary["saved.json"]);
    saved.learner.feature_names[0] = "both";
    const given = { ...binary, "saved.json": JSON.stringify(saved) };
    const shapley = await asked(given, "trees: 6", '"*": { missing: keep, scale: none }, both: a + c');
    expect(shapley.trees).toBeUndefined();
    expect(shapley.not_trees).toBe(
      'model.json does not tell the Shapley values: its feature "both" is made of several columns.',
    );
  });

  test("a tree that goes in a circle", async () => {
    const saved = JSON.parse(binary["saved.json"]);
    // The command takes one tree; the second is as it came.
    const circle = saved.learner.gradient_booster.model.trees[1];
    circle.left_children[circle.left_children.length - 1] = 0;
    circle.right_children[circle.left_children.length - 1] = 0;
    const project = temporaryProject({
      ...binary,
      "saved.json": JSON.stringify(saved),
      // Predicts no row by it.
      "train.mjs": binary["train.mjs"].replace(
        "predictFile(TRUNKLINE_HOLDOUT, model);",
        "predictFile(TRUNKLINE_HOLDOUT, { learner: { ...model.learner, gradient_booster: { model: { trees: booster.trees.slice(0, 1) } } } });",
      ),
      "trunkline.yaml": spec("classification", "trees: 6", { predict: false }),
    });
    try {
      const { evaluation } = await project.check();
      expect(evaluation!.explanation).toBeUndefined();
      expect(project.said).toContain(
        "model.json does not tell the Shapley values: tree 1: node 0 is reached twice.",
      );
    } finally {
      project.remove();
    }
  });
});
