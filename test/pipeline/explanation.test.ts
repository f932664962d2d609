import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "../../src/core/random.ts";
import type { Check } from "../../src/pipeline/check.ts";
import { checkJson, checkText } from "../../src/pipeline/report.ts";
import { type TemporaryProject, temporaryProject } from "../support/project.ts";

/** Whether somebody buys: by the price and the colour, not by the weather; `twin` is the price again in every second row. */
function shop(rows: number): string {
  const random = seededRandom(5);
  const lines = Array.from({ length: rows }, (_, row) => {
    const price = random.below(100);
    const colour = ["red", "blue"][random.below(2)]!;
    const weather = random.below(30);
    const buys = price < 50 === (colour === "red") ? "yes" : "no";
    return `${row},${price},${colour},${weather},${buys}`;
  });
  return `id,price,colour,weather,buys\n${lines.join("\n")}\n`;
}

const spec = (features: string, more = "") => `model: shop
problem: { task: classification, target: buys }
data: { sources: [shop.csv], key: id }
features: { ${features} }
train: { algorithm: knn, params: { k: 3 } }
${more}`;

describe("a pull request that takes the colour in", () => {
  let project: TemporaryProject;
  let checked: Check;
  beforeAll(async () => {
    project = temporaryProject({ "trunkline.yaml": spec("colour: false"), "shop.csv": shop(400) });
    await project.register();
    project.commit({ "trunkline.yaml": spec("weather: false") });
    checked = await project.check();
  });
  afterAll(() => project.remove());

  test("the evaluation says by how much each column matters to either model, in the data's own columns", () => {
    const { explanation, champion } = checked.evaluation!;
    expect(explanation).toMatchObject({ metric: "f1_macro", champion: true, rounds: 5 });
    expect(explanation!.rows).toBe(Math.min(200, champion!.rows));
    const found = new Map(explanation!.importance.map((each) => [each.column, each]));
    expect([...found.keys()].sort()).toEqual(["colour", "price", "weather"]);
    expect(found.get("colour")!.champion).toBeNull();
    expect(found.get("colour")!.challenger!.interval![0]).toBeGreaterThan(0.2);
    expect(found.get("colour")!.change!.interval![0]).toBeGreaterThan(0.2);
    expect(found.get("weather")!.challenger).toBeNull();
    expect(found.get("price")!.challenger!.interval![0]).toBeGreaterThan(0.2);
  });

  test("the nearest examples are keys of training rows, at the distance that the features say", () => {
    const { explanation } = checked.evaluation!;
    expect(explanation!.disagreements.length).toBeGreaterThan(0);
    const test = new Set(checked.evaluation!.explanation!.disagreements.map(({ key }) => key));
    const rows = new Map(
      shop(400)
        .split("\n")
        .slice(1, -1)
        .map((line) => [line.split(",")[0]!, line.split(",")]),
    );
    for (const { key, nearest } of explanation!.disagreements) {
      expect(nearest).toHaveLength(3);
      expect(new Set(nearest!.map((each) => each.key)).size).toBe(3);
      const [, price, colour] = rows.get(key)!;
      for (const near of nearest!) {
        expect(test.has(near.key)).toBe(false);
        const [, nearPrice, nearColour] = rows.get(near.key)!;
        expect(nearColour).toBe(colour);
        // One deviation of the price is some 29.
        expect(near.distance).toBeCloseTo(Math.abs(Number(price) - Number(nearPrice)) / 29, 1);
      }
    }
  });

  test("the terminal and the JSON show it", () => {
    expect(checkText(checked, false)).toMatch(/importance of +champion v1\.0\.0 +this change +change/);
    expect(checkText(checked, false)).toMatch(/\ncolour +not read +\+0\.\d{3}/);
    expect(checkJson(checked).evaluation!.explanation!.importance).toHaveLength(3);
  });

  test("asking again gives the same, to the last digit", async () => {
    expect((await project.check()).evaluation).toEqual(checked.evaluation);
  });
});

test("nearest examples are found where training rows have features of their own, and where some are dropped", async () => {
  const holes = shop(300).replace(/^(\d*7,\d+),\w+/gm, "$1,");
  const files = { "shop.csv": holes, "trunkline.yaml": spec("colour: false") };
  const project = temporaryProject(files);
  try {
    await project.register();
    project.commit({ "trunkline.yaml": spec("weather: false, colour: { encode: target, missing: drop }") });
    const { explanation } = (await project.check()).evaluation!;
    expect(explanation!.disagreements.length).toBeGreaterThan(0);
    for (const { nearest } of explanation!.disagreements) {
      expect(nearest).toHaveLength(3);
      expect(nearest!.some(({ key }) => key.endsWith("7"))).toBe(false);
    }
  } finally {
    project.remove();
  }
});

test("`off` asks nothing, and a model that has not changed is not asked again", async () => {
  const data = { "shop.csv": shop(200) };
  const project = temporaryProject({ ...data, "trunkline.yaml": spec("", "evaluate: { explanation: off }") });
  try {
    expect((await project.check()).evaluation!.explanation).toBeUndefined();
    project.commit({ "trunkline.yaml": spec("", "evaluate: { explanation: { rows: 20, rounds: 1 } }") });
    const first = (await project.check()).evaluation!;
    expect(first.explanation).toMatchObject({ rows: 20, rounds: 1, champion: false, disagreements: [] });
    expect(first.explanation!.of).toBe(first.rows);
    await project.register();
    const again = (await project.check()).evaluation!;
    expect(again.champion!.version).toBe("v1.0.0");
    expect(again.explanation).toBeUndefined();
  } finally {
    project.remove();
  }
});

test("a derived column that cannot bear rows which nobody collected: no explanation, and no failure", async () => {
  // The weight is zero only where the length is, so that a shuffled pair may divide by zero.
  const rows = Array.from(
    { length: 60 },
    (_, row) => `${row},${row % 4},${row % 4},${row % 3 ? "yes" : "no"}`,
  );
  const project = temporaryProject({
    "shop.csv": `id,length,weight,buys\n${rows.join("\n")}\n`,
    "trunkline.yaml": spec('ratio: "length == 0 ? 0 : length / weight"'),
  });
  try {
    const { evaluation } = await project.check();
    expect(evaluation!.metrics.length).toBeGreaterThan(0);
    expect(evaluation!.explanation).toBeUndefined();
    expect(project.said.join("\n")).toContain("No explanation, since a model did not answer: features.ratio");
  } finally {
    project.remove();
  }
});

describe("a model that a command trained", () => {
  const read = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../support/centroid/${name}`, import.meta.url)), "utf8");
  const files = {
    "shop.csv": shop(120),
    "train.mjs": read("train.mjs"),
    "predict.mjs": read("predict.mjs"),
    "centroid.mjs": read("centroid.mjs"),
  };
  const by = (predict: string) =>
    spec("").replace(/train:.*\n/, `train: { command: node train.mjs, code: ["*.mjs"]${predict} }\n`);

  test("is asked through its predict command where one may run, and not where none may", async () => {
    const project = temporaryProject({ ...files, "trunkline.yaml": by(", predict: node predict.mjs") });
    try {
      const { explanation } = (await project.check()).evaluation!;
      expect(explanation!.importance.map(({ column }) => column).sort()).toEqual([
        "colour",
        "price",
        "weather",
      ]);
      const elsewhere = await project.check({ mayRunCommands: false });
      expect(elsewhere.training!.outcome).toBe("candidate");
      expect(elsewhere.evaluation!.explanation).toBeUndefined();
    } finally {
      project.remove();
    }
  });

  test("cannot be asked without a predict command", async () => {
    const project = temporaryProject({ ...files, "trunkline.yaml": by("") });
    try {
      expect((await project.check()).evaluation!.explanation).toBeUndefined();
    } finally {
      project.remove();
    }
  });
});
